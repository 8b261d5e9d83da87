extension Run {
    /// Takes account of a journal's entry.
    ///
    /// - Returns: What is to be done; a replay ignores it.
    /// - Throws: ``Contradiction`` if the event cannot follow those before it; the run is then unchanged.
    @discardableResult
    package mutating func apply(_ entry: Entry) throws(Contradiction) -> [Effect] {
        try apply(entry.event, elapsed: entry.elapsed)
    }

    /// Takes account of one event.
    mutating func apply(_ event: Event, elapsed: Double) throws(Contradiction) -> [Effect] {
        let effects = try effects(of: event)
        self.elapsed = max(self.elapsed, elapsed)
        noteWaiting(event)
        return effects
    }

    /// Adds up the time between an answer that left the instrument without work and the next request that it took.
    private mutating func noteWaiting(_ event: Event) {
        switch event {
        case .accepted:
            if let since = idleSince { waited += elapsed - since }
            idleSince = nil
        case .overviewed, .measured, .failed:
            if !outstanding.contains(where: { isAccepted($0.id) }) { idleSince = elapsed }
        default:
            break
        }
    }

    private mutating func effects(of event: Event) throws(Contradiction) -> [Effect] {
        switch event {
        case .started(let plan, _, let weights): try start(plan, weights: weights)
        case .requested(let request): try open(request)
        case .accepted(let id): try accept(id)
        case .overviewed(let id, let overview): try take(overview, for: id)
        case .measured(let measurement): try take(measurement)
        case .failed(let id, let attempt, let code, let text, let isRetryable):
            try fail(id, attempt: attempt, code: code, text: text, isRetryable: isRetryable)
        case .decided(let decision): try take(decision)
        case .trained: try allow(event, hasEnded ? "it is over" : nil)
        case .paused: try pause(true, event)
        case .resumed: try pause(false, event)
        case .ended(let ending): try end(ending)
        }
    }

    private mutating func start(_ plan: Plan, weights: [UInt8]?) throws(Contradiction) -> [Effect] {
        guard phase == .idle else { throw contradiction(.started(plan: plan, text: ""), "it has started already") }
        self.plan = plan
        self.weights = weights
        phase = .awaitingOverview
        return []
    }

    private mutating func open(_ request: Request) throws(Contradiction) -> [Effect] {
        let event = Event.requested(request)
        guard !hasEnded, phase != .idle else { throw contradiction(event, "it asks for nothing now") }
        if var dossier = dossiers[request.id] {
            guard dossier.isOpen, request.attempt == dossier.request.attempt + 1 else {
                throw contradiction(event, "attempt \(request.attempt) does not follow \(dossier.request.attempt)")
            }
            dossier.request = request
            dossier.isAccepted = false
            dossiers[request.id] = dossier
        } else {
            dossiers[request.id] = Dossier(request: request, step: step(of: request))
            nextRequest += 1
        }
        if let first = planned.firstIndex(where: { $0.ordinal == request.ordinal }) { planned.remove(at: first) }
        outstanding.append(request)
        return [.measure(request)]
    }

    /// The decision behind a request that is about to be made: seed points are the choices made while seeding.
    private func step(of request: Request) -> Int {
        phase == .exploring ? step : 0
    }

    private mutating func accept(_ id: Request.ID) throws(Contradiction) -> [Effect] {
        guard dossiers[id] != nil else { throw contradiction(.accepted(request: id), "it never made request \(id)") }
        dossiers[id]?.isAccepted = true
        return []
    }

    private mutating func take(_ overview: Overview, for id: Request.ID) throws(Contradiction) -> [Effect] {
        guard phase == .awaitingOverview, let plan, let attempt = dossiers[id]?.request.attempt, close(id) else {
            throw contradiction(.overviewed(request: id, overview), "it did not ask for it")
        }
        self.overview = overview
        // Whether the overview can be used was found out before it was recorded: see ``take(_:elapsed:)``.
        pool = try? CandidatePool(plan.candidates, features: plan.features, overview: overview)
        phase = .seeding
        return [.acknowledge(request: id, attempt: attempt, .stored)]
    }

    private mutating func take(_ measurement: Measurement) throws(Contradiction) -> [Effect] {
        let id = measurement.request
        guard let dossier = dossiers[id], dossier.request.action == .spectrum, let plan else {
            throw contradiction(.measured(measurement), "it never asked for \(id)")
        }
        guard dossier.digests[measurement.attempt] == nil else {
            throw contradiction(.measured(measurement), "attempt \(measurement.attempt) of \(id) is stored already")
        }
        dossiers[id]?.digests[measurement.attempt] = measurement.digest
        guard dossier.isOpen, !hasEnded, let candidate = dossier.request.candidate else {
            return [.acknowledge(request: id, attempt: measurement.attempt, .late)]
        }
        let reading: Reading
        do {
            reading = try plan.reading(of: measurement.values, axis: measurement.axis)
        } catch {
            let code = measurement.values.allSatisfy(\.isFinite) ? "E_SHAPE" : "E_NONFINITE"
            if error.cause == .axis, observations.isEmpty { hopelessness = error.description }
            refuse(dossier.request, attempt: measurement.attempt, code: code, text: error.description)
            let disposition = Disposition.rejected(code: code, text: error.description)
            return [.acknowledge(request: id, attempt: measurement.attempt, disposition)]
        }
        close(id)
        refusalsInARow = 0
        if observations.isEmpty { units = plan.quantities.map { $0.scalarizer.unit(on: measurement.axis) } }
        let observation = Observation(
            candidate: candidate, reading: reading, request: id, ordinal: dossier.request.ordinal ?? 0,
            step: dossier.step)
        observations.append(observation)
        return [.acknowledge(request: id, attempt: measurement.attempt, .stored), .learn(observation)]
    }

    private mutating func fail(
        _ id: Request.ID, attempt: Int, code: String, text: String, isRetryable: Bool
    ) throws(Contradiction) -> [Effect] {
        guard let dossier = dossiers[id], dossier.isOpen else {
            let event = Event.failed(request: id, attempt: attempt, code: code, text: text, isRetryable: isRetryable)
            throw contradiction(event, "request \(id) is not open")
        }
        // An overview that was interrupted costs little dose, and without one there is no run.
        let isInterrupted = dossier.request.action == .overview && code == "E_INTERRUPTED"
        refuse(dossier.request, attempt: attempt, code: code, text: text, mayRetry: isRetryable || isInterrupted)
        return [.acknowledge(request: id, attempt: attempt, .stored)]
    }

    /// Notes that a try was in vain; gives the request up if it was the last that the plan allows.
    private mutating func refuse(
        _ request: Request, attempt: Int, code: String, text: String, mayRetry: Bool = true
    ) {
        refusals.append(
            Refusal(candidate: request.candidate, request: request.id, attempt: attempt, code: code, text: text))
        outstanding.removeAll { $0.id == request.id }
        refusalsInARow += 1
        let attempts = request.action == .overview ? max(3, plan?.attempts ?? 1) : plan?.attempts ?? 1
        if !mayRetry || attempt >= attempts { dossiers[request.id]?.isOpen = false }
    }

    private mutating func take(_ decision: Decision) throws(Contradiction) -> [Effect] {
        guard phase == .seeding || phase == .exploring, isSuggesting || planned.isEmpty else {
            throw contradiction(.decided(decision), "no decision is due")
        }
        isSuggesting = false
        if decision.chooser != .design {
            phase = .exploring
            step = decision.step
        }
        for choice in decision.choices { choices[choice.candidate] = choice }
        planned += decision.choices.map { choice in
            defer { nextOrdinal += 1 }
            return Planned(choice: choice, ordinal: nextOrdinal)
        }
        if let limit = plan?.budget.uncertainty, let largest = decision.largestUncertainty, decision.chooser == .model {
            isCertain = largest < limit
        }
        if decision.fallback != nil { fallbacks += 1 }
        lastDecision = decision
        lastDecision?.maps = nil
        return []
    }

    private mutating func pause(_ isPaused: Bool, _ event: Event) throws(Contradiction) -> [Effect] {
        guard !hasEnded, phase != .idle else { throw contradiction(event, "it is not going on") }
        guard self.isPaused != isPaused else {
            throw contradiction(event, isPaused ? "it is paused" : "it is going on")
        }
        self.isPaused = isPaused
        return []
    }

    private mutating func end(_ ending: Ending) throws(Contradiction) -> [Effect] {
        guard !hasEnded else { throw contradiction(.ended(ending), "it is over already") }
        phase = .ended(ending)
        planned = []
        outstanding = []
        isSuggesting = false
        return [.release(ending)]
    }

    /// Closes an open request; false if it was not open.
    @discardableResult
    private mutating func close(_ id: Request.ID) -> Bool {
        guard dossiers[id]?.isOpen == true else { return false }
        dossiers[id]?.isOpen = false
        outstanding.removeAll { $0.id == id }
        return true
    }

    private func allow(_ event: Event, _ objection: String?) throws(Contradiction) -> [Effect] {
        if let objection { throw contradiction(event, objection) }
        return []
    }

    private func contradiction(_ event: Event, _ reason: String) -> Contradiction {
        Contradiction(event: event.kind, phase: phase.description, reason: reason)
    }
}
