package import Experiments

extension PlanReference {
    /// Says in what plans differ from each other, so that those of one name can be told apart.
    ///
    /// What all have in common is left out, and so are the name and the source of measurements.
    ///
    /// - Parameter plans: In any order.
    /// - Returns: For each plan its settings, for example `acquisition ucb` and `batch.count 4`; of a choice with keys
    ///   of its own only which it is, if not all chose the same.
    package static func differences(among plans: [Plan]) -> [[String]] {
        let section = PlanKeys.plan
        let left = Set(section.alternatives.map(\.name) + ["name"])
        let lines = plans.map { section.write($0).lines.filter { !left.contains($0.key) } }
        return differences(among: lines, at: "")
    }

    private static func differences(among maps: [[Written.Line]], at path: String) -> [[String]] {
        var keys: [String] = []
        for line in maps.joined() where !keys.contains(line.key) { keys.append(line.key) }
        var result = maps.map { _ in [String]() }
        for key in keys {
            let values = maps.map { lines in lines.first { $0.key == key }?.value ?? .scalar("none") }
            for (index, texts) in differences(among: values, at: path + key).enumerated() { result[index] += texts }
        }
        return result
    }

    private static func differences(among values: [Written], at path: String) -> [[String]] {
        guard Set(values.map(\.onOneLine)).count > 1 else { return values.map { _ in [] } }
        let maps = values.map(\.lines)
        if Set(maps.map { $0.map(\.key) }).count == 1, maps.first?.isEmpty == false {
            return differences(among: maps, at: path + ".")
        }
        return values.map { ["\(path) \($0.brief)"] }
    }
}

extension Written {
    /// The value in a few words: of a choice which it is, of a list of choices which they are.
    fileprivate var brief: String {
        switch self {
        case .map(let lines) where !lines.isEmpty: return lines[0].key
        case .entries(let items): return items.map(\.brief).joined(separator: "+")
        default:
            let text = onOneLine
            return text.count > 32 ? "\(text.prefix(31))…" : text
        }
    }

    /// The lines of a map; none of anything else.
    fileprivate var lines: [Line] {
        if case .map(let lines) = self { lines } else { [] }
    }
}
