package import Messages

/// A message could not be taken; the one that it answers has no effect, and the session goes on.
package struct Complaint: MessageContent {
    static let type = "error"

    package var code: MessageError.Code
    /// Where in the message.
    package var place: String
    package var text: String

    package init(_ error: MessageError) {
        code = error.code
        place = error.place
        text = error.text
    }

    init(_ message: Message) throws(MessageError) {
        let fields = message.fields
        code = MessageError.Code(rawValue: try fields.require("code"))
        place = try fields.optional("place") ?? ""
        text = try fields.optional("text") ?? ""
    }

    var body: JSONObject {
        ["code": .string(code.rawValue), "place": .string(place), "text": .string(text)]
    }
}

/// The sender is there, and asks whether the receiver is.
package struct Ping: MessageContent {
    static let type = "ping"

    package init() {}

    init(_ message: Message) throws(MessageError) {}

    var body: JSONObject { JSONObject() }
}

/// The answer to a ``Ping``.
package struct Pong: MessageContent {
    static let type = "pong"

    package init() {}

    init(_ message: Message) throws(MessageError) {}

    var body: JSONObject { JSONObject() }
}

/// The sender ends the session.
package struct Bye: MessageContent {
    static let type = "bye"

    /// Why, for a reader.
    package var reason: String

    package init(reason: String) {
        self.reason = reason
    }

    init(_ message: Message) throws(MessageError) {
        reason = try message.fields.optional("reason") ?? ""
    }

    var body: JSONObject { ["reason": .string(reason)] }
}
