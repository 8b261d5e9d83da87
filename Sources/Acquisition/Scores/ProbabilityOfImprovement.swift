private import Foundation

/// P(I > 0) for an improvement I that is normal with mean ±(μ - m) - ξ and standard deviation σ, or its logarithm.
struct ProbabilityOfImprovement: PointwiseScore {
    let margin: Margin
    let isLogarithm: Bool

    @inline(__always)
    func score(mean: Double, standardDeviation: Double) -> Double {
        let probability = NormalProbability(below: margin.improvement(of: mean) / standardDeviation)
        return isLogarithm ? probability.logarithm : probability.value
    }

    @inline(__always)
    func score(known mean: Double) -> Double {
        let probability: Double = margin.improvement(of: mean) > 0 ? 1 : 0
        return isLogarithm ? log(probability) : probability
    }
}
