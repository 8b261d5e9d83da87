extension Run {
    /// The observation with the greatest merit, the earliest of equal ones; nil if several objectives are sought.
    ///
    /// What does not keep the plan's bounds does not count.
    package var best: Observation? {
        guard let plan, !plan.hasSeveralObjectives else { return nil }
        var best: Observation?
        for observation in observations where plan.allows(observation.values) {
            if let held = best, plan.goal.merit(of: observation.objective) <= plan.goal.merit(of: held.objective) {
                continue
            }
            best = observation
        }
        return best
    }

    /// The observations that no other one surpasses, in the order in which they came.
    ///
    /// One surpasses another that is as good in every objective and better in one (Pareto). Of one objective these are the
    /// best. What does not keep the plan's bounds is left out, and surpasses nothing.
    ///
    /// - Complexity: O(n · front), for measurements by the thousand.
    package var front: [Observation] {
        guard let plan else { return [] }
        let goals = plan.objectives.compactMap(\.goal)
        func merits(_ observation: Observation) -> [Double] {
            zip(goals, observation.values).map { $0.merit(of: $1) }
        }
        var front: [(observation: Observation, merits: [Double])] = []
        for observation in observations where plan.allows(observation.values) {
            let merits = merits(observation)
            if front.contains(where: { Self.surpasses($0.merits, merits) }) { continue }
            front.removeAll { Self.surpasses(merits, $0.merits) }
            front.append((observation, merits))
        }
        return front.map(\.observation)
    }

    private static func surpasses(_ one: [Double], _ other: [Double]) -> Bool {
        zip(one, other).allSatisfy { $0 >= $1 } && one != other
    }
}
