package import Experiments
package import Messages

/// What came of an attempt: the message `result`, which is kept and sent again until it is acknowledged.
package struct Outcome: MessageContent {
    static let type = "result"

    package enum Status: String, CaseIterable, Hashable, Sendable {
        /// The arrays are what was asked for.
        case ok
        /// The instrument tried and failed.
        case failed
        /// The adapter was interrupted: nobody knows whether it measured.
        case unknown
    }

    package var attempt: Attempt
    package var action: Request.Action
    package var status: Status
    /// The fields of the action's result: `axis`, `overview`, `actual_position`.
    package var details: JSONObject
    /// Why it failed; nil if it did not.
    package var fault: Fault?
    package var arrays: [NamedArray]

    package init(
        _ attempt: Attempt, _ action: Request.Action, status: Status, details: JSONObject = JSONObject(),
        fault: Fault? = nil, arrays: [NamedArray] = []
    ) {
        self.attempt = attempt
        self.action = action
        self.status = status
        self.details = details
        self.fault = fault
        self.arrays = arrays
    }

    init(_ message: Message) throws(MessageError) {
        let fields = message.fields
        attempt = try Attempt(fields)
        action = try fields.require("action", oneOf: Request.Action.self)
        status = try fields.require("status", oneOf: Status.self)
        details = fields.object.filter { !Self.keys.contains($0) }
        if let inner = try fields.optionalObject("error") { fault = try Fault(inner) }
        if status == .failed, fault == nil {
            throw MessageError(.schema, fields.place("error"), "expected an object, got nothing")
        }
        arrays = message.arrays
    }

    private static let keys: Set<String> = ["request", "attempt", "action", "status", "error"]

    var body: JSONObject {
        var body = JSONObject()
        attempt.write(to: &body)
        body["action"] = .string(action.rawValue)
        body["status"] = .string(status.rawValue)
        for key in details.keys { body[key] = details[key] }
        if let fault {
            var error = JSONObject()
            fault.write(to: &error)
            body["error"] = .object(error)
        }
        return body
    }

    /// The arrays' digests in one line: two results of one attempt that differ in it conflict.
    package var digest: String { arrays.map(\.digest).joined(separator: "; ") }

    /// The fields beside the arrays, read one by one.
    var fields: Fields { Fields(details, path: Self.type) }
}
