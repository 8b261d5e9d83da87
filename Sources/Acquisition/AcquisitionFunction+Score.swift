extension AcquisitionFunction {
    /// Scores every candidate: larger is better, whatever the goal.
    ///
    /// A candidate whose mean or standard deviation is not finite, or whose standard deviation is negative, scores NaN.
    /// Scores are never divided by costs or clipped before they are complete; -∞ is a logarithm's lowest score.
    ///
    /// - Parameters:
    ///   - belief: The posterior over the pool, in the objective's units.
    ///   - incumbent: The best posterior mean at the measured points (``Goal/incumbent(among:mean:)``), in the same units.
    ///   - goal: What the values are wanted to be.
    /// - Returns: One score for each candidate, in their order.
    /// - Throws: ``UnfitAcquisition``.
    /// - Complexity: O(N), one pass; at most about 0.1 µs a candidate.
    package func scores(
        of belief: Belief, incumbent: Double?, goal: Goal
    ) throws(UnfitAcquisition) -> [Double] {
        if needsSample {
            guard let sample = belief.sample else { throw UnfitAcquisition(self, goal, .sample) }
            guard sample.count == belief.mean.count else {
                throw UnfitAcquisition(self, goal, .lengths(mean: belief.mean.count, other: sample.count))
            }
            try check(for: goal)
            return sample.map(goal.desirability)
        }
        return try scores(
            mean: belief.mean.span, standardDeviation: belief.standardDeviation.span, incumbent: incumbent, goal: goal)
    }

    /// Scores every candidate by its mean and standard deviation, as ``scores(of:incumbent:goal:)`` does.
    ///
    /// - Throws: ``UnfitAcquisition``, also for Thompson sampling, which needs more.
    package func scores(
        mean: Span<Double>, standardDeviation: Span<Double>, incumbent: Double?, goal: Goal
    ) throws(UnfitAcquisition) -> [Double] {
        guard mean.count == standardDeviation.count else {
            throw UnfitAcquisition(self, goal, .lengths(mean: mean.count, other: standardDeviation.count))
        }
        try check(for: goal)
        let best: Double
        if let incumbent, incumbent.isFinite {
            best = incumbent
        } else if needsIncumbent {
            throw UnfitAcquisition(self, goal, .incumbent)
        } else {
            best = 0
        }
        switch self {
        case .random:
            return Indifference().scores(mean: mean, standardDeviation: standardDeviation)
        case .uncertainty:
            return Uncertainty().scores(mean: mean, standardDeviation: standardDeviation)
        case .upperConfidenceBound(let kappa), .straddle(let kappa):
            return OptimisticBound(goal: goal, kappa: kappa).scores(mean: mean, standardDeviation: standardDeviation)
        case .expectedImprovement(let xi), .logExpectedImprovement(let xi):
            let isLogarithm = self == .logExpectedImprovement(xi: xi)
            if case .level(let level) = goal {
                return LevelImprovement(level: level, reach: abs(best - level) - xi, isLogarithm: isLogarithm)
                    .scores(mean: mean, standardDeviation: standardDeviation)
            }
            let margin = Margin(direction: goal == .minimize ? -1 : 1, incumbent: best, xi: xi)
            return ExpectedImprovement(margin: margin, isLogarithm: isLogarithm)
                .scores(mean: mean, standardDeviation: standardDeviation)
        case .probabilityOfImprovement(let xi), .logProbabilityOfImprovement(let xi):
            let isLogarithm = self == .logProbabilityOfImprovement(xi: xi)
            if case .level(let level) = goal {
                let reach = abs(best - level) - xi
                return IntervalProbability(
                    lower: level - reach, upper: level + reach, isLogarithm: isLogarithm, includesEnds: false
                ).scores(mean: mean, standardDeviation: standardDeviation)
            }
            let margin = Margin(direction: goal == .minimize ? -1 : 1, incumbent: best, xi: xi)
            return ProbabilityOfImprovement(margin: margin, isLogarithm: isLogarithm)
                .scores(mean: mean, standardDeviation: standardDeviation)
        case .bandProbability:
            guard case .band(let lower, let upper) = goal else { throw UnfitAcquisition(self, goal, .goal) }
            return IntervalProbability(lower: lower, upper: upper, isLogarithm: true, includesEnds: true)
                .scores(mean: mean, standardDeviation: standardDeviation)
        case .thompson:
            throw UnfitAcquisition(self, goal, .sample)
        }
    }
}
