/// One of several ways to write a value, which exclude each other, with what it takes: `ucb: {kappa: 2}`.
struct Alternative<Root> {
    let name: String
    let meaning: String
    /// What stands behind the name; nil if nothing may.
    let expected: String?
    /// Whether the name alone, without a value, is enough.
    let canStandAlone: Bool
    /// Sets the root from what stands behind the name, nil if the name stands alone.
    let read: (Tree?, PlanErrors.Place, Path, inout Findings, inout Root) -> Void
    /// Returns what stands behind the name, or nil if the root is another alternative.
    let write: (Root) -> Written?
    let keys: (Path) -> [PlanReference.Entry]

    /// Creates an alternative with a value; `standingAlone` is what the name alone means, nil if it needs a value.
    init<Value>(
        _ name: String, _ codec: Codec<Value>, _ meaning: String, standingAlone: Value? = nil,
        get: @escaping (Root) -> Value?, set: @escaping (inout Root, Value) -> Void
    ) {
        self.name = name
        self.meaning = meaning
        expected = codec.expected
        canStandAlone = standingAlone != nil
        read = { tree, place, path, findings, root in
            if let tree, !tree.isNothing || standingAlone == nil {
                if let value = codec.read(tree, path, &findings) { set(&root, value) }
            } else if let standingAlone {
                set(&root, standingAlone)
            } else {
                findings.report(place, path, "needs a value: \(codec.expected).")
            }
        }
        write = { get($0).map(codec.write) }
        keys = codec.keys
    }

    /// Creates an alternative that is its name alone.
    init(_ name: String, _ meaning: String, get: @escaping (Root) -> Bool, set: @escaping (inout Root) -> Void) {
        self.name = name
        self.meaning = meaning
        expected = nil
        canStandAlone = true
        read = { tree, _, path, findings, root in
            if let tree, !tree.isNothing, !tree.isEmptyMap {
                findings.report(tree.place, path, "`\(name)` takes no parameters. Leave them out.")
            } else {
                set(&root)
            }
        }
        write = { get($0) ? .map([]) : nil }
        keys = { _ in [] }
    }
}

extension Tree {
    fileprivate var isEmptyMap: Bool {
        if case .map(let entries) = content { entries.isEmpty } else { false }
    }
}
