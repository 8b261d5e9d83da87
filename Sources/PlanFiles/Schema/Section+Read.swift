private import Formulas

extension Section {
    /// Returns the entries of a map, or of what a lone value stands for; nil if it can stand for nothing here.
    func entries(of tree: Tree) -> [Tree.Entry]? {
        switch tree.content {
        case .map(let entries):
            return entries.flatMap { entry in
                entry.key == Tree.lone ? self.entries(of: entry.value) ?? [entry] : [entry]
            }
        case .scalar(let text, isPlain: true) where alternatives.contains { $0.name == text }:
            let nothing = Tree(place: tree.place, content: .scalar("", isPlain: true))
            return [Tree.Entry(key: text, place: tree.place, value: nothing)]
        default:
            guard let shorthand, !tree.isNothing, !isMisspelt(tree) else { return nil }
            return [Tree.Entry(key: shorthand, place: tree.place, value: tree)]
        }
    }

    /// Whether a lone value was meant to be the name of an alternative, not what stands behind one.
    private func isMisspelt(_ tree: Tree) -> Bool {
        guard case .scalar(let text, isPlain: true) = tree.content else { return false }
        let names = alternatives.map(\.name)
        return names.contains { $0 == shorthand } && NearestName.among(names, to: text) != nil
    }

    func read(
        _ entries: [Tree.Entry], of tree: Tree, _ path: Path, _ findings: inout Findings, _ root: inout Root
    ) {
        var written: [String: Tree.Entry] = [:]
        // Keys that were probably meant by unknown ones: told already, and not to be missed once more.
        var meant: Set<String> = []
        for entry in entries {
            let place = path.appending(entry.key)
            guard let name = name(of: entry.key) else {
                if let nearest = reportUnknown(entry, place, &findings) { meant.insert(nearest) }
                continue
            }
            if entry.isRepeated {
                findings.report(entry.place, place, "stands here for the second time. Keep one.")
                continue
            }
            switch (written[name], entry.place) {
            case (let earlier?, .line) where earlier.place.isOverride: continue
            case (let earlier?, .line),
                (let earlier?, .override) where earlier.place.isOverride:
                findings.report(entry.place, place, "means the same as `\(earlier.key)`. Keep one.")
            default: written[name] = entry
            }
        }
        if let base, let entry = written[base.name],
            let stated = base.read(entry.value, place(of: base.name, entry, in: tree, path, &findings), &findings)
        {
            root = stated
        }
        readAlternative(of: written, meant, in: tree, path, &findings, &root)
        for key in keys {
            if let entry = written[key.name] {
                key.read(entry.value, place(of: key.name, entry, in: tree, path, &findings), &findings, &root)
            } else if key.isRequired, !meant.contains(key.name) {
                findings.report(tree.place, path.appending(key.name), "is missing; expected \(key.expected).")
            }
        }
    }

    /// Notes where a key stands, and returns the path that its faults are told of: a lone value stands for the whole map, so
    /// that they are the map's.
    private func place(
        of name: String, _ entry: Tree.Entry, in tree: Tree, _ path: Path, _ findings: inout Findings
    ) -> Path {
        let place = path.appending(name)
        findings.places[place.description] = entry.place
        return name == shorthand && !tree.isMap ? path : place
    }

    private func readAlternative(
        of written: [String: Tree.Entry], _ meant: Set<String>, in tree: Tree, _ path: Path, _ findings: inout Findings,
        _ root: inout Root
    ) {
        var chosen = alternatives.filter { written[$0.name] != nil }
        // What an override names takes the place of another alternative in the file.
        let overriding = chosen.filter { written[$0.name]?.place.isOverride ?? false }
        if !overriding.isEmpty { chosen = overriding }
        if chosen.count > 1, let last = written[chosen[chosen.count - 1].name] {
            let names = chosen.map { "`\($0.name)`" }.joined(separator: " and ")
            findings.report(last.place, path, "\(names) exclude each other. Keep one.")
        }
        for alternative in chosen {
            guard let entry = written[alternative.name] else { continue }
            let place = place(of: alternative.name, entry, in: tree, path, &findings)
            alternative.read(entry.value.isNothing ? nil : entry.value, entry.place, place, &findings, &root)
        }
        if chosen.isEmpty, needsAlternative, !alternatives.contains(where: { meant.contains($0.name) }) {
            let names = alternatives.map { "`\($0.name)`" }.joined(separator: ", ")
            findings.report(tree.place, path, "one of \(names) is missing.")
        }
    }

    private func name(of key: String) -> String? {
        keys.first { $0.name == key || $0.alias == key }?.name ?? alternatives.first { $0.name == key }?.name
            ?? base.flatMap { $0.name == key ? key : nil }
    }

    /// Reports a key that there is not, and returns the one that was probably meant.
    private func reportUnknown(_ entry: Tree.Entry, _ path: Path, _ findings: inout Findings) -> String? {
        if entry.key == Tree.lone {
            reportLone(entry.value, path, &findings)
            return nil
        }
        let known =
            (base.map { [$0.name] } ?? []) + alternatives.map(\.name)
            + keys.flatMap { [$0.name] + ($0.alias.map { [$0] } ?? []) }
        let nearest = NearestName.among(known, to: entry.key)
        let advice =
            if let nearest {
                "Did you mean `\(nearest)`?"
            } else if let other = otherNames[entry.key] {
                other
            } else if let elsewhere = PlanReference.entries(of: findings.kind)
                .first(where: { $0.key == entry.key && path.isNear($0.path) })
            {
                "There is `\(elsewhere.path)`."
            } else {
                "Known here: \(known.joined(separator: ", "))."
            }
        findings.report(entry.place, path, "unknown key. \(advice)")
        return nearest.flatMap(name(of:))
    }

    func reportLone(_ tree: Tree, _ path: Path, _ findings: inout Findings) {
        var suggestion = ""
        if case .scalar(let text, _) = tree.content {
            suggestion = NearestName.question(text, among: alternatives.map(\.name))
        }
        findings.report(tree.place, path, "expected \(codec.expected), found \(tree.inWords).\(suggestion)")
    }
}

extension Tree {
    fileprivate var isMap: Bool {
        if case .map = content { true } else { false }
    }
}

extension PlanErrors.Place {
    var isOverride: Bool {
        if case .override = self { true } else { false }
    }
}
