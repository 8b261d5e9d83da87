import Experiments
import Messages

extension InstrumentDescription {
    /// Reads the description that a `hello` gives.
    init(_ fields: Fields) throws(MessageError) {
        let instrument = try fields.object("instrument")
        let id: String = try instrument.require("id")
        guard (1...64).contains(id.utf8.count), id.allSatisfy({ !$0.isWhitespace }) else {
            let text = "expected 1 to 64 bytes without white space, got \"\(id.prefix(80))\""
            throw MessageError(.schema, instrument.place("id"), text)
        }
        var outputs: [Output] = []
        for output in try fields.objects("outputs") { outputs.append(try Output(output)) }
        let actions: [String] = fields.object["actions"] == nil ? ["overview", "spectrum"] : try fields.list("actions")
        self.init(
            id: id, model: try instrument.optional("model") ?? "", actions: actions, outputs: outputs,
            maximumInFlight: try fields.optional("maximum_in_flight", in: 1...1024) ?? 1,
            isRepeatable: try fields.optional("repeatable") ?? false)
    }

    func write(to body: inout JSONObject) {
        body["instrument"] = ["id": .string(id), "model": .string(model)]
        body["actions"] = .array(actions.map { .string($0) })
        body["outputs"] = .array(outputs.map(\.json))
        body["maximum_in_flight"] = .integer(maximumInFlight)
        body["repeatable"] = .boolean(isRepeatable)
    }
}

extension InstrumentDescription.Output {
    init(_ fields: Fields) throws(MessageError) {
        var axis: Axis?
        if let inner = try fields.optionalObject("axis") { axis = try Axis(inner) }
        self.init(name: try fields.require("name"), unit: try fields.optional("unit") ?? "", axis: axis)
    }

    var json: JSONValue {
        var object: JSONObject = ["name": .string(name), "unit": .string(unit)]
        object["axis"] = axis?.json
        return .object(object)
    }
}

extension Axis {
    init(_ fields: Fields) throws(MessageError) {
        self.init(
            name: try fields.optional("name") ?? "", unit: try fields.optional("unit") ?? "",
            values: try fields.list("values"))
    }

    var json: JSONValue {
        ["name": .string(name), "unit": .string(unit), "values": .array(values.map { .number($0) })]
    }
}
