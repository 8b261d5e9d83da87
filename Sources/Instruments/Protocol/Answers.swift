package import Experiments
package import Messages

/// An attempt of a request: what answers refer to.
package struct Attempt: Hashable, Sendable {
    package var request: Request.ID
    package var number: Int

    package init(_ request: Request.ID, _ number: Int) {
        self.request = request
        self.number = number
    }

    init(_ fields: Fields) throws(MessageError) {
        request = try fields.require("request")
        number = try fields.require("attempt", in: 1 ... .max)
    }

    func write(to body: inout JSONObject) {
        body["request"] = .string(request)
        body["attempt"] = .integer(number)
    }
}

/// The instrument took a request.
package struct Accept: MessageContent {
    static let type = "accept"

    package var attempt: Attempt

    package init(_ attempt: Attempt) {
        self.attempt = attempt
    }

    init(_ message: Message) throws(MessageError) {
        attempt = try Attempt(message.fields)
    }

    var body: JSONObject {
        var body = JSONObject()
        attempt.write(to: &body)
        return body
    }
}

/// The instrument does not do what is asked, and has done nothing.
package struct Reject: MessageContent {
    static let type = "reject"

    package var attempt: Attempt
    package var fault: Fault

    package init(_ attempt: Attempt, _ fault: Fault) {
        self.attempt = attempt
        self.fault = fault
    }

    init(_ message: Message) throws(MessageError) {
        attempt = try Attempt(message.fields)
        fault = try Fault(message.fields)
    }

    var body: JSONObject {
        var body = JSONObject()
        attempt.write(to: &body)
        fault.write(to: &body)
        return body
    }
}

/// How far a request has come.
package struct Progress: MessageContent {
    static let type = "progress"

    package var attempt: Attempt
    /// 0 to 1.
    package var fraction: Double

    package init(_ attempt: Attempt, fraction: Double) {
        self.attempt = attempt
        self.fraction = fraction
    }

    init(_ message: Message) throws(MessageError) {
        attempt = try Attempt(message.fields)
        fraction = try message.fields.require("fraction")
        guard (0...1).contains(fraction) else {
            throw MessageError(.schema, message.fields.place("fraction"), "expected 0 to 1, got \(fraction)")
        }
    }

    var body: JSONObject {
        var body = JSONObject()
        attempt.write(to: &body)
        body["fraction"] = .number(fraction)
        return body
    }
}

/// Why an instrument could not or would not do what was asked; instruments throw it.
package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    package var code: MessageError.Code
    package var text: String
    /// Whether another try may succeed and does no harm.
    package var isRetryable: Bool

    package init(_ code: MessageError.Code, _ text: String, isRetryable: Bool = false) {
        self.code = code
        self.text = text
        self.isRetryable = isRetryable
    }

    init(_ fields: Fields) throws(MessageError) {
        code = MessageError.Code(rawValue: try fields.require("code"))
        text = try fields.optional("text") ?? ""
        isRetryable = try fields.optional("retryable") ?? false
    }

    func write(to body: inout JSONObject) {
        body["code"] = .string(code.rawValue)
        body["text"] = .string(text)
        body["retryable"] = .boolean(isRetryable)
    }

    package var description: String { "\(code): \(text)" }
}
