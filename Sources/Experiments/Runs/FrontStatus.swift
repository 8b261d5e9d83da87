/// What a run with several objectives has found: the measurements that no other one surpasses.
package struct FrontStatus: Codable, Hashable, Sendable {
    /// What is told of one of the plan's quantities.
    package struct Quantity: Codable, Hashable, Sendable {
        package var name: String
        /// Empty where it is not known.
        package var unit: String
        /// `maximize` or `minimize`; nil for a constraint.
        package var goal: String?
        /// The bounds of a constraint.
        package var above: Double?
        package var below: Double?

        package init(name: String, unit: String, goal: String? = nil, above: Double? = nil, below: Double? = nil) {
            self.name = name
            self.unit = unit
            self.goal = goal
            self.above = above
            self.below = below
        }
    }

    /// A measurement of the front.
    package struct Member: Codable, Hashable, Sendable {
        /// The index in the pool.
        package var candidate: Int
        package var pixel: Pixel
        /// One value a quantity.
        package var values: [Double]
        /// The decision that chose it; 0 for a seed point.
        package var step: Int

        package init(candidate: Int, pixel: Pixel, values: [Double], step: Int) {
            self.candidate = candidate
            self.pixel = pixel
            self.values = values
            self.step = step
        }
    }

    /// In the order of the plan, objectives first.
    package var quantities: [Quantity]
    /// From the best to the worst in the first objective.
    package var members: [Member]

    package init(quantities: [Quantity], members: [Member]) {
        self.quantities = quantities
        self.members = members
    }
}

extension FrontStatus {
    /// The front of a run; nil if it does not seek several objectives, or has no pool yet.
    package init?(_ run: Run) {
        guard let plan = run.plan, let pool = run.pool, plan.hasSeveralObjectives else { return nil }
        quantities = plan.quantities.enumerated().map { index, quantity in
            Quantity(
                name: quantity.name, unit: index < run.units.count ? run.units[index] : "",
                goal: quantity.goal.map { $0 == .minimize ? "minimize" : "maximize" },
                above: quantity.bounds?.above, below: quantity.bounds?.below)
        }
        members = run.front.sorted { plan.goal.merit(of: $0.objective) > plan.goal.merit(of: $1.objective) }
            .map { observation in
                Member(
                    candidate: observation.candidate, pixel: pool.candidates[observation.candidate].pixel,
                    values: observation.values, step: observation.step)
            }
    }
}
