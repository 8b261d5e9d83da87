package import Experiments
private import Formulas
package import Logging
private import Networks

/// The loop of the daemon: runs and instruments brought together.
///
/// Requests of all runs queue at the desk of their instrument; answers go to the driver of the run that asked.
package actor Orchestrator {
    private let journal: any Journal
    private let port: any InstrumentPort
    private let publish: @Sendable (Notice) -> Void
    private let logger: Logger
    private let thread = TrainingThread()
    private var desks: [String: InstrumentDesk] = [:]
    private var drivers: [Entry.RunID: RunDriver] = [:]
    private var instruments: [Entry.RunID: String] = [:]
    private nonisolated let arrivals: AsyncStream<RunDriver>
    private nonisolated let admit: AsyncStream<RunDriver>.Continuation

    /// Creates an orchestrator; nothing happens before ``run()``.
    ///
    /// - Parameters:
    ///   - journal: Where events are made durable.
    ///   - port: The way to the instruments.
    ///   - logger: Told of trainings that fail and of a journal that cannot be written.
    ///   - publish: Called with all news, in order for each run; must return at once.
    package init(
        journal: any Journal, port: any InstrumentPort, logger: Logger, publish: @escaping @Sendable (Notice) -> Void
    ) {
        self.journal = journal
        self.port = port
        self.logger = logger
        self.publish = publish
        (arrivals, admit) = AsyncStream.makeStream()
    }

    /// Takes up unfinished runs, and works until the task is cancelled.
    ///
    /// - Throws: What the journal throws when unfinished runs cannot be read.
    package func run() async throws {
        for unfinished in try await journal.unfinishedRuns() where drivers[unfinished.run] == nil {
            let entries = try await journal.entries(of: unfinished.run, maps: false)
            // A run without entries was made in the moment of a crash, or is being submitted now.
            guard !entries.isEmpty, drivers[unfinished.run] == nil else { continue }
            do {
                start(unfinished.run, try replay(entries, name: unfinished.name))
            } catch {
                // One run that cannot be replayed must not keep the others from going on.
                logger.error("cannot take up a run", metadata: ["run": "\(unfinished.run)", "reason": "\(error)"])
            }
        }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await report in self.port.reports { await self.receive(report) } }
            group.addTask { await self.tick() }
            for await driver in arrivals {
                group.addTask { await driver.drive() }
            }
            group.cancelAll()
        }
    }

    /// Starts a run of a plan that names an instrument.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - text: What it was read from.
    ///   - weights: The content of the file of weights that the plan names, if it names one; it becomes part of the record.
    /// - Returns: The number of the run, when its beginning is durable.
    /// - Throws: ``UnusableWeights`` if the weights are not those of the plan's network, as far as that can be told before the
    ///   overview; ``CommandRefused`` if the run cannot be recorded, and what the journal throws.
    package func submit(_ plan: Plan, text: String, weights: [UInt8]? = nil) async throws -> Entry.RunID {
        if let file = plan.weightFiles.first {
            try plan.check(try weights.map { try NetworkWeights(reading: $0, from: file) }, channels: nil)
        }
        let (number, name) = try await journal.createRun()
        let driver = start(number, Run(name: name), instrument: plan.source)
        if let id = instruments[number] { driver.post(.connected(desks[id]?.isConnected ?? false)) }
        if let reason = await driver.command({ .begin(plan, text: text, weights: weights, $0) }) {
            drivers[number] = nil
            throw CommandRefused(run: number, reason: reason)
        }
        return number
    }

    /// Pauses a run: answers are still taken, but nothing more is asked.
    package func pause(_ run: Entry.RunID) async throws { try await command(run) { .pause($0) } }

    /// Goes on with a paused run.
    package func resume(_ run: Entry.RunID) async throws { try await command(run) { .resume($0) } }

    /// Ends a run.
    package func stop(_ run: Entry.RunID) async throws { try await command(run) { .stop($0) } }

    /// How the runs of this daemon's life stand, oldest first.
    package func statuses() async -> [RunStatus] {
        var statuses: [RunStatus] = []
        for (number, driver) in drivers.sorted(by: { $0.key < $1.key }) {
            var status = await driver.status
            if !status.hasEnded, status.trouble == nil { status.trouble = trouble(with: instruments[number]) }
            statuses.append(status)
        }
        return statuses
    }

    /// What a person should know of a run's instrument: that it is away, or silent.
    private func trouble(with id: String?) -> String? {
        guard let id, let desk = desks[id] else { return nil }
        if desk.isSuspect {
            return "`\(id)` is silent: it may have ended, or lost its link; the run waits until it is heard of"
        }
        if desk.isConnected { return nil }
        let others = desks.filter(\.value.isConnected).keys.sorted()
        let advice = NearestName.among(others, to: id).map { "; is `\($0)` meant?" } ?? ""
        let list = others.map { "`\($0)`" }.joined(separator: ", ")
        return "`\(id)` is not connected; "
            + (others.isEmpty ? "no instrument is" : "connected \(others.count == 1 ? "is" : "are") \(list)\(advice)")
    }

    /// The instruments that have ever connected or are asked for, by id.
    package func instrumentDesks() -> [String: InstrumentDesk] { desks }

    private func command(_ run: Entry.RunID, _ message: (RunDriver.Reply) -> RunDriver.Message) async throws {
        guard let driver = drivers[run] else {
            throw CommandRefused(run: run, isKnown: false, reason: "the daemon does not work on such a run")
        }
        if let reason = await driver.command(message) { throw CommandRefused(run: run, reason: reason) }
    }

    private func replay(_ entries: [Entry], name: String) throws -> Run {
        var run = Run(name: name)
        for entry in entries { try run.apply(entry) }
        return run
    }

    @discardableResult
    private func start(_ number: Entry.RunID, _ run: Run, instrument source: Plan.Source? = nil) -> RunDriver {
        if case .instrument(let id)? = source ?? run.plan?.source {
            instruments[number] = id
            if desks[id] == nil { desks[id] = InstrumentDesk() }
        }
        let port = port
        let surroundings = RunDriver.Surroundings(
            journal: journal,
            ask: { [weak self] in await self?.enqueue($0, of: number) },
            acknowledge: { [weak self] request, attempt, disposition in
                guard let id = await self?.instruments[number] else { return }
                await port.acknowledge(request, attempt: attempt, disposition, to: id)
            },
            axis: { [weak self] in await self?.axis(of: number) },
            release: { [weak self] in await self?.release(number) },
            publish: publish, thread: thread, logger: logger)
        let driver = RunDriver(number: number, run: run, surroundings: surroundings)
        drivers[number] = driver
        admit.yield(driver)
        return driver
    }

    private func enqueue(_ request: Request, of run: Entry.RunID) async {
        guard let id = instruments[run] else { return }
        desks[id, default: InstrumentDesk()].enqueue(request)
        await serve(id)
    }

    /// Sends what the instrument takes.
    private func serve(_ id: String) async {
        while let request = desks[id]?.next() {
            if await !port.send(request, to: id) {
                desks[id]?.putBack(request)
                return
            }
        }
    }

    private func axis(of run: Entry.RunID) -> Axis? {
        instruments[run].flatMap { desks[$0]?.description?.outputs.first?.axis }
    }

    private func release(_ run: Entry.RunID) async {
        guard let id = instruments[run], let name = drivers[run]?.name else { return }
        desks[id]?.release { $0.id.hasPrefix(name + "-") }
        await serve(id)
    }

    private func receive(_ report: InstrumentReport) async {
        switch report {
        case .connected(let description):
            desks[description.id, default: InstrumentDesk()].connect(description)
            tell(description.id, isConnected: true, state: "connected")
            await serve(description.id)
        case .suspect(let id):
            // Perhaps it only measures for long: the run's time goes on, and its time budget ends it if nothing comes.
            desks[id]?.suspect()
            publish(.instrument(id: id, state: "suspect"))
        case .disconnected(let id):
            desks[id]?.disconnect()
            tell(id, isConnected: false, state: "disconnected")
        case .accepted(_, let request), .progress(_, let request, _):
            let moment = ContinuousClock.now
            (try? await driver(of: request))?.post(.report(report, arrived: moment))
        case .overviewed(let id, let request, let attempt, _, _):
            await hand(report, request: request, attempt: attempt, from: id)
        case .measured(let id, let measurement):
            await hand(report, request: measurement.request, attempt: measurement.attempt, from: id)
        case .failed(let id, let request, let attempt, _, _, _):
            await hand(report, request: request, attempt: attempt, from: id)
        }
    }

    /// Gives an answer to the run that asked, and the instrument its next request.
    private func hand(_ report: InstrumentReport, request: Request.ID, attempt: Int, from id: String) async {
        let moment = ContinuousClock.now
        desks[id]?.finish(request, attempt: attempt)
        do {
            if let driver = try await driver(of: request) {
                if instruments[driver.number] == id {
                    driver.post(.report(report, arrived: moment))
                } else {
                    let text = "request \(request) was made of \(instruments[driver.number] ?? "another instrument")"
                    await port.acknowledge(
                        request, attempt: attempt, .rejected(code: "E_UNKNOWN_REQ", text: text), to: id)
                }
            } else {
                await port.acknowledge(request, attempt: attempt, .unknown, to: id)
            }
        } catch {
            // Not acknowledged: the instrument keeps its result and sends it again.
            logger.error("cannot find a request", metadata: ["request": "\(request)", "reason": "\(error)"])
        }
        await serve(id)
    }

    private func tell(_ id: String, isConnected: Bool, state: String) {
        publish(.instrument(id: id, state: state))
        for (number, driver) in drivers where instruments[number] == id { driver.post(.connected(isConnected)) }
    }

    /// Finds the driver of the run that made a request; a run that ended before this daemon began is read again.
    ///
    /// - Returns: Nil if no run of this journal has the request's name.
    /// - Throws: What the journal throws, or a ``Contradiction`` in it.
    private func driver(of request: Request.ID) async throws -> RunDriver? {
        guard let dash = request.lastIndex(of: "-") else { return nil }
        let name = String(request[..<dash])
        if let known = drivers.values.first(where: { $0.name == name }) { return known }
        guard let number = try await journal.run(named: name) else { return nil }
        let run = try replay(try await journal.entries(of: number, maps: false), name: name)
        return drivers[number] ?? start(number, run)
    }

    private func tick() async {
        while (try? await Task.sleep(for: .seconds(1))) != nil {
            for driver in drivers.values { driver.post(.tick) }
        }
    }
}

/// A command that a run does not obey now, and why.
package struct CommandRefused: Error, Hashable, Sendable, CustomStringConvertible {
    package let run: Entry.RunID
    /// Whether the daemon works on the run at all.
    package var isKnown = true
    package let reason: String

    package var description: String { "run \(run): \(reason)" }
}
