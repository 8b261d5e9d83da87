internal import Experiments

extension PlanKeys {
    /// Several objectives by their names, in place of `scalarizer` and `objective`; none leaves those.
    static var objectives: Codec<[Plan.Quantity]> {
        struct Keys {
            var scalarizer: Scalarizer?
            var goal = Goal.maximize
        }
        let objective = Section(
            initial: Keys(),
            keys: [
                Key("scalarizer", required: \.scalarizer, scalarizer.codec, "How a spectrum becomes the objective."),
                Key("goal", \.goal, goal.codec, "What is looked for in it; of several `maximize` or `minimize`."),
            ]
        ).codec
        return quantities(
            objective, "a map from names to objectives, as in {area: {scalarizer: loop-area, goal: maximize}}",
            meaning: "The objective"
        ) { name, keys in
            Plan.Quantity(name, keys.scalarizer ?? Scalarizer(), .objective(keys.goal))
        } back: { quantity in
            Keys(scalarizer: quantity.scalarizer, goal: quantity.goal ?? .maximize)
        }
    }

    /// Constraints by their names.
    static var constraints: Codec<[Plan.Quantity]> {
        struct Keys {
            var scalarizer: Scalarizer?
            var above: Double?
            var below: Double?
        }
        let constraint = Section(
            initial: Keys(),
            keys: [
                Key("scalarizer", required: \.scalarizer, scalarizer.codec, "How a spectrum becomes the quantity."),
                Key("above", \.above, Codec.number().optional, "The least value allowed, in the quantity's unit."),
                Key("below", \.below, Codec.number().optional, "The greatest value allowed, in the quantity's unit."),
            ]
        ).codec.map(
            { (keys: Keys) throws(Complaint) -> Keys in
                if keys.above == nil, keys.below == nil {
                    throw Complaint(text: "needs `above` or `below`, or both: a constraint has a bound.")
                }
                if let above = keys.above, let below = keys.below, above >= below {
                    throw Complaint(
                        text: "nothing lies above \(WrittenQuantity.digits(above)) and below "
                            + "\(WrittenQuantity.digits(below)). Give an `above` that is less than `below`.")
                }
                return keys
            }, back: \.self)
        return quantities(
            constraint, "a map from names to constraints, as in {shift: {scalarizer: coercive-bias, below: 0.2}}",
            meaning: "The constraint"
        ) { name, keys in
            Plan.Quantity(
                name, keys.scalarizer ?? Scalarizer(), .constraint(Plan.Bounds(above: keys.above, below: keys.below)))
        } back: { quantity in
            Keys(scalarizer: quantity.scalarizer, above: quantity.bounds?.above, below: quantity.bounds?.below)
        }
    }

    private static func quantities<Keys>(
        _ codec: Codec<Keys>, _ expected: String, meaning: String,
        make: @escaping (String, Keys) -> Plan.Quantity, back: @escaping (Plan.Quantity) -> Keys
    ) -> Codec<[Plan.Quantity]> {
        let named = codec.inOrder(
            expected, meaning: { "\(meaning) \($0)." }, placeholder: "<name>",
            check: { (name: String) throws(Complaint) in
                guard name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_ -]{0,39}/) != nil, !name.hasSuffix(" ") else {
                    throw Complaint(
                        text: "expected a name of at most 40 letters, digits, spaces, - and _, a letter first.")
                }
            }
        ).map(
            { (entries: [(name: String, value: Keys)]) throws(Complaint) -> [Plan.Quantity] in
                entries.map { make($0.name, $0.value) }
            }, back: { $0.map { (name: $0.name, value: back($0)) } })
        return Codec(
            expected: "\(expected), or none",
            read: { tree, path, findings in tree.isPlain("none") ? [] : named.read(tree, path, &findings) },
            write: { $0.isEmpty ? .scalar("none") : named.write($0) }, keys: named.keys)
    }
}

extension Plan {
    /// The objectives of a plan that writes several, or one under a name of its own; empty for one that does not.
    var namedObjectives: [Quantity] {
        get { hasNamedObjectives ? objectives : [] }
        set { if !newValue.isEmpty { set(objectives: newValue, constraints: constraints) } }
    }

    /// Whether the plan's objectives have names, so that `scalarizer` and `objective` are not written.
    var hasNamedObjectives: Bool { objectives.map(\.name) != [Quantity.soleName] }

    /// The constraints.
    var namedConstraints: [Quantity] {
        get { constraints }
        set { set(objectives: objectives, constraints: newValue) }
    }
}
