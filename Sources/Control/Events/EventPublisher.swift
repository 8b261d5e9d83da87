package import Experiments
package import Logging
import Messages
package import ZeroMQ

/// The daemon's end of the events link: tells everybody who listens.
///
/// Telling never waits. For a subscriber that does not keep up, messages are dropped beyond the first few hundred,
/// which all such subscribers share; it finds out by their numbers, and asks over the control link for what it missed.
/// Once a second a `pulse` says how far the journal is, so that the last message is missed by nobody either.
package actor EventPublisher {
    private enum News: Sendable {
        case entry(Entry)
        case passing(PassingEvent)
        case pulse
    }

    /// News that may wait to be sent; the oldest are then dropped.
    private static let mostWaiting = 4096

    private nonisolated let thread = PollThread(name: "events")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    /// Where subscribers connect, with the port where any was asked for.
    package nonisolated let endpoints: [String]
    private nonisolated let news: AsyncStream<News>
    private nonisolated let inbox: AsyncStream<News>.Continuation
    private let socket: Socket
    private let logger: Logger
    private var last: Int

    /// Listens; news are sent from ``run()`` on.
    ///
    /// - Parameters:
    ///   - endpoints: Such as `ipc://PATH` and `tcp://127.0.0.1:5672`.
    ///   - last: The place of the journal's last entry; 0 if it is empty.
    ///   - context: What the socket belongs to.
    ///   - logger: Told of what could not be published.
    /// - Throws: ``ControlError`` for addresses that others than this machine can reach, ``ZeroMQ/ZeroMQError`` if
    ///   one cannot be listened on.
    package init(endpoints: [String], after last: Int, context: Context, logger: Logger) throws {
        var options = ControlLink.options
        options.sendHighWaterMark = 512
        options.linger = .milliseconds(500)
        let socket = try Socket(.xpub, in: context, options: options)
        self.endpoints = try endpoints.map { try LocalEndpoint($0).bind(socket) }
        self.socket = socket
        self.last = last
        self.logger = logger
        (news, inbox) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.mostWaiting))
    }

    /// Tells of an entry, which must be durable; returns at once.
    package nonisolated func publish(_ entry: Entry) {
        inbox.yield(.entry(entry))
    }

    /// Tells of something that is not recorded; returns at once.
    package nonisolated func publish(_ event: PassingEvent) {
        inbox.yield(.passing(event))
    }

    /// Sends news until the task is cancelled.
    package func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { [inbox] in
                repeat { inbox.yield(.pulse) } while (try? await Task.sleep(for: ControlLink.pulse)) != nil
            }
            for await item in news { tell(item) }
            group.cancelAll()
        }
    }

    private func tell(_ item: News) {
        switch item {
        case .entry(let entry):
            last = max(last, entry.sequence)
            send(EntryReport(entry).message)
        case .passing(let event):
            send(event.message)
        case .pulse:
            // Subscriptions are messages too, and would pile up.
            while let _ = try? socket.receive() {}
            send(Message(Envelope("pulse"), ["last_sequence": .integer(last)]))
        }
    }

    private func send(_ message: Message) {
        do {
            try socket.send(try message.encoded(limits: ControlLink.limits))
        } catch {
            logger.error("an event was not published: \(error)")
        }
    }
}
