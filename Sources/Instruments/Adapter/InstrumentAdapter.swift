import Experiments
package import Logging
import Messages
package import ZeroMQ

/// The instrument's end of the link: connects an ``Instrument`` to the daemon, and keeps the protocol's promises for it.
///
/// What is asked is measured at most once, however often it is asked; what was measured is delivered until the daemon
/// acknowledges it, across lost connections, restarts of the daemon and, with a ``FileJournal``, its own.
package actor InstrumentAdapter {
    nonisolated let thread = PollThread(name: "adapter")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    nonisolated let instrument: any Instrument
    let options: AdapterOptions
    let logger: Logger
    private let endpoint: String
    private let context: Context
    private let journal: any AdapterJournal

    private(set) var ledger = Ledger()
    /// Requests that wait for the instrument, oldest first.
    var waiting: [Request] = []
    /// How many requests are worked on.
    private var running = 0
    /// Why the adapter cannot go on.
    private var failure: (any Error)?
    /// The socket while there is a connection to be had.
    private var socket: Socket?
    /// The session's id while there is one.
    var session: String?
    private var sequence = 0
    private var lastHeard = ContinuousClock.now
    private var lastSent: [Attempt: ContinuousClock.Instant] = [:]

    /// Creates an adapter that does nothing before ``run()``.
    ///
    /// - Parameters:
    ///   - instrument: What it serves.
    ///   - endpoint: Where the daemon listens.
    ///   - context: The process's ZeroMQ context.
    ///   - journal: Where it keeps what it must not forget.
    ///   - options: How it behaves on the link.
    ///   - logger: Told of connections and refusals.
    package init(
        _ instrument: any Instrument, connectingTo endpoint: String, in context: Context,
        journal: any AdapterJournal = ForgetfulJournal(), options: AdapterOptions, logger: Logger
    ) {
        self.instrument = instrument
        self.endpoint = endpoint
        self.context = context
        self.journal = journal
        self.options = options
        self.logger = logger
    }

    /// Serves the daemon until the task is cancelled.
    ///
    /// - Throws: ``MessageError`` if the daemon refuses the instrument for good, what the journal throws if it cannot
    ///   be read or written, ``ZeroMQError`` for an endpoint that is none.
    package func run() async throws {
        ledger = Ledger(replaying: try await journal.entries())
        try await withThrowingDiscardingTaskGroup { group in
            defer { group.cancelAll() }
            do {
                while true {
                    let pause = try await converse { request in group.addTask { await self.work(on: request) } }
                    disconnect()
                    try await Task.sleep(for: pause)
                }
            } catch {
                send(
                    .bye(Bye(reason: error is CancellationError ? "the adapter stops" : "the adapter fails: \(error)")))
                disconnect()
                guard error is CancellationError else { throw error }
            }
        }
    }

    /// Speaks with the daemon on a fresh socket until it falls silent or ends the session.
    ///
    /// - Returns: How long to wait before the next try.
    private func converse(_ start: (Request) -> Void) async throws -> Duration {
        let socket = try Socket(.dealer, in: context, options: options.socket)
        self.socket = socket
        try socket.connect(to: endpoint)
        while try await !thread.waitUntilWritable(socket, timeout: options.patience) {
            logger.debug("nobody listens yet", metadata: ["endpoint": "\(endpoint)"])
        }
        send(.hello(Hello(adapter: options.adapter, instrument: instrument.description)))
        lastHeard = .now
        while lastHeard.duration(to: .now) <= options.patience {
            let isReadable = try await thread.waitUntilReadable(socket, timeout: options.heartbeat)
            if let failure { throw failure }
            // Before the welcome, a ping would be a message of no session.
            if !isReadable, session != nil { send(.ping(Ping())) }
            while let frames = try socket.receive() {
                lastHeard = .now
                if let pause = try await take(frames) { return pause }
            }
            startWaiting(start)
            deliver()
        }
        logger.notice("the daemon is silent", metadata: ["endpoint": "\(endpoint)"])
        return .zero
    }

    private func disconnect() {
        socket?.close()
        socket = nil
        session = nil
        sequence = 0
    }

    /// Starts what waits, as far as the instrument takes it.
    private func startWaiting(_ start: (Request) -> Void) {
        while running < max(1, instrument.description.maximumInFlight), let next = nextRequest(isFirst: true) {
            start(next)
        }
    }

    /// Returns the request to be worked on next; if there is none, whoever asks has ended.
    func nextRequest(isFirst: Bool = false) -> Request? {
        if waiting.isEmpty {
            if !isFirst { running -= 1 }
            return nil
        }
        if isFirst { running += 1 }
        return waiting.removeFirst()
    }

    /// Notes that an attempt is begun: for whoever asks again at once, on disk before the beam moves.
    func begin(_ request: Request) async throws {
        let entry = LedgerEntry.begun(Attempt(request.id, request.attempt), request.action)
        ledger.apply(entry)
        try await journal.append(entry)
    }

    /// Notes what came of an attempt, on disk before it is promised, and delivers it.
    func answer(_ outcome: Outcome) async throws {
        try await journal.append(.answered(outcome))
        ledger.apply(.answered(outcome))
        deliver()
    }

    /// Notes that the daemon has taken an answer.
    func settle(_ ack: Ack) async throws {
        let entry = LedgerEntry.settled(ack.attempt, ack.disposition)
        ledger.apply(entry)
        lastSent[ack.attempt] = nil
        try await journal.append(entry)
    }

    /// Ends the adapter with an error, soon.
    func fail(_ error: any Error) {
        failure = failure ?? error
    }

    /// Sends the answers that are owed and were not sent lately.
    func deliver() {
        guard session != nil else { return }
        let now = ContinuousClock.now
        for attempt in ledger.owed {
            if let last = lastSent[attempt], last.duration(to: now) < options.resendInterval { continue }
            guard let outcome = ledger.answer(of: attempt) else { continue }
            if send(.result(outcome)) { lastSent[attempt] = now }
        }
    }

    /// Lets the answer of an attempt be sent at the next ``deliver()``, however lately it was sent.
    func forgetDelivery(of attempt: Attempt) {
        lastSent[attempt] = nil
    }

    /// Lets all answers that are owed be sent at the next ``deliver()``: the daemon may have lost them.
    func forgetDeliveries() {
        lastSent = [:]
    }

    /// Sends a message, and returns whether it was handed to a connection.
    @discardableResult
    func send(_ content: AdapterMessage) -> Bool {
        guard let socket else { return false }
        if session != nil { sequence += 1 }
        let envelope = Envelope(
            type: content.type, id: Identifier.random(), session: session, sequence: session == nil ? nil : sequence,
            timestamp: Moment.now.microseconds)
        do {
            try socket.send(content.message(envelope).encoded())
            return true
        } catch {
            logger.debug("not sent", metadata: ["type": "\(content.type)", "reason": "\(error)"])
            return false
        }
    }
}
