package import Messages

/// What the daemon says to an adapter.
package enum DaemonMessage: Hashable, Sendable {
    case welcome(Welcome)
    case refuse(Refuse)
    case measure(Measure)
    case ack(Ack)
    case error(Complaint)
    case ping(Ping)
    case pong(Pong)
    case bye(Bye)

    /// Reads a message.
    ///
    /// - Throws: ``MessageError``; ``MessageError/Code/unknownType`` for a type that the daemon does not send.
    package init(_ message: Message) throws(MessageError) {
        switch message.envelope.type {
        case Welcome.type: self = .welcome(try Welcome(message))
        case Refuse.type: self = .refuse(try Refuse(message))
        case Measure.type: self = .measure(try Measure(message))
        case Ack.type: self = .ack(try Ack(message))
        case Complaint.type: self = .error(try Complaint(message))
        case Ping.type: self = .ping(try Ping(message))
        case Pong.type: self = .pong(try Pong(message))
        case Bye.type: self = .bye(try Bye(message))
        default: throw .unknownType(message.envelope.type, ofAnAdapter: false)
        }
    }

    private var content: any MessageContent {
        switch self {
        case .welcome(let content): content
        case .refuse(let content): content
        case .measure(let content): content
        case .ack(let content): content
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
