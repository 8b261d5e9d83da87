import Experiments
package import Messages

/// The daemon says what became of a result; the adapter need not keep it any longer.
package struct Ack: MessageContent {
    static let type = "ack"

    package enum Disposition: String, CaseIterable, Hashable, Sendable {
        /// In the journal, durably.
        case stored
        /// In the journal, but too late to be learned.
        case late
        /// The same result was stored before.
        case duplicate
        /// Another result of the same attempt was stored before.
        case conflict
        /// It cannot be used; the code says why.
        case rejected
    }

    package var attempt: Attempt
    package var disposition: Disposition
    /// Why it was rejected, or is in conflict.
    package var code: MessageError.Code?
    package var text: String

    package init(_ attempt: Attempt, _ disposition: Disposition, code: MessageError.Code? = nil, text: String = "") {
        self.attempt = attempt
        self.disposition = disposition
        self.code = code
        self.text = text
    }

    /// What the journal's verdict is on the wire.
    init(_ attempt: Attempt, verdict: Experiments.Disposition) {
        switch verdict {
        case .stored: self.init(attempt, .stored)
        case .late: self.init(attempt, .late)
        case .duplicate: self.init(attempt, .duplicate)
        case .conflict:
            self.init(attempt, .conflict, code: .conflict, text: "another result of this attempt was stored before")
        case .rejected(let code, let text):
            self.init(attempt, .rejected, code: MessageError.Code(rawValue: code), text: text)
        case .unknown:
            self.init(
                attempt, .rejected, code: .unknownRequest, text: "no run of this daemon made request \(attempt.request)"
            )
        }
    }

    init(_ message: Message) throws(MessageError) {
        let fields = message.fields
        attempt = try Attempt(fields)
        disposition = try fields.require("disposition", oneOf: Disposition.self)
        code = try fields.optional("code").map { MessageError.Code(rawValue: $0) }
        text = try fields.optional("text") ?? ""
    }

    var body: JSONObject {
        var body = JSONObject()
        attempt.write(to: &body)
        body["disposition"] = .string(disposition.rawValue)
        body["code"] = code.map { .string($0.rawValue) }
        if !text.isEmpty { body["text"] = .string(text) }
        return body
    }
}
