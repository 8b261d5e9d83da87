/// A key of a map in a plan: its name, what it means, and the property that it sets.
struct Key<Root> {
    let name: String
    /// A second name that is understood, for example the singular.
    let alias: String?
    /// What it means, as sentences.
    let meaning: String
    let expected: String
    /// Whether there is no default.
    let isRequired: Bool
    let options: [(name: String, meaning: String)]
    /// The words before the options.
    let choosing: String
    /// Whether it is written at all; a key that another one takes the place of is not.
    let isWritten: (Root) -> Bool
    let read: (Tree, Path, inout Findings, inout Root) -> Void
    let write: (Root) -> Written
    let keys: (Path) -> [PlanReference.Entry]

    init<Value>(
        _ name: String, alias: String? = nil, _ property: WritableKeyPath<Root, Value>, _ codec: Codec<Value>,
        _ meaning: String, isWritten: @escaping (Root) -> Bool = { _ in true }
    ) {
        self.name = name
        self.isWritten = isWritten
        self.alias = alias
        self.meaning = meaning
        expected = codec.expected
        isRequired = false
        options = codec.options
        choosing = codec.choosing
        read = { tree, path, findings, root in
            let value =
                if let amend = codec.amend {
                    amend(root[keyPath: property], tree, path, &findings)
                } else {
                    codec.read(tree, path, &findings)
                }
            if let value { root[keyPath: property] = value }
        }
        write = { codec.write($0[keyPath: property]) }
        keys = codec.keys
    }

    /// Creates a key that must be given; the property is nil until it is.
    init<Value>(
        _ name: String, required property: WritableKeyPath<Root, Value?>, _ codec: Codec<Value>, _ meaning: String
    ) {
        self.name = name
        isWritten = { _ in true }
        alias = nil
        self.meaning = meaning
        expected = codec.expected
        isRequired = true
        options = codec.options
        choosing = codec.choosing
        read = { tree, path, findings, root in
            root[keyPath: property] = codec.read(tree, path, &findings)
        }
        write = { $0[keyPath: property].map(codec.write) ?? .scalar("") }
        keys = codec.keys
    }

    /// Returns the default as it is written, of alternatives only the name; nil if there is none, or it is a map of many
    /// keys that a word may stand for.
    func standard(_ initial: Root) -> String? {
        if isRequired { return nil }
        let written = write(initial)
        if case .map(let lines) = written, !options.isEmpty {
            return lines.first.map(\.key).flatMap { key in
                options.contains { $0.name == key || $0.name.hasPrefix("\(key):") } ? key : nil
            }
        }
        return written.onOneLine
    }
}
