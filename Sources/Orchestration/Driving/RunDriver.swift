import Experiments
import Logging
import Networks

/// Drives one run: records what happens to it, and carries out what follows.
///
/// Whatever reaches the driver goes through its inbox and is dealt with in order, one thing at a time: recorded, made
/// durable, and only then acted on. Only a training goes on beside it.
actor RunDriver {
    /// What can be put into the inbox.
    enum Message: Sendable {
        case begin(Plan, text: String, weights: [UInt8]?, Reply)
        case report(InstrumentReport, arrived: ContinuousClock.Instant)
        case trained(TrainedModel, of: Lesson, seconds: Double)
        case trainingCancelled
        case trainingFailed(String)
        case pause(Reply)
        case resume(Reply)
        case stop(Reply)
        case connected(Bool)
        case tick
    }

    /// Where the answer to a command goes: nil, or why it was refused.
    typealias Reply = CheckedContinuation<String?, Never>

    /// What a driver needs of the daemon around it.
    struct Surroundings: Sendable {
        var journal: any Journal
        /// Puts a request into the instrument's queue.
        var ask: @Sendable (Request) async -> Void
        /// Tells the instrument what became of a result.
        var acknowledge: @Sendable (Request.ID, Int, Disposition) async -> Void
        /// What the channels of the instrument's spectra stand for, if it says so.
        var axis: @Sendable () async -> Axis?
        /// Lets go of the instrument.
        var release: @Sendable () async -> Void
        var publish: @Sendable (Notice) -> Void
        var thread: TrainingThread
        var logger: Logger
    }

    nonisolated let number: Entry.RunID
    nonisolated let name: String
    private nonisolated let inbox: AsyncStream<Message>
    private nonisolated let door: AsyncStream<Message>.Continuation
    let surroundings: Surroundings
    private(set) var run: Run
    private var clock: RunClock
    private var agent: Agent?
    private var trainer: Trainer?
    private var training: Task<Void, Never>?
    /// The first look at the pool.
    private var preparation: Task<Void, Never>?
    private var log: RunLog
    private var due: (count: Int, step: Int)?
    private var isConnected = false
    private(set) var trouble: String?
    private var ticks = 0
    /// Requests that were out ten ticks ago.
    private var lingering: Set<Request> = []

    /// Creates the driver of a run whose entries were replayed into `run`.
    init(number: Entry.RunID, run: Run, surroundings: Surroundings) {
        self.number = number
        self.name = run.name
        self.run = run
        self.surroundings = surroundings
        log = RunLog(number, logger: surroundings.logger)
        clock = RunClock(elapsed: run.elapsed, isRunning: false)
        (inbox, door) = AsyncStream.makeStream()
    }

    nonisolated func post(_ message: Message) {
        door.yield(message)
    }

    /// Does a command, and returns nil or why it was refused.
    nonisolated func command(_ message: (Reply) -> Message) async -> String? {
        await withCheckedContinuation { door.yield(message($0)) }
    }

    /// How the run stands.
    var status: RunStatus {
        var status = RunStatus(run: number, run, isConnected: isConnected, trouble: trouble)
        if !run.hasEnded { status.elapsed = clock.elapsed }
        return status
    }

    /// Deals with the inbox until the task is cancelled.
    func drive() async {
        await recover()
        for await message in inbox {
            await handle(message)
        }
        preparation?.cancel()
        training?.cancel()
    }

    private func handle(_ message: Message) async {
        switch message {
        case .begin(let plan, let text, let weights, let reply):
            reply.resume(returning: await record(.started(plan: plan, text: text, weights: weights)))
        case .report(let report, let moment):
            await handle(report, at: moment)
        case .trained(let model, let lesson, let seconds):
            training = nil
            guard let agent, !run.hasEnded else { return }
            let summary = agent.adopt(model, of: lesson, seconds: seconds)
            log.note(summary)
            await record(.trained(summary, seconds: seconds))
            await suggestIfDue()
            trainIfUseful()
        case .trainingCancelled:
            training = nil
        case .trainingFailed(let text):
            training = nil
            log.noteFailure(text)
            agent?.noteFailure(text)
            await suggestIfDue()
        case .pause(let reply): reply.resume(returning: await obey(.paused))
        case .resume(let reply): reply.resume(returning: await obey(.resumed))
        case .stop(let reply): reply.resume(returning: await obey(.ended(Ending(.stopped, text: "on request"))))
        case .connected(let isConnected):
            self.isConnected = isConnected
            setClock()
        case .tick:
            await tick()
        }
    }

    /// Does what a person asks, or says in a person's words why not.
    private func obey(_ event: Event) async -> String? {
        if run.hasEnded { return "it is over: \(run.phase)" }
        switch event {
        case .paused where run.isPaused: return "it is paused already"
        case .resumed where !run.isPaused: return "it is going on already"
        default: return await record(event)
        }
    }

    /// Records an event and what follows from it, makes them durable, and then acts; returns why not, if not.
    ///
    /// What the instrument did is dated when it arrived, not when it was its turn: how long the instrument waited must
    /// not depend on how long the daemon took to write.
    @discardableResult
    func record(_ event: Event, at moment: ContinuousClock.Instant = .now) async -> String? {
        var next = run
        let elapsed = clock.elapsed(at: moment)
        do {
            let consequences = try next.take(event, elapsed: elapsed)
            try await store(consequences.events, elapsed: elapsed)
            run = next
            setClock()
            await perform(consequences.effects)
            return nil
        } catch let contradiction as Contradiction {
            return contradiction.description
        } catch {
            trouble = "the journal cannot be written: \(error)"
            surroundings.logger.error("cannot record", metadata: ["run": "\(number)", "reason": "\(error)"])
            return trouble
        }
    }

    private func store(_ events: [Event], elapsed: Double) async throws {
        let drafts = events.map { clock.date($0, elapsed: elapsed) }
        let entries = try await surroundings.journal.append(drafts, to: number)
        trouble = nil
        for entry in entries { surroundings.publish(.recorded(entry)) }
    }

    private func perform(_ effects: [Effect]) async {
        for effect in effects {
            switch effect {
            case .acknowledge(let request, let attempt, let disposition):
                await surroundings.acknowledge(request, attempt, disposition)
            case .measure(let request):
                await surroundings.ask(request)
            case .learn(let observation):
                agent?.ingest(candidate: observation.candidate, observation.reading)
            case .suggest(let count, let step):
                prepareAgent()
                due = (count, step)
            case .release:
                // What is kept of an ended run is its record; the model's memory is given back.
                preparation?.cancel()
                training?.cancel()
                (agent, trainer, due) = (nil, nil, nil)
                await surroundings.release()
            }
        }
        trainIfUseful()
        await suggestIfDue()
    }

    /// Takes up a run where the journal left it.
    private func recover() async {
        guard run.plan != nil, !run.hasEnded else { return }
        setClock()
        if run.pool != nil {
            prepareAgent()
            for observation in run.observations {
                agent?.ingest(candidate: observation.candidate, observation.reading)
            }
        }
        await retry()
    }

    /// Does what the run wants now: after a restart, and after events that could not be recorded.
    ///
    /// Requests that are sent again do no harm, and bring back results that were not acknowledged.
    private func retry() async {
        guard run.plan != nil, !run.hasEnded else { return }
        var next = run
        let consequences = next.resume()
        do {
            if !consequences.events.isEmpty { try await store(consequences.events, elapsed: run.elapsed) }
            run = next
            await perform(consequences.effects)
        } catch {
            trouble = "the journal cannot be written: \(error)"
        }
    }

    private func prepareAgent() {
        guard agent == nil, let plan = run.plan, let overview = run.overview, let pool = run.pool else { return }
        let agent = Agent(plan: plan, pool: pool)
        // They were checked when the overview came, before it was recorded.
        let weights = try? run.pretrainedWeights()
        let trainer = Trainer(
            plan: plan, overview: overview, pool: pool, weights: weights, thread: surroundings.thread,
            news: log.encoderNews)
        if let scope = agent.scope {
            surroundings.logger.notice("a large pool", metadata: ["run": "\(number)", "scope": "\(scope)"])
        } else if let excess = CoarseToFine.excess(of: plan, count: pool.candidates.count) {
            surroundings.logger.warning("a large pool", metadata: ["run": "\(number)", "scope": "\(excess)"])
        }
        preparation = Task { await trainer.prepare() }
        (self.agent, self.trainer) = (agent, trainer)
    }

    /// Decides if a decision is due and the model is as far as the plan asks.
    private func suggestIfDue() async {
        guard let due, let agent, let plan = run.plan, !run.hasEnded else { return }
        guard due.step == 0 || agent.isReady(for: plan.training.schedule) else { return trainIfUseful() }
        self.due = nil
        let choice = agent.suggest(count: due.count, step: due.step, taken: run.taken, pending: run.pending)
        if let choice {
            log.note(choice)
            await record(.decided(choice))
        } else {
            await record(.ended(Ending(.exhausted, text: "every candidate was measured or is excluded")))
        }
    }

    /// Starts a training if none goes on and there is something new to learn.
    private func trainIfUseful() {
        guard training == nil, let agent, let trainer, !run.hasEnded, !run.isPaused else { return }
        guard let lesson = agent.lesson(isDecisionDue: due != nil) else { return }
        training = Task {
            do {
                let (model, seconds) = try await trainer.train(lesson)
                door.yield(.trained(model, of: lesson, seconds: seconds))
            } catch is CancellationError {
                door.yield(.trainingCancelled)
            } catch {
                door.yield(.trainingFailed("\(error)"))
            }
        }
    }

    private func setClock() {
        if isConnected && !run.isPaused && !run.hasEnded && run.plan != nil { clock.resume() } else { clock.pause() }
    }

    /// Looks once a second after what nobody else would notice.
    private func tick() async {
        guard run.plan != nil, !run.hasEnded else { return }
        ticks += 1
        if trouble != nil {
            // Not every second: each try sends the request again and gets the whole result back.
            if ticks.isMultiple(of: 5) { await retry() }
            return
        }
        if ticks.isMultiple(of: 10) {
            // The desk does not take a request twice; this brings back one that it lost.
            for request in run.outstanding where lingering.contains(request) { await surroundings.ask(request) }
            lingering = Set(run.outstanding)
        }
        await endIfOverdue()
    }

    /// Ends a run whose time is over and whose instrument owes no answer, or does not give it within half a minute.
    private func endIfOverdue() async {
        guard let time = run.plan?.budget.time, !run.hasEnded, clock.elapsed >= time else { return }
        let isOverdue = clock.elapsed >= time + 30
        if run.outstanding.isEmpty || !isConnected || isOverdue { await record(.ended(Ending(.timeSpent))) }
    }
}
