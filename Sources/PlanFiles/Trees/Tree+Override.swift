extension Tree {
    /// The key under which a map keeps the value that stood in its place before an override went into it.
    ///
    /// `acquisition: ucb` becomes `acquisition: {"": ucb, ucb: {kappa: 3}}` by `acquisition.ucb.kappa=3`; a section knows
    /// what its lone value stood for.
    static let lone = ""

    /// Returns the tree with values put in the place of others.
    ///
    /// - Parameter overrides: Of the form `budget.measurements=50`, or `features.1.patch.window=8` for the entry of a list,
    ///   counted from 0; of two with the same key the later one counts.
    /// - Returns: The changed tree.
    /// - Throws: ``UnreadableTree`` if an override is of another form, its value is no YAML, or a list has no such entry.
    func overridden(by overrides: [String]) throws(UnreadableTree) -> Tree {
        var tree = self
        for override in overrides {
            let place = PlanErrors.Place.override(override)
            let parts = override.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let keys = parts[0].split(separator: ".", omittingEmptySubsequences: false).map { word in
                String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            guard parts.count == 2, !keys.contains("") else {
                throw UnreadableTree(place, "expected a key and a value, as in `budget.measurements=50`.")
            }
            try tree.set(keys[...], to: try Tree(value: String(parts[1]), place: place))
        }
        return tree
    }

    private mutating func set(_ keys: ArraySlice<String>, to value: Tree) throws(UnreadableTree) {
        guard let key = keys.first else {
            self = value
            return
        }
        if case .list(var items) = content, let index = Int(key) {
            guard items.indices.contains(index) else {
                throw UnreadableTree(
                    value.place, "there is no entry \(index): the list has \(items.count), counted from 0.")
            }
            try items[index].set(keys.dropFirst(), to: value)
            content = .list(items)
            return
        }
        var entries: [Entry] =
            switch content {
            case .map(let entries): entries
            case _ where isNothing: []
            default: [Entry(key: Self.lone, place: place, value: self)]
            }
        let index =
            entries.lastIndex { $0.key == key }
            ?? {
                entries.append(Entry(key: key, place: value.place, value: Tree(place: value.place, content: .map([]))))
                return entries.count - 1
            }()
        entries[index].place = value.place
        try entries[index].value.set(keys.dropFirst(), to: value)
        content = .map(entries)
    }
}
