private import Foundation

/// E[max(r - |f - h|, 0)]: how much nearer to the level h the objective is expected to come than r, or its logarithm.
///
/// r is the incumbent's distance from the level less ξ. In closed form it is a second difference of the expected excess,
/// as `DensityMultiple.init(tentAt:halfWidth:)` has it.
struct LevelImprovement: PointwiseScore {
    let level: Double
    /// r; below 0 nothing can improve.
    let reach: Double
    let isLogarithm: Bool

    @inline(__always)
    func score(mean: Double, standardDeviation: Double) -> Double {
        let center = abs(mean - level) / standardDeviation
        let halfWidth = reach / standardDeviation
        // A standard deviation so small that these overflow tells no more than none.
        guard reach > 0, center.isFinite, halfWidth.isFinite else { return score(known: mean) }
        let tent = DensityMultiple(tentAt: center, halfWidth: halfWidth)
        return isLogarithm ? log(standardDeviation) + tent.logarithm : standardDeviation * tent.value
    }

    @inline(__always)
    func score(known mean: Double) -> Double {
        let improvement = reach - abs(mean - level)
        let value = improvement > 0 ? improvement : 0
        return isLogarithm ? log(value) : value
    }
}
