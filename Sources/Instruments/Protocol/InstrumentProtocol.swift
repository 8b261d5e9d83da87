import Messages

/// The instrument protocol, version 1: the constants that both sides share.
///
/// `Protocols/README.md` is its normative description; the golden messages beside it are read and written by tests.
package enum InstrumentProtocol {
    /// The versions that this code speaks.
    package static let versions = 1...1
    /// A peer that has nothing to say says `ping` this often.
    package static let heartbeat = Duration.seconds(1)
    /// After so many heartbeats without a message a peer counts as silent.
    package static let liveness = 5
}

/// What a message of one type says beyond its envelope.
protocol MessageContent: Hashable, Sendable {
    /// The envelope's `type`.
    static var type: String { get }

    /// Reads the content of a message of this type.
    init(_ message: Message) throws(MessageError)

    /// The fields of the header.
    var body: JSONObject { get }

    /// The arrays that follow the header.
    var arrays: [NamedArray] { get }
}

extension MessageContent {
    var arrays: [NamedArray] { [] }
}
