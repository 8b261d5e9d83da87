extension Plan {
    /// A number that is made of every spectrum and modelled over the pool: something to be sought, or something that
    /// must lie within bounds.
    package struct Quantity: Codable, Hashable, Sendable {
        package enum Role: Codable, Hashable, Sendable {
            /// It is sought.
            case objective(Goal)
            /// It must lie within bounds; what is measured outside of them does not count.
            case constraint(Bounds)
        }

        /// What tables, pictures and messages call it; no two of a plan have the same.
        package var name: String
        package var scalarizer: Scalarizer
        package var role: Role

        package init(_ name: String, _ scalarizer: Scalarizer, _ role: Role) {
            self.name = name
            self.scalarizer = scalarizer
            self.role = role
        }

        /// The name of the objective of a plan that writes `scalarizer` and `objective`.
        package static let soleName = "objective"

        /// What is sought in it; nil for a constraint.
        package var goal: Goal? {
            if case .objective(let goal) = role { goal } else { nil }
        }

        /// Within what it must lie; nil for an objective.
        package var bounds: Bounds? {
            if case .constraint(let bounds) = role { bounds } else { nil }
        }
    }

    /// Where a constrained quantity may lie, in its own unit; bounds included.
    package struct Bounds: Codable, Hashable, Sendable {
        /// The least value allowed; nil bounds nothing.
        package var above: Double?
        /// The greatest value allowed; nil bounds nothing.
        package var below: Double?

        package init(above: Double? = nil, below: Double? = nil) {
            self.above = above
            self.below = below
        }

        /// Whether a value lies within the bounds.
        package func allow(_ value: Double) -> Bool {
            (above.map { value >= $0 } ?? true) && (below.map { value <= $0 } ?? true)
        }
    }
}

extension Plan {
    /// How the only objective is made of a spectrum, or the first of several.
    package var scalarizer: Scalarizer {
        get { quantities[0].scalarizer }
        set { quantities[0].scalarizer = newValue }
    }

    /// What is looked for in the only objective, or in the first of several.
    package var goal: Goal {
        get { quantities[0].goal ?? .maximize }
        set { quantities[0].role = .objective(newValue) }
    }

    /// The quantities that are sought, at least one; they come first among ``quantities``.
    package var objectives: [Quantity] { quantities.filter { $0.goal != nil } }

    /// The quantities that must lie within bounds.
    package var constraints: [Quantity] { quantities.filter { $0.bounds != nil } }

    /// Whether several objectives are sought at once, so that there is no best point but a front.
    package var hasSeveralObjectives: Bool { objectives.count > 1 }

    /// Makes one list of objectives and constraints.
    package mutating func set(objectives: [Quantity], constraints: [Quantity]) {
        precondition(!objectives.isEmpty, "a plan has at least one objective")
        quantities = objectives + constraints
    }

    /// Whether values, one a quantity, keep every bound.
    package func allows(_ values: [Double]) -> Bool {
        zip(quantities, values).allSatisfy { $0.bounds?.allow($1) ?? true }
    }
}
