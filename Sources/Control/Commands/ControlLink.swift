import Messages
import ZeroMQ

/// What both ends of the control and the events link agree on.
package enum ControlLink {
    /// Larger than the instruments' link, since plans travel in the header and arrays not at all.
    static let limits: MessageLimits = {
        var limits = MessageLimits()
        limits.frames = 2
        limits.headerBytes = 4 << 20
        limits.bytes = (4 << 20) + 4
        return limits
    }()

    static var options: SocketOptions {
        var options = SocketOptions()
        options.maximumFrameSize = limits.headerBytes
        return options
    }

    /// How long a daemon may be silent on the events link.
    package static let silence = Duration.seconds(5)
    /// How often it speaks there at least.
    static let pulse = Duration.seconds(1)
}

extension Envelope {
    /// The envelope of a new message.
    init(_ type: String, inReplyTo: String? = nil, sequence: Int? = nil) {
        self.init(type: type, id: Self.newID(), sequence: sequence, inReplyTo: inReplyTo)
    }

    /// 128 random bits in hexadecimal digits.
    private static func newID() -> String {
        (0..<2).map { _ in
            let digits = String(UInt64.random(in: .min ... .max), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
