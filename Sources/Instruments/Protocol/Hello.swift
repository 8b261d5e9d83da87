package import Experiments
import Messages

/// An adapter introduces its instrument and asks for a session.
package struct Hello: MessageContent {
    static let type = "hello"

    /// The versions of the protocol that the adapter speaks.
    package var versions: ClosedRange<Int>
    /// The adapter's program and its version; empty if it does not say.
    package var adapter: Program
    package var instrument: InstrumentDescription

    package init(
        versions: ClosedRange<Int> = InstrumentProtocol.versions, adapter: Program, instrument: InstrumentDescription
    ) {
        self.versions = versions
        self.adapter = adapter
        self.instrument = instrument
    }

    init(_ message: Message) throws(MessageError) {
        let fields = message.fields
        let range = try fields.object("protocol")
        let minimum = try range.require("minimum", in: 1 ... .max)
        versions = minimum...(try range.require("maximum", in: minimum ... .max))
        adapter = try Program(try fields.optionalObject("adapter"))
        instrument = try InstrumentDescription(fields)
    }

    var body: JSONObject {
        var body: JSONObject = [
            "protocol": ["minimum": .integer(versions.lowerBound), "maximum": .integer(versions.upperBound)],
            "adapter": adapter.json,
        ]
        instrument.write(to: &body)
        return body
    }
}

/// A program and its version.
package struct Program: Hashable, Sendable {
    package var name: String
    package var version: String

    package init(name: String, version: String) {
        self.name = name
        self.version = version
    }

    init(_ fields: Fields?) throws(MessageError) {
        name = try fields?.optional("name") ?? ""
        version = try fields?.optional("version") ?? ""
    }

    var json: JSONValue { ["name": .string(name), "version": .string(version)] }
}
