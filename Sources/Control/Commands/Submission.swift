import Messages

/// A plan that is to be carried out.
package struct Submission: Hashable, Sendable {
    /// The text of the plan file.
    package var text: String
    /// The name under which the user knows the file, for messages about it.
    package var file: String
    /// Settings that go before those of the text, as on the command line: `budget.measurements=20`.
    package var overrides: [String]
    /// The folder, from the root, in which files lie that the plan names, such as one of weights; nil if it is not known.
    ///
    /// The daemon reads them once, before it answers.
    package var folder: String?

    package init(text: String, file: String, overrides: [String] = [], folder: String? = nil) {
        self.text = text
        self.file = file
        self.overrides = overrides
        self.folder = folder
    }
}

extension Submission: Document {
    init(_ fields: Fields) throws(MessageError) {
        text = try fields.require("text")
        file = try fields.optional("file") ?? "plan"
        overrides = try fields.list("overrides")
        folder = try fields.optional("folder")
    }

    var json: JSONObject {
        var json: JSONObject = [
            "text": .string(text), "file": .string(file), "overrides": .array(overrides.map { .string($0) }),
        ]
        json["folder"] = folder.map { .string($0) }
        return json
    }
}
