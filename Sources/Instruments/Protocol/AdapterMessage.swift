package import Messages

/// What an adapter says to the daemon.
package enum AdapterMessage: Hashable, Sendable {
    case hello(Hello)
    case accept(Accept)
    case reject(Reject)
    case progress(Progress)
    case result(Outcome)
    case error(Complaint)
    case ping(Ping)
    case pong(Pong)
    case bye(Bye)

    /// Reads a message.
    ///
    /// - Throws: ``MessageError``; ``MessageError/Code/unknownType`` for a type that adapters do not send.
    package init(_ message: Message) throws(MessageError) {
        switch message.envelope.type {
        case Hello.type: self = .hello(try Hello(message))
        case Accept.type: self = .accept(try Accept(message))
        case Reject.type: self = .reject(try Reject(message))
        case Progress.type: self = .progress(try Progress(message))
        case Outcome.type: self = .result(try Outcome(message))
        case Complaint.type: self = .error(try Complaint(message))
        case Ping.type: self = .ping(try Ping(message))
        case Pong.type: self = .pong(try Pong(message))
        case Bye.type: self = .bye(try Bye(message))
        default: throw .unknownType(message.envelope.type, ofAnAdapter: true)
        }
    }

    private var content: any MessageContent {
        switch self {
        case .hello(let content): content
        case .accept(let content): content
        case .reject(let content): content
        case .progress(let content): content
        case .result(let content): content
        case .error(let content): content
        case .ping(let content): content
        case .pong(let content): content
        case .bye(let content): content
        }
    }

    /// The envelope's `type`.
    package var type: String { Swift.type(of: content).type }

    /// The message in an envelope; the type of the envelope does not matter.
    package func message(_ envelope: Envelope) -> Message {
        let content = content
        var envelope = envelope
        envelope.type = Swift.type(of: content).type
        return Message(envelope, content.body, arrays: content.arrays)
    }
}

extension MessageError {
    static func unknownType(_ type: String, ofAnAdapter isAdapter: Bool) -> MessageError {
        let sender = isAdapter ? "an adapter" : "the daemon"
        return MessageError(.unknownType, "type", "no message of \(sender) is called `\(type.prefix(80))`")
    }
}
