extension AcquisitionFunction {
    /// The scores of functions of one candidate's mean and standard deviation alone, or their logarithms.
    func pointwiseScores(
        _ mean: Span<Double>, _ standardDeviation: Span<Double>, _ incumbent: Double?, _ goal: Goal, isLogarithm: Bool
    ) throws(UnfitAcquisition) -> [Double] {
        let best: Double
        if let incumbent, incumbent.isFinite {
            best = incumbent
        } else if needsIncumbent {
            throw UnfitAcquisition(self, goal, .incumbent)
        } else {
            best = 0
        }
        let number = parameter?.value ?? 0
        let margin = Margin(direction: goal == .minimize ? -1 : 1, incumbent: best, xi: number)
        switch (kind, goal) {
        case (.uncertainty, _):
            return Uncertainty(isLogarithm: isLogarithm).scores(mean: mean, standardDeviation: standardDeviation)
        case (.upperConfidenceBound, _), (.straddle, _):
            return OptimisticBound(goal: goal, kappa: number).scores(mean: mean, standardDeviation: standardDeviation)
        case (.expectedImprovement, .level(let level)), (.logExpectedImprovement, .level(let level)):
            return LevelImprovement(level: level, reach: abs(best - level) - number, isLogarithm: isLogarithm)
                .scores(mean: mean, standardDeviation: standardDeviation)
        case (.expectedImprovement, _), (.logExpectedImprovement, _):
            return ExpectedImprovement(margin: margin, isLogarithm: isLogarithm)
                .scores(mean: mean, standardDeviation: standardDeviation)
        case (.probabilityOfImprovement, .level(let level)), (.logProbabilityOfImprovement, .level(let level)):
            let reach = abs(best - level) - number
            return IntervalProbability(
                lower: level - reach, upper: level + reach, isLogarithm: isLogarithm, includesEnds: false
            ).scores(mean: mean, standardDeviation: standardDeviation)
        case (.probabilityOfImprovement, _), (.logProbabilityOfImprovement, _):
            return ProbabilityOfImprovement(margin: margin, isLogarithm: isLogarithm)
                .scores(mean: mean, standardDeviation: standardDeviation)
        case (.bandProbability, .band(let lower, let upper)):
            return IntervalProbability(lower: lower, upper: upper, isLogarithm: isLogarithm, includesEnds: true)
                .scores(mean: mean, standardDeviation: standardDeviation)
        case (.random, _):
            return Indifference().scores(mean: mean, standardDeviation: standardDeviation)
        default:
            throw UnfitAcquisition(self, goal, .goal)
        }
    }
}
