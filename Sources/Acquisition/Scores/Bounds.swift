private import Foundation

/// A score of 0 for every candidate: the tie-break decides.
struct Indifference: PointwiseScore {
    func score(mean: Double, standardDeviation: Double) -> Double { 0 }
    func score(known mean: Double) -> Double { 0 }
}

/// The optimistic bound: desirability of the mean, and κ standard deviations.
///
/// With a level it is the straddle.
struct OptimisticBound: PointwiseScore {
    let goal: Goal
    let kappa: Double

    @inline(__always)
    func score(mean: Double, standardDeviation: Double) -> Double {
        goal.desirability(of: mean) + kappa * standardDeviation
    }

    @inline(__always)
    func score(known mean: Double) -> Double {
        goal.desirability(of: mean)
    }
}

/// The standard deviation, or its logarithm.
struct Uncertainty: PointwiseScore {
    let isLogarithm: Bool

    @inline(__always)
    func score(mean: Double, standardDeviation: Double) -> Double {
        isLogarithm ? log(standardDeviation) : standardDeviation
    }

    func score(known mean: Double) -> Double {
        isLogarithm ? -.infinity : 0
    }
}
