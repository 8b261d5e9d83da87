/// A map of a plan: its keys, the alternatives of which it holds one, and what it means before anything is written.
struct Section<Root> {
    /// Every default.
    let initial: Root
    var keys: [Key<Root>] = []
    /// What may stand for all keys that are left out.
    var base: Base<Root>?
    /// At most one of these stands in the map.
    var alternatives: [Alternative<Root>] = []
    /// Whether one of the alternatives must stand there.
    var needsAlternative = false
    /// The key, base or alternative that a lone value in the place of the map stands for.
    var shorthand: String?
    /// What is said to those who call a key as others do.
    var otherNames: [String: String] = [:]

    /// Reads a map, a lone value in its place, or the name of an alternative.
    ///
    /// - Parameters:
    ///   - tree: What stands there.
    ///   - path: The keys that lead there.
    ///   - findings: Where faults are reported.
    ///   - earlier: What stays where nothing is written, such as what a base around the map stands for; nil takes the
    ///     defaults.
    /// - Returns: That with what was written; where something was wrong, which is then reported, it stays too.
    func read(_ tree: Tree, _ path: Path, _ findings: inout Findings, over earlier: Root? = nil) -> Root {
        var root = earlier ?? initial
        if let entries = entries(of: tree) {
            read(entries, of: tree, path, &findings, &root)
        } else {
            reportLone(tree, path, &findings)
        }
        return root
    }

    /// Writes every key; a mere name where there is nothing but an alternative without parameters, and a mere value of
    /// the one that lone values stand for.
    func write(_ root: Root) -> Written {
        let chosen = alternatives.lazy.compactMap { alternative in
            alternative.write(root).map { (alternative, $0) }
        }.first
        if keys.isEmpty, case (let alternative, .map(let lines))? = chosen, lines.isEmpty {
            return .scalar(alternative.name)
        }
        if keys.isEmpty, let (alternative, value) = chosen, alternative.name == shorthand { return value }
        var lines = keys.filter { $0.isWritten(root) }.map { key in
            let value = key.write(root)
            let isDefault = !key.isRequired && value.onOneLine == key.write(initial).onOneLine
            return Written.Line(key: key.name, value: value, comment: comment(on: key), isDefault: isDefault)
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
        var codec = Codec(
            expected: expected, read: { tree, path, findings in read(tree, path, &findings) }, write: write,
            keys: { entries(at: $0) },
            options: alternatives.map { alternative in
                (alternative.name + (alternative.canStandAlone ? "" : ": ..."), alternative.meaning)
            },
            amend: { earlier, tree, path, findings in read(tree, path, &findings, over: earlier) })
        if let base { (codec.options, codec.choosing) = (base.options, base.choosing) }
        return codec
    }

    /// What may stand there, for messages and the reference.
    private var expected: String {
        let own = keys.map(\.name).joined(separator: ", ")
        var names = alternatives.map { $0.canStandAlone ? $0.name : "\($0.name): \($0.expected ?? "")" }
        if let base {
            let word = base.name == shorthand ? "\(base.expected), or " : ""
            return word + "a map of \(([base.name] + alternatives.map(\.name)).joined(separator: ", ")), \(own)"
        }
        if keys.isEmpty, let lone = alternatives.firstIndex(where: { $0.name == shorthand }) {
            names.remove(at: lone)
            return "\(alternatives[lone].expected ?? ""), or one of \(names.joined(separator: ", "))"
        }
        if keys.isEmpty { return "one of \(names.joined(separator: ", "))" }
        if alternatives.contains(where: \.canStandAlone) {
            return "one of \(names.joined(separator: ", ")), or a map of one and \(own)"
        }
        return "a map of \((alternatives.map(\.name) + keys.map(\.name)).joined(separator: ", "))"
    }
}
