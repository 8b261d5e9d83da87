private import Yams

extension Tree {
    /// Reads one YAML document, whose outermost value must be a map.
    ///
    /// - Parameters:
    ///   - text: The document.
    ///   - kind: What it is to be a plan of, for messages.
    /// - Throws: ``UnreadableTree`` if the text is no YAML, or empty.
    init(yaml text: String, of kind: PlanKind = .experiment) throws(UnreadableTree) {
        guard text.unicodeScalars.count <= PlanFile.longestText else {
            throw UnreadableTree(.line(1), "the plan has more than \(PlanFile.longestText) characters.")
        }
        var text = text
        var renaming = RepeatedKeys()
        while true {
            do {
                guard let node = try Parser(yaml: text, encoding: .utf8).singleRoot() else {
                    throw UnreadableTree(.line(1), kind.emptiness)
                }
                var allowance = text.utf8.count
                let tree = try Tree(node, .line(1), isOverride: false, &allowance)
                if tree.isNothing { throw UnreadableTree(.line(1), kind.emptiness) }
                self = tree
                return
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                // libyaml's binding gives up here; renaming the key lets the rest be read, and all faults be told at once.
                guard let key = keys.first, renaming.rename(key, after: context.mark.line, in: &text) else {
                    throw UnreadableTree(.line(context.mark.line), "a key stands twice in one map.")
                }
            } catch let error as UnreadableTree {
                throw error
            } catch {
                throw UnreadableTree(fault: error, text: text)
            }
        }
    }

    /// Reads the value of an override.
    init(value text: String, place: PlanErrors.Place) throws(UnreadableTree) {
        do {
            var allowance = text.utf8.count + 1
            if let node = try Parser(yaml: text, encoding: .utf8).singleRoot() {
                self = try Tree(node, place, isOverride: true, &allowance)
            } else {
                self.init(place: place, content: .scalar("", isPlain: true))
            }
        } catch let error as UnreadableTree {
            throw error
        } catch {
            let fault = UnreadableTree(fault: error, text: text).problems[0].text
            throw UnreadableTree(place, fault)
        }
    }

    /// Converts a node; each value in it uses up one of the allowance.
    ///
    /// No text holds more values than characters unless aliases repeat them, and those could repeat each other without end.
    private init(
        _ node: Node, _ outer: PlanErrors.Place, isOverride: Bool, _ allowance: inout Int
    ) throws(UnreadableTree) {
        func place(of node: Node) -> PlanErrors.Place {
            isOverride ? outer : node.mark.map { .line($0.line) } ?? outer
        }
        let here = place(of: node)
        allowance -= 1
        guard allowance >= 0 else { throw UnreadableTree(here, "aliases repeat too much of the plan. Write it out.") }
        switch node {
        case .scalar(let scalar):
            self.init(place: here, content: .scalar(scalar.string, isPlain: scalar.style == .plain))
        case .sequence(let nodes):
            var items: [Tree] = []
            for node in nodes { items.append(try Tree(node, here, isOverride: isOverride, &allowance)) }
            self.init(place: here, content: .list(items))
        case .mapping(let pairs):
            var entries: [Entry] = []
            for (key, value) in pairs {
                guard let name = key.scalar?.string else {
                    throw UnreadableTree(place(of: key), "a key must be a word, not a list or a map.")
                }
                entries.append(
                    Entry(
                        key: RepeatedKeys.original(name), place: place(of: key),
                        value: try Tree(value, here, isOverride: isOverride, &allowance),
                        isRepeated: RepeatedKeys.isRenamed(name)))
            }
            self.init(place: here, content: .map(entries))
        case .alias:
            self.init(place: here, content: .scalar("", isPlain: true))
        }
    }
}

extension UnreadableTree {
    fileprivate init(fault: any Error, text: String) {
        switch fault {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let line = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1] : ""
            let isTabbed = line.prefix { $0 == " " || $0 == "\t" }.contains("\t")
            let advice = isTabbed ? " A tab indents this line; YAML takes spaces only." : ""
            self.init(.line(mark.line), "this is no YAML: \(problem).\(advice)")
        case YamlError.reader(let problem, let offset, _, _):
            let line = 1 + text.prefix(offset ?? 0).count { $0.isNewline }
            self.init(.line(line), "this is no YAML: \(problem).")
        default:
            self.init(.line(1), "this is no YAML: \(fault).")
        }
    }
}
