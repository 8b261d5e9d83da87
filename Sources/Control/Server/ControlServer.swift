package import Logging
import Messages
package import ZeroMQ

/// The daemon's end of the control link: takes commands, hands them to its delegate, and answers.
///
/// Commands are carried out side by side, so that a slow one holds up no other. Whatever arrives is answered or
/// dropped; nothing that a client sends ends the server.
package actor ControlServer {
    /// Commands that are carried out at once; further ones are answered with ``Messages/MessageError/Code/busy``.
    private static let mostAtOnce = 64

    private nonisolated let thread = PollThread(name: "control")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    /// Where clients connect, with the port where any was asked for.
    package nonisolated let endpoints: [String]
    private let socket: Socket
    private let delegate: any ControlDelegate
    private let logger: Logger
    private var atWork = 0

    /// Listens; commands are taken from ``run()`` on.
    ///
    /// - Parameters:
    ///   - endpoints: Such as `ipc://PATH` and `tcp://127.0.0.1:5670`.
    ///   - delegate: Who carries commands out.
    ///   - context: What the sockets belong to.
    ///   - logger: Told of commands that fail.
    /// - Throws: ``ControlError`` for addresses that others than this machine can reach, ``ZeroMQ/ZeroMQError`` if
    ///   one cannot be listened on.
    package init(
        endpoints: [String], delegate: any ControlDelegate, context: Context, logger: Logger
    ) throws {
        var options = ControlLink.options
        // So that the last answers leave before the daemon does.
        options.linger = .milliseconds(500)
        let socket = try Socket(.router, in: context, options: options)
        self.endpoints = try endpoints.map { try LocalEndpoint($0).bind(socket) }
        self.socket = socket
        self.delegate = delegate
        self.logger = logger
    }

    /// Takes commands until the task is cancelled.
    package func run() async {
        await withDiscardingTaskGroup { group in
            while (try? await thread.waitUntilReadable(socket)) != nil {
                // A flood must not keep the commands that were taken from being carried out.
                for _ in 0..<Self.mostAtOnce {
                    guard let multipart = receive() else { break }
                    guard let peer = multipart.frames.first else { continue }
                    let frames = Array(multipart.frames.dropFirst())
                    if let objection = objection(to: multipart) {
                        let id = (try? Header(Array(frames.prefix(2)), limits: ControlLink.limits))?.envelope.id
                        send(.error(objection, inReplyTo: id), to: peer)
                    } else {
                        atWork += 1
                        group.addTask { await self.answer(frames, from: peer) }
                    }
                }
            }
            group.cancelAll()
        }
    }

    private func receive() -> Multipart? {
        // The peer's name comes before the frames of the message.
        let limits = ReceiveLimits(frames: ControlLink.limits.frames + 1, bytes: ControlLink.limits.bytes + 256)
        return try? socket.receive(limits: limits)
    }

    /// Why a message is not looked into, if it is not.
    private func objection(to multipart: Multipart) -> ControlError? {
        if !multipart.isWhole {
            let frames = multipart.frames.count - 1 + multipart.discardedFrames
            return ControlError(
                .tooBig,
                "a command of \(frames) frames and \(multipart.byteCount) bytes; at most \(ControlLink.limits.frames) "
                    + "frames and \(ControlLink.limits.bytes) bytes are taken")
        }
        if atWork >= Self.mostAtOnce {
            return ControlError(.busy, "the daemon has \(atWork) commands to carry out; try again")
        }
        return nil
    }

    private func answer(_ frames: [[UInt8]], from peer: [UInt8]) async {
        send(await reply(to: frames), to: peer)
        atWork -= 1
    }

    private func reply(to frames: [[UInt8]]) async -> Message {
        var id: String?
        do {
            let header = try Header(frames, limits: ControlLink.limits)
            id = header.envelope.id
            let message = try Message(header, frames)
            let command = try Command(message.envelope.type, message.fields)
            return Message(Envelope("ok", inReplyTo: id), try await delegate.carryOut(command))
        } catch let error as MessageError {
            return .error(ControlError(error), inReplyTo: id)
        } catch let error as ControlError {
            return .error(error, inReplyTo: id)
        } catch {
            logger.error("a command failed: \(error)")
            return .error(ControlError(.daemonFailed, "\(error)"), inReplyTo: id)
        }
    }

    private func send(_ message: Message, to peer: [UInt8]) {
        do {
            try socket.send([peer] + message.encoded(limits: ControlLink.limits))
        } catch let error as MessageError {
            logger.error("an answer could not be written: \(error)")
            let substitute = Message.error(ControlError(error), inReplyTo: message.envelope.inReplyTo)
            if let frames = try? substitute.encoded() { try? socket.send([peer] + frames) }
        } catch {
            // The client is gone, or takes no more answers.
            logger.debug("an answer was not sent: \(error)")
        }
    }
}

extension ControlDelegate {
    /// Carries out a command, and returns the fields of the answer.
    fileprivate func carryOut(_ command: Command) async throws -> JSONObject {
        switch command {
        case .submit(let submission):
            return ["run": .integer(try await submit(submission))]
        case .pause(let run):
            try await pause(run)
            return ["run": .integer(run)]
        case .resume(let run):
            try await resume(run)
            return ["run": .integer(run)]
        case .stop(let run):
            try await stop(run)
            return ["run": .integer(run)]
        case .runs:
            return ["runs": .array(try await runs().map { .object($0.json) })]
        case .instruments:
            return ["instruments": .array(try await instruments().map { .object($0.json) })]
        case .status:
            return try await status().json
        case .eventsSince(let sequence, let limit):
            let entries = try await entries(after: sequence, limit: limit)
            return EntryPage(entries.lazy.map { EntryReport($0) }, isComplete: entries.count < limit).json
        }
    }
}

extension Message {
    /// The answer to a command that was not carried out.
    fileprivate static func error(_ error: ControlError, inReplyTo id: String?) -> Message {
        Message(
            Envelope("error", inReplyTo: id),
            [
                "code": .string(error.code.rawValue), "text": .text(error.text),
                "lines": .array(error.lines.map { .text($0) }),
            ])
    }
}
