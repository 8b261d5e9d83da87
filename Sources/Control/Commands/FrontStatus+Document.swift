import Experiments
import Messages

extension FrontStatus: Document {
    init(_ fields: Fields) throws(MessageError) {
        self.init(quantities: [], members: [])
        for part in try fields.objects("quantities") { quantities.append(try Quantity(part)) }
        for part in try fields.objects("members") { members.append(try Member(part)) }
    }

    var json: JSONObject {
        [
            "quantities": .array(quantities.map { .object($0.json) }),
            "members": .array(members.map { .object($0.json) }),
        ]
    }
}

extension FrontStatus.Quantity: Document {
    init(_ fields: Fields) throws(MessageError) {
        self.init(
            name: try fields.require("name"), unit: try fields.require("unit"), goal: try fields.optional("goal"),
            above: try fields.optional("above"), below: try fields.optional("below"))
    }

    var json: JSONObject {
        var json: JSONObject = ["name": .text(name), "unit": .text(unit)]
        json["goal"] = goal.map { .text($0) }
        json["above"] = above.map { .real($0) }
        json["below"] = below.map { .real($0) }
        return json
    }
}

extension FrontStatus.Member: Document {
    init(_ fields: Fields) throws(MessageError) {
        let place = try fields.object("pixel")
        self.init(
            candidate: try fields.require("candidate"),
            pixel: Pixel(row: try place.require("row"), column: try place.require("column")),
            values: try fields.list("values"), step: try fields.require("step"))
    }

    var json: JSONObject {
        [
            "candidate": .integer(candidate), "pixel": .pixel(pixel), "values": .array(values.map { .real($0) }),
            "step": .integer(step),
        ]
    }
}
