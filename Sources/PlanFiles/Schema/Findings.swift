/// What was found while a tree was read.
struct Findings {
    /// What the tree is a plan of.
    let kind: PlanKind
    var problems: [PlanErrors.Problem] = []
    /// Where each key stands that was read, by path.
    var places: [String: PlanErrors.Place] = [:]

    init(_ kind: PlanKind) { self.kind = kind }

    mutating func report(_ place: PlanErrors.Place, _ path: Path, _ text: String) {
        problems.append(PlanErrors.Problem(place, path.description, text))
    }

    /// Returns where the nearest key around a path stands.
    func place(around path: String) -> PlanErrors.Place? {
        var keys = path.split(separator: ".")
        while !keys.isEmpty {
            keys.removeLast()
            if let place = places[keys.joined(separator: ".")] { return place }
        }
        return nil
    }

    /// Reports a value of the wrong kind or out of range.
    mutating func report(_ tree: Tree, _ path: Path, expected: String) {
        report(tree.place, path, "expected \(expected), found \(tree.inWords).")
    }
}

/// The keys that lead to a value.
struct Path: CustomStringConvertible {
    private var keys: [String] = []

    func appending(_ key: String) -> Path {
        var path = self
        path.keys.append(key)
        return path
    }

    /// Whether what another path leads to may have been meant here: at the root anything, else what lies in the same part
    /// of the plan.
    func isNear(_ other: String) -> Bool {
        keys.count < 2 || other.hasPrefix(keys[0] + ".")
    }

    /// The keys with dots between them; a lone value, beside which a map's keys were given, has none.
    var description: String { keys.filter { $0 != Tree.lone }.joined(separator: ".") }
}
