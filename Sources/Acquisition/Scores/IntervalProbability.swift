private import Foundation

/// P(lower < f < upper), or its logarithm: of a band, and of coming nearer to a level than the incumbent.
struct IntervalProbability: PointwiseScore {
    let lower: Double
    let upper: Double
    let isLogarithm: Bool
    /// Whether a value known to be one of the ends counts: it lies in the band, but comes no nearer to a level.
    let includesEnds: Bool

    @inline(__always)
    func score(mean: Double, standardDeviation: Double) -> Double {
        guard lower < upper else { return isLogarithm ? -.infinity : 0 }
        let probability = NormalProbability(
            between: (lower - mean) / standardDeviation, and: (upper - mean) / standardDeviation)
        return isLogarithm ? probability.logarithm : probability.value
    }

    @inline(__always)
    func score(known mean: Double) -> Double {
        let isInside = includesEnds ? lower <= mean && mean <= upper : lower < mean && mean < upper
        let probability: Double = isInside ? 1 : 0
        return isLogarithm ? log(probability) : probability
    }
}
