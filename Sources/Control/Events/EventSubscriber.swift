import Messages
package import ZeroMQ

/// The watchers' end of the events link: what is published, and what was recorded before or was missed.
///
/// It subscribes first and then asks over the control link for what lies between the place that it was given and now;
/// later it asks in the same way for whatever it finds missing. So entries come in order, each once, none left out,
/// however slow the watcher is and however often the daemon is started again.
package actor EventSubscriber {
    /// Messages that are taken from the socket before the watcher gets the first of them.
    private static let mostAtOnce = 64

    private nonisolated let thread = PollThread(name: "subscriber")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    private let control: ControlClient
    private let socket: Socket
    private let patience: Duration
    private var ready: [DaemonEvent] = []
    /// The place of the last entry that was taken.
    private var last: Int
    /// Whether there may be entries after it that are not in the socket's queue.
    private var isMissingSome = true
    /// Whether the daemon spoke as if the last entry were not there.
    private var isDoubtful = false
    private var isSilent = false

    /// Subscribes.
    ///
    /// - Parameters:
    ///   - endpoint: Where the daemon publishes events.
    ///   - control: Who asks it for what is missing.
    ///   - sequence: The place in the journal after which entries are wanted; 0 for all.
    ///   - patience: How long the daemon may say nothing before that is told; it speaks every second.
    ///   - context: What the socket belongs to.
    /// - Throws: ``ZeroMQ/ZeroMQError`` if the endpoint is malformed.
    package init(
        endpoint: String, control: ControlClient, after sequence: Int, patience: Duration = ControlLink.silence,
        context: Context = Context()
    ) throws {
        var options = ControlLink.options
        options.maximumReconnectInterval = .seconds(1)
        socket = try Socket(.sub, in: context, options: options)
        try socket.subscribe()
        try socket.connect(to: endpoint)
        self.control = control
        self.patience = patience
        last = sequence
    }

    /// Waits for what comes next; one task at a time.
    ///
    /// - Throws: ``ControlError`` if the daemon cannot tell what is missing because it has another journal now, or
    ///   answers with an error, and `CancellationError` if the task is cancelled.
    package func next() async throws -> DaemonEvent {
        while ready.isEmpty {
            if isDoubtful {
                try await resolveDoubt()
            } else if isMissingSome {
                try await fill()
            } else if try await thread.waitUntilReadable(socket, timeout: patience) {
                isSilent = false
                try takeMessages()
            } else {
                noteSilence()
            }
        }
        return ready.removeFirst()
    }

    private func takeMessages() throws {
        while ready.count < Self.mostAtOnce, let frames = try socket.receive() {
            // A newer daemon may tell of things that are not known here.
            guard let message = try? Message(decoding: frames, limits: ControlLink.limits) else { continue }
            try? take(message)
        }
    }

    private func take(_ message: Message) throws(MessageError) {
        switch message.envelope.type {
        case "entry":
            guard let sequence = message.envelope.sequence else { return }
            take(try EntryReport(message.fields, sequence: sequence))
        case "pulse":
            let latest: Int = try message.fields.require("last_sequence")
            if latest > last { isMissingSome = true }
            if latest < last { isDoubtful = true }
        default:
            if let event = try PassingEvent(message) { ready.append(.passing(event)) }
        }
    }

    private func take(_ entry: EntryReport) {
        if entry.sequence == last + 1 {
            last = entry.sequence
            ready.append(.entry(entry))
        } else if entry.sequence > last {
            isMissingSome = true
        }
    }

    /// Asks for a page of what is missing.
    private func fill() async throws {
        guard let page = try await unlessSilent({ try await $0.entries(after: last) }) else { return }
        for entry in page.entries { take(entry) }
        isMissingSome = !page.isComplete
    }

    /// Finds out whether a pulse that is behind was late, or belongs to another journal.
    private func resolveDoubt() async throws {
        guard let status = try await unlessSilent({ try await $0.status() }) else { return }
        guard status.lastSequence >= last else {
            throw ControlError(
                .refused,
                "the daemon has another journal now, of \(status.lastSequence) entries; \(last) were seen of "
                    + "the one before")
        }
        isDoubtful = false
    }

    /// Asks the daemon; nil if it does not answer.
    private func unlessSilent<Answer: Sendable>(
        _ ask: (ControlClient) async throws -> Answer
    ) async throws -> Answer? {
        do {
            let answer = try await ask(control)
            isSilent = false
            return answer
        } catch let error as ControlError where error.code == .noAnswer {
            noteSilence()
            return nil
        }
    }

    private func noteSilence() {
        if !isSilent { ready.append(.silence) }
        isSilent = true
        // Whoever comes back may have recorded things that nobody heard.
        isMissingSome = true
    }
}
