/// What every message says of itself, whatever its type.
package struct Envelope: Hashable, Sendable {
    /// What the message means: `measure`, `result`, ...
    package var type: String
    /// A name that no other message has: 32 hexadecimal digits.
    package var id: String
    /// The session that it belongs to; nil before there is one.
    package var session: String?
    /// The place in this direction of the session, counted from 1; nil outside of a session.
    package var sequence: Int?
    /// The message that it answers.
    package var inReplyTo: String?
    /// When it was sent, in microseconds since 1970: informational, never ordered on.
    package var timestamp: Int?

    package init(
        type: String, id: String, session: String? = nil, sequence: Int? = nil, inReplyTo: String? = nil,
        timestamp: Int? = nil
    ) {
        self.type = type
        self.id = id
        self.session = session
        self.sequence = sequence
        self.inReplyTo = inReplyTo
        self.timestamp = timestamp
    }

    /// The keys of the header that belong to the envelope, in the order in which they are written.
    static let keys = ["type", "id", "session", "sequence", "in_reply_to", "timestamp_us"]

    init(_ header: JSONObject) throws(MessageError) {
        let fields = Fields(header, path: "")
        type = try fields.require("type")
        guard !type.isEmpty else { throw MessageError(.schema, "type", "expected a name, got an empty string") }
        let inner = Fields(header, path: type)
        id = try inner.require("id")
        guard Self.isIdentifier(id) else {
            throw MessageError(.schema, inner.place("id"), "expected 32 hexadecimal digits, got \"\(id.prefix(80))\"")
        }
        // Before there is a session, an empty string is as good as none.
        let session: String? = try inner.optional("session")
        self.session = session == "" ? nil : session
        sequence = try inner.optional("sequence", in: 1 ... .max)
        inReplyTo = try inner.optional("in_reply_to")
        timestamp = try inner.optional("timestamp_us")
    }

    /// Adds the envelope's keys to a header.
    func write(to header: inout JSONObject) {
        header["type"] = .string(type)
        header["id"] = .string(id)
        header["session"] = session.map { .string($0) }
        header["sequence"] = sequence.map { .integer($0) }
        header["in_reply_to"] = inReplyTo.map { .string($0) }
        header["timestamp_us"] = timestamp.map { .integer($0) }
    }

    private static func isIdentifier(_ text: String) -> Bool {
        text.utf8.count == 32 && text.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    }
}
