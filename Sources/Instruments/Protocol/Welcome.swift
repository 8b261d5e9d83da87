package import Messages

/// The daemon grants a session: that of the message's envelope.
package struct Welcome: MessageContent {
    static let type = "welcome"

    /// The version of the protocol that is spoken from now on.
    package var version: Int
    package var daemon: Program
    /// How often the adapter is to be heard of.
    package var heartbeat: Duration
    /// After so many silent heartbeats the other side counts as gone.
    package var liveness: Int
    /// What messages may hold at most.
    package var limits: MessageLimits

    package init(
        version: Int, daemon: Program, heartbeat: Duration = InstrumentProtocol.heartbeat,
        liveness: Int = InstrumentProtocol.liveness, limits: MessageLimits = MessageLimits()
    ) {
        self.version = version
        self.daemon = daemon
        self.heartbeat = heartbeat
        self.liveness = liveness
        self.limits = limits
    }

    init(_ message: Message) throws(MessageError) {
        let fields = message.fields
        guard message.envelope.session != nil else {
            throw MessageError(.schema, fields.place("session"), "expected a string, got nothing")
        }
        version = try fields.require("protocol", in: 1 ... .max)
        daemon = try Program(try fields.optionalObject("daemon"))
        heartbeat = .milliseconds(try fields.optional("heartbeat_ms", in: 1...3_600_000) ?? 1000)
        liveness = try fields.optional("liveness", in: 1...1000) ?? InstrumentProtocol.liveness
        limits = MessageLimits()
        if let inner = try fields.optionalObject("limits") {
            limits.frames = try inner.optional("frames", in: 2 ... .max) ?? limits.frames
            limits.headerBytes = try inner.optional("header_bytes", in: 1 ... .max) ?? limits.headerBytes
            limits.bytes = try inner.optional("message_bytes", in: 1 ... .max) ?? limits.bytes
        }
    }

    var body: JSONObject {
        [
            "protocol": .integer(version), "daemon": daemon.json,
            "heartbeat_ms": .integer(Int((heartbeat / .milliseconds(1)).rounded())), "liveness": .integer(liveness),
            "limits": [
                "frames": .integer(limits.frames), "header_bytes": .integer(limits.headerBytes),
                "message_bytes": .integer(limits.bytes),
            ],
        ]
    }
}

/// The daemon grants no session, or knows none of this name: the adapter is to say hello, on a fresh socket.
package struct Refuse: MessageContent {
    static let type = "refuse"

    package var code: MessageError.Code
    package var text: String
    /// How long to wait before the next hello; nil where another makes no sense before somebody changes something.
    package var retryAfter: Duration?

    package init(code: MessageError.Code, text: String, retryAfter: Duration?) {
        self.code = code
        self.text = text
        self.retryAfter = retryAfter
    }

    init(_ message: Message) throws(MessageError) {
        let fields = message.fields
        code = MessageError.Code(rawValue: try fields.require("code"))
        text = try fields.optional("text") ?? ""
        retryAfter = try fields.optional("retry_after_ms", in: 0...3_600_000).map { .milliseconds($0) }
    }

    var body: JSONObject {
        var body: JSONObject = ["code": .string(code.rawValue), "text": .string(text)]
        body["retry_after_ms"] = retryAfter.map { .integer(Int(($0 / .milliseconds(1)).rounded())) }
        return body
    }
}
