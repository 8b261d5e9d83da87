extension Run {
    /// What follows from something that happened.
    package struct Consequences: Hashable, Sendable {
        /// The event and those that follow from it at once, to be stored in one transaction.
        package var events: [Event] = []
        /// What is to be done when they are stored.
        package var effects: [Effect] = []
    }

    /// Takes account of something that happened, and of all that follows from it at once: requests that are due, and
    /// the end of the run.
    ///
    /// Store the events before acting on the effects; if they cannot be stored, go on with the run as it was before.
    ///
    /// - Throws: ``Contradiction`` if the event cannot follow those before it; the run is then unchanged.
    package mutating func take(_ event: Event, elapsed: Double) throws(Contradiction) -> Consequences {
        var next = self
        var consequences = Consequences()
        var due = [event]
        if case .overviewed(_, let overview) = event, let plan {
            do {
                try CandidatePool(plan.candidates, features: plan.features, overview: overview).check(plan)
            } catch {
                due.append(.ended(Ending(.failed, text: error.description)))
            }
        }
        while !due.isEmpty {
            let event = due.removeFirst()
            consequences.effects += try next.apply(event, elapsed: elapsed)
            consequences.events.append(event)
            if due.isEmpty { due = next.advance(&consequences.effects) }
        }
        self = next
        return consequences
    }

    /// Says what is to be done now, for a run that was replayed: requests to send again, and a decision that is due.
    ///
    /// Nothing of it needs to be stored, but requests that the plan allows and that were not made yet are; they are
    /// the events.
    package mutating func resume() -> Consequences {
        var consequences = Consequences()
        isSuggesting = false
        guard !hasEnded else { return consequences }
        consequences.effects = outstanding.map { .measure($0) }
        var due = advance(&consequences.effects)
        while !due.isEmpty {
            let event = due.removeFirst()
            // What `advance` proposes can always follow: it is made from this very state.
            guard let effects = try? apply(event, elapsed: elapsed) else { break }
            consequences.effects += effects
            consequences.events.append(event)
            if due.isEmpty { due = advance(&consequences.effects) }
        }
        return consequences
    }

    /// Returns the events that are due now, and adds a suggestion to the effects if one is due.
    private mutating func advance(_ effects: inout [Effect]) -> [Event] {
        guard let plan, !isPaused, !hasEnded else { return [] }
        if phase == .awaitingOverview {
            return outstanding.isEmpty ? overviewRequests() : []
        }
        guard let pool, phase == .seeding || phase == .exploring else { return [] }
        if let retry = retries().first, hopelessness == nil, !isBroken { return [.requested(retry)] }
        let capacity = max(plan.batch.count, plan.batch.inFlight)
        if let ending = verdict(plan) {
            planned = []
            return outstanding.isEmpty ? [.ended(ending)] : []
        }
        if let next = planned.first {
            return outstanding.count < capacity ? [.requested(request(for: next))] : []
        }
        guard !isSuggesting else { return [] }
        if phase == .seeding, nextOrdinal == 0 {
            isSuggesting = true
            effects.append(.suggest(count: min(plan.seeds.count, pool.eligibleCount), step: 0))
            return []
        }
        let remaining = plan.budget.measurements - committed
        let count = min(plan.batch.count, remaining)
        let isRoom = phase == .seeding ? outstanding.isEmpty : outstanding.count + count <= capacity
        if count > 0, isRoom {
            isSuggesting = true
            effects.append(.suggest(count: count, step: step + 1))
        }
        return []
    }

    /// Requests made for decisions so far, answered or not.
    private var committed: Int {
        dossiers.values.count { $0.request.action == .spectrum && $0.step > 0 }
    }

    /// Whether so many requests in a row were in vain that the instrument must not burn the rest of the budget.
    private var isBroken: Bool { refusalsInARow >= (observations.isEmpty ? 5 : 10) }

    /// Why the run should end when the instrument has answered, if it should.
    private func verdict(_ plan: Plan) -> Ending? {
        if isBroken, let last = refusals.last {
            return Ending(
                .failed, text: "\(refusalsInARow) requests in a row were in vain, the last: \(last.text) (\(last.code))"
            )
        }
        if let hopelessness {
            return Ending(.failed, text: "no spectrum of this instrument can be learned: \(hopelessness)")
        }
        if let target = plan.budget.target, let best,
            plan.goal.merit(of: best.objective) >= plan.goal.meritOfTarget(target)
        {
            return Ending(.targetReached)
        }
        if let time = plan.budget.time, elapsed >= time { return Ending(.timeSpent) }
        if isCertain { return Ending(.certain) }
        if phase == .exploring, planned.isEmpty, committed >= plan.budget.measurements {
            return Ending(.measurementsSpent)
        }
        if phase == .seeding, plan.budget.measurements == 0, nextOrdinal > 0, planned.isEmpty {
            return Ending(.measurementsSpent)
        }
        return nil
    }

    /// Requests whose last try was in vain and that may be tried again.
    private func retries() -> [Request] {
        let sent = Set(outstanding.map(\.id))
        return dossiers.values.filter { $0.isOpen && !sent.contains($0.request.id) }
            .map { $0.request.nextAttempt() }.sorted { $0.id < $1.id }
    }

    private func overviewRequests() -> [Event] {
        if let retry = retries().first { return [.requested(retry)] }
        if let refusal = refusals.last {
            let text = "the instrument gave no usable overview image: \(refusal.text) (\(refusal.code))"
            return [.ended(Ending(.failed, text: text))]
        }
        return [.requested(Request(id: requestID(), action: .overview))]
    }

    private func request(for planned: Planned) -> Request {
        Request(
            id: requestID(), action: .spectrum, candidate: planned.choice.candidate, position: planned.choice.position,
            pixel: planned.choice.pixel, ordinal: planned.ordinal)
    }

    private func requestID() -> Request.ID {
        let digits = String(nextRequest)
        return name + "-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension Goal {
    /// The merit at which a target counts as reached; for a level or a band the target is a distance to it.
    func meritOfTarget(_ target: Double) -> Double {
        switch self {
        case .maximize, .minimize: merit(of: target)
        case .level, .band: -target
        }
    }
}
