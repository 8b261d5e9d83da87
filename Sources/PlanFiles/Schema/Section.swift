/// A map of a plan: its keys, the alternatives of which it holds one, and what it means before anything is written.
struct Section<Root> {
    /// Every default.
    let initial: Root
    var keys: [Key<Root>] = []
    /// At most one of these stands in the map.
    var alternatives: [Alternative<Root>] = []
    /// Whether one of the alternatives must stand there.
    var needsAlternative = false
    /// The key that a lone value in the place of the map stands for.
    var shorthand: String?
    /// What is said to those who call a key as others do.
    var otherNames: [String: String] = [:]

    /// Reads a map, a lone value in its place, or the name of an alternative.
    ///
    /// - Returns: The defaults with what was written; where something was wrong, which is then reported, its default.
    func read(_ tree: Tree, _ path: Path, _ findings: inout Findings) -> Root {
        var root = initial
        if let entries = entries(of: tree) {
            read(entries, of: tree, path, &findings, &root)
        } else {
            reportLone(tree, path, &findings)
        }
        return root
    }

    /// Writes every key; a mere name where there is nothing but an alternative without parameters.
    func write(_ root: Root) -> Written {
        let chosen = alternatives.lazy.compactMap { alternative in
            alternative.write(root).map { (alternative, $0) }
        }.first
        if keys.isEmpty, case (let alternative, .map(let lines))? = chosen, lines.isEmpty {
            return .scalar(alternative.name)
        }
        var lines = keys.filter { $0.isWritten(root) }.map { key in
            Written.Line(key: key.name, value: key.write(root), comment: comment(on: key))
        }
        if let (alternative, value) = chosen {
            let comment = Written.Comment(alternative.meaning, expected: alternative.expected)
            lines.insert(Written.Line(key: alternative.name, value: value, comment: comment), at: 0)
        }
        return .map(lines)
    }

    private func comment(on key: Key<Root>) -> Written.Comment {
        Written.Comment(
            key.meaning, expected: key.expected, standard: key.standard(initial), options: key.options,
            choosing: key.choosing)
    }

    /// The section as the value of a key.
    var codec: Codec<Root> {
        let names = alternatives.map { $0.canStandAlone ? $0.name : "\($0.name): \($0.expected ?? "")" }
        let expected =
            if keys.isEmpty {
                "one of \(names.joined(separator: ", "))"
            } else if alternatives.contains(where: \.canStandAlone) {
                "one of \(names.joined(separator: ", ")), or a map of one and \(keys.map(\.name).joined(separator: ", "))"
            } else {
                "a map of \((alternatives.map(\.name) + keys.map(\.name)).joined(separator: ", "))"
            }
        return Codec(
            expected: expected, read: read, write: write, keys: { entries(at: $0) },
            options: alternatives.map { alternative in
                (alternative.name + (alternative.canStandAlone ? "" : ": ..."), alternative.meaning)
            })
    }
}
