/// What a decision rests on besides the belief: what is wanted, what is known, where things lie and what they cost.
package struct DecisionContext: Hashable, Sendable {
    /// What the values are wanted to be.
    package var goal: Goal
    /// The candidates from which the incumbent is taken: those measured, and pending ones believed.
    package var known: [Int]
    /// The value to improve on, in place of the best posterior mean among the `known`.
    package var incumbent: Double?
    /// The values measured so far, in any order; the constant liar tells one of them, or their mean.
    package var measuredValues: [Double]
    /// Where the candidates lie.
    package var geometry: PoolGeometry?
    /// What measuring costs, if it is to matter.
    package var cost: CostWeight?
    /// Names the random numbers of functions that draw some; the same for all members of a batch.
    package var seed: UInt64

    package init(
        goal: Goal, known: [Int] = [], incumbent: Double? = nil, measuredValues: [Double] = [],
        geometry: PoolGeometry? = nil, cost: CostWeight? = nil, seed: UInt64 = 0
    ) {
        self.goal = goal
        self.known = known
        self.incumbent = incumbent
        self.measuredValues = measuredValues
        self.geometry = geometry
        self.cost = cost
        self.seed = seed
    }

    /// The value to improve on, if there is one.
    package func incumbent(for belief: Belief) -> Double? {
        incumbent ?? goal.incumbent(among: known, mean: belief.mean)?.mean
    }

    /// The order of the candidates from which strata are cut: along the image if it is known, else as they are numbered.
    func order(count: Int) -> CandidateOrder {
        geometry?.order ?? CandidateOrder(count: count)
    }
}
