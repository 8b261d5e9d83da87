package import Experiments
import Messages

/// The daemon asks for a measurement; asked again with the same request and attempt, it is not to be repeated.
package struct Measure: MessageContent {
    static let type = "measure"

    package var request: Request

    package init(_ request: Request) {
        self.request = request
    }

    init(_ message: Message) throws(MessageError) {
        let fields = message.fields
        let action = try fields.require("action", oneOf: Request.Action.self)
        let position = try fields.optionalObject("position")
        if action == .spectrum, position == nil {
            throw MessageError(.schema, fields.place("position"), "expected an object, got nothing")
        }
        let pixel = try fields.optionalObject("pixel")
        request = Request(
            id: try fields.require("request"), action: action, attempt: try fields.require("attempt", in: 1 ... .max),
            candidate: try fields.optional("candidate", in: 0 ... .max),
            position: try position.map { fields throws(MessageError) in try Position(fields) },
            pixel: try pixel.map { fields throws(MessageError) in try Pixel(fields) },
            ordinal: try fields.optional("ordinal", in: 0 ... .max))
    }

    var body: JSONObject {
        var body: JSONObject = [
            "request": .string(request.id), "attempt": .integer(request.attempt),
            "action": .string(request.action.rawValue),
        ]
        body["position"] = request.position?.json
        body["pixel"] = request.pixel.map { ["row": .integer($0.row), "column": .integer($0.column)] }
        body["candidate"] = request.candidate.map { .integer($0) }
        body["ordinal"] = request.ordinal.map { .integer($0) }
        return body
    }
}

extension Position {
    init(_ fields: Fields) throws(MessageError) {
        self.init(x: try fields.require("x"), y: try fields.require("y"))
    }

    var json: JSONValue { ["x": .number(x), "y": .number(y)] }
}

extension Pixel {
    init(_ fields: Fields) throws(MessageError) {
        self.init(row: try fields.require("row"), column: try fields.require("column"))
    }
}

extension Request.Action: CaseIterable {
    package static let allCases: [Request.Action] = [.overview, .spectrum]
}
