private import Foundation

/// E[max(I, 0)] for I normal with mean δ = ±(μ - m) - ξ and standard deviation σ, or its logarithm.
///
/// With z = δ/σ it is σ (φ(z) + z Φ(z)), whose two terms cancel for z < 0. Here it is
///
///     max(δ, 0) + σ φ(|z|) e(|z|),    e(a) = E[max(Z - a, 0)] / φ(a),
///
/// of positive terms, and its logarithm below the incumbent log σ - z²/2 - ½ log 2π + log e(|z|), by which the ranking
/// survives where the value is 0 to the last bit (z < -39).
struct ExpectedImprovement: PointwiseScore {
    let margin: Margin
    let isLogarithm: Bool

    @inline(__always)
    func score(mean: Double, standardDeviation: Double) -> Double {
        let improvement = margin.improvement(of: mean)
        let excess = DensityMultiple.excess(abs(improvement) / standardDeviation)
        if isLogarithm && improvement < 0 { return log(standardDeviation) + excess.logarithm }
        let value = (improvement > 0 ? improvement : 0) + standardDeviation * excess.value
        return isLogarithm ? log(value) : value
    }

    @inline(__always)
    func score(known mean: Double) -> Double {
        let improvement = margin.improvement(of: mean)
        let value = improvement > 0 ? improvement : 0
        return isLogarithm ? log(value) : value
    }
}
