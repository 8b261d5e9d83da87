package import Experiments
import Messages
package import ZeroMQ

/// The commands' end of the control link: asks the daemon, and waits for its answer.
///
/// Each command has a connection of its own. So a daemon that is started again is found at once, an answer that comes
/// too late meets nobody, and commands that many tasks give at once do not wait for each other. All methods throw
/// ``ControlError``, and `CancellationError` if the task is cancelled.
package actor ControlClient {
    private nonisolated let thread = PollThread(name: "control client")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    package nonisolated let endpoint: String
    private let timeout: Duration
    private let context: Context

    /// Creates a client; it connects when it is used.
    ///
    /// - Parameters:
    ///   - endpoint: Where the daemon takes commands.
    ///   - timeout: How long an answer may take. That there is a daemon at all must show within 2 s.
    ///   - context: What the sockets belong to.
    package init(endpoint: String, timeout: Duration = .seconds(30), context: Context = Context()) {
        self.endpoint = endpoint
        self.timeout = timeout
        self.context = context
    }

    /// Starts a run, and returns its number when its beginning is durable.
    package func submit(_ submission: Submission) async throws -> Entry.RunID {
        try await ask(.submit(submission)) { fields throws(MessageError) in try fields.require("run") }
    }

    /// Pauses a run: answers are still taken, but nothing more is asked.
    package func pause(_ run: Entry.RunID) async throws {
        try await ask(.pause(run)) { _ in }
    }

    /// Goes on with a paused run.
    package func resume(_ run: Entry.RunID) async throws {
        try await ask(.resume(run)) { _ in }
    }

    /// Ends a run.
    package func stop(_ run: Entry.RunID) async throws {
        try await ask(.stop(run)) { _ in }
    }

    /// Returns how the runs stand that the daemon works on, oldest first.
    package func runs() async throws -> [RunStatus] {
        try await ask(.runs) { fields throws(MessageError) in try fields.documents("runs") }
    }

    /// Returns the instruments that the daemon knows of.
    package func instruments() async throws -> [LiveInstrument] {
        try await ask(.instruments) { fields throws(MessageError) in try fields.documents("instruments") }
    }

    /// Returns what the daemon says of itself.
    package func status() async throws -> DaemonStatus {
        try await ask(.status) { fields throws(MessageError) in try DaemonStatus(fields) }
    }

    /// Returns the journal's entries after a place in it: at most `limit`, and at most a message's worth.
    package func entries(after sequence: Int, limit: Int = 256) async throws -> EntryPage {
        try await ask(.eventsSince(sequence: sequence, limit: limit)) { fields throws(MessageError) in
            try EntryPage(fields)
        }
    }

    private func ask<Answer: Sendable>(
        _ command: Command, _ read: @Sendable (Fields) throws(MessageError) -> Answer
    ) async throws -> Answer {
        do {
            return try read(try await answer(to: command))
        } catch let error as MessageError {
            throw ControlError(error)
        } catch let error as ZeroMQError {
            throw ControlError(.noAnswer, "\(error)")
        }
    }

    private func answer(to command: Command) async throws -> Fields {
        let request = Message(Envelope(command.type), command.body)
        let frames = try request.encoded(limits: ControlLink.limits)
        let socket = try Socket(.dealer, in: context, options: ControlLink.options)
        try socket.connect(to: endpoint)
        // Writable only once somebody is connected who speaks ZeroMQ.
        guard try await thread.waitUntilWritable(socket, timeout: min(timeout, .seconds(2))) else { throw noDaemon }
        try socket.send(frames)
        let deadline = ContinuousClock.now + timeout
        while try await thread.waitUntilReadable(socket, timeout: ContinuousClock.now.duration(to: deadline)) {
            while let frames = try socket.receive() {
                let answer = try Message(decoding: frames, limits: ControlLink.limits)
                if answer.envelope.type == "error" { throw try ControlError(answer.fields) }
                if answer.envelope.inReplyTo == request.envelope.id { return answer.fields }
            }
        }
        throw silentDaemon(command)
    }

    private var noDaemon: ControlError {
        ControlError(.noAnswer, "no daemon answers at \(endpoint); start one with `saccade serve`")
    }

    private func silentDaemon(_ command: Command) -> ControlError {
        let doubt =
            switch command {
            case .submit, .pause, .resume, .stop: " and may have done it or not: `saccade runs` tells"
            case .runs, .instruments, .status, .eventsSince: ""
            }
        return ControlError(
            .noAnswer, "the daemon at \(endpoint) did not answer `\(command.type)` within \(timeout)\(doubt)")
    }
}

extension ControlError {
    /// Reads the fields of an `error`.
    fileprivate init(_ fields: Fields) throws(MessageError) {
        self.init(
            Code(rawValue: try fields.require("code")), try fields.require("text"), lines: try fields.list("lines"))
    }
}

extension Fields {
    /// Returns the values of an array's objects.
    fileprivate func documents<Value: Document>(_ key: String) throws(MessageError) -> [Value] {
        var values: [Value] = []
        for fields in try objects(key) { values.append(try Value(fields)) }
        return values
    }
}
