package import Experiments
package import Logging
import Messages
package import ZeroMQ

/// The daemon's end of the link to its instruments.
///
/// Adapters connect to its endpoint and say hello; from then on their instrument can be sent requests. What they tell
/// comes out of ``reports``. A result, of whatever status, is acknowledged when, and only when,
/// ``acknowledge(_:attempt:_:to:)`` is called: until then the adapter owes it. One that was reported as failed because it
/// is of no use is then rejected with the code. Other messages that are no good are answered with a coded error, and
/// change nothing.
///
/// What is to be done is decided by ``SessionTable``; the link only owns the socket.
package actor InstrumentLink: InstrumentPort {
    private nonisolated let thread = PollThread(name: "instruments")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    package nonisolated let reports: AsyncStream<InstrumentReport>
    /// Where adapters connect to, with the port that was found if any was asked for.
    package nonisolated let endpoint: String
    private nonisolated let teller: AsyncStream<InstrumentReport>.Continuation
    private let socket: Socket
    private let options: LinkOptions
    private let logger: Logger
    private var table: SessionTable

    /// Listens for adapters; they are answered once ``run()`` is called.
    ///
    /// - Parameters:
    ///   - endpoint: Such as `tcp://127.0.0.1:5671`, `tcp://127.0.0.1:*` or `ipc://PATH`.
    ///   - context: The process's ZeroMQ context.
    ///   - options: Limits and patience.
    ///   - logger: Told of what is refused.
    /// - Throws: ``ZeroMQError`` if it cannot listen there.
    package init(
        at endpoint: String, in context: Context, options: LinkOptions, logger: Logger
    ) throws(ZeroMQError) {
        let socket = try Socket(.router, in: context, options: options.socket)
        self.endpoint = try socket.bind(to: endpoint)
        self.socket = socket
        self.options = options
        self.logger = logger
        table = SessionTable(
            daemon: options.daemon, limits: options.limits, patience: options.patience, makeID: Identifier.random)
        (reports, teller) = AsyncStream.makeStream()
    }

    /// Serves instruments until the task is cancelled; then says bye to each, and ends ``reports``.
    ///
    /// - Throws: ``ZeroMQError`` if the socket fails, which it should not.
    package func run() async throws {
        defer { teller.finish() }
        do {
            while true {
                try await thread.waitUntilReadable(socket, timeout: min(.milliseconds(250), options.patience / 4))
                try await receive()
                perform(table.tick(at: .now))
            }
        } catch is CancellationError {
            perform(table.close(reason: "the daemon stops", at: .now))
            socket.close()
        }
    }

    package func send(_ request: Request, to instrument: String) -> Bool {
        guard let directives = table.send(request, to: instrument, at: .now) else { return false }
        return perform(directives)
    }

    package func acknowledge(
        _ request: Request.ID, attempt: Int, _ disposition: Disposition, to instrument: String
    ) {
        let ack = Ack(Attempt(request, attempt), verdict: disposition)
        perform(table.acknowledge(ack, to: instrument, at: .now))
    }

    /// Takes the messages that are there; other jobs of the link get their turn in between.
    private func receive() async throws {
        let limits = ReceiveLimits(frames: options.limits.frames + 1, bytes: options.limits.bytes)
        var count = 0
        while let message = try socket.receive(limits: limits) {
            guard let peer = message.frames.first else { continue }
            let directives = table.receive(
                Array(message.frames.dropFirst()), isWhole: message.isWhole, from: peer, at: .now,
                isReachable: { deliver($0) })
            perform(directives)
            count += 1
            if count.isMultiple(of: 32) {
                try Task.checkCancellation()
                await Task.yield()
            }
        }
    }

    /// Obeys; false if a message could not be handed to its connection, whose instrument is suspect from then on.
    @discardableResult
    private func perform(_ directives: [SessionTable.Directive]) -> Bool {
        var isDelivered = true
        for directive in directives {
            switch directive {
            case .send(_, let peer):
                guard !deliver(directive) else { continue }
                isDelivered = false
                perform(table.lose(peer))
            case .report(let report):
                teller.yield(report)
            case .note(let text):
                logger.warning("instrument link", metadata: ["event": "\(text)"])
            }
        }
        return isDelivered
    }

    private func deliver(_ directive: SessionTable.Directive) -> Bool {
        guard case .send(let message, let peer) = directive else { return true }
        do {
            try socket.send([peer] + message.encoded(limits: options.limits))
            return true
        } catch {
            logger.debug("not delivered", metadata: ["type": "\(message.envelope.type)", "reason": "\(error)"])
            return false
        }
    }
}
