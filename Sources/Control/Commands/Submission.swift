import Messages

/// A plan that is to be carried out.
package struct Submission: Hashable, Sendable {
    /// The text of the plan file.
    package var text: String
    /// The name under which the user knows the file, for messages about it.
    package var file: String
    /// Settings that go before those of the text, as on the command line: `budget.measurements=20`.
    package var overrides: [String]

    package init(text: String, file: String, overrides: [String] = []) {
        self.text = text
        self.file = file
        self.overrides = overrides
    }
}

extension Submission: Document {
    init(_ fields: Fields) throws(MessageError) {
        text = try fields.require("text")
        file = try fields.optional("file") ?? "plan"
        overrides = try fields.list("overrides")
    }

    var json: JSONObject {
        ["text": .string(text), "file": .string(file), "overrides": .array(overrides.map { .string($0) })]
    }
}
