/// YAML as it was written: scalars without a type, and where everything stands.
///
/// Types belong to the keys: `name: 12` is a text because a name is one, and `time: 45 min` is 2,700 seconds.
struct Tree {
    enum Content {
        /// A value; plain unless it stands in quotes.
        case scalar(String, isPlain: Bool)
        case list([Tree])
        case map([Entry])
    }

    struct Entry {
        var key: String
        /// Where the key stands.
        var place: PlanErrors.Place
        var value: Tree
        /// Whether the key stood in the map before.
        var isRepeated = false
    }

    var place: PlanErrors.Place
    var content: Content

    /// Whether nothing was written.
    var isNothing: Bool {
        if case .scalar("", isPlain: true) = content { true } else { isPlain("~") || isPlain("null") }
    }

    /// Returns whether a word was written, without quotes.
    func isPlain(_ word: String) -> Bool {
        if case .scalar(word, isPlain: true) = content { true } else { false }
    }

    /// What was written, for messages.
    var inWords: String {
        switch content {
        case _ where isNothing: "nothing"
        case .scalar(let text, isPlain: true): "`\(text.count > 60 ? text.prefix(57) + "..." : text[...])`"
        case .scalar(let text, isPlain: false): "the text \"\(text.count > 60 ? text.prefix(57) + "..." : text[...])\""
        case .list(let items): items.count == 1 ? "a list of one" : "a list of \(items.count)"
        case .map: "a map of keys"
        }
    }
}

/// Text that is no tree, or overrides that cannot be made.
struct UnreadableTree: Error {
    let problems: [PlanErrors.Problem]

    init(_ problems: [PlanErrors.Problem]) {
        self.problems = problems
    }

    init(_ place: PlanErrors.Place, _ text: String) {
        problems = [PlanErrors.Problem(place, "", text)]
    }
}
