private import Foundation
private import LinearAlgebra

/// By how much an observation at a candidate lowers the variance of the objective, averaged over M points of the pool.
///
/// This is the criterion of Cohn (1996) for Gaussian processes (Seo, Wallat, Graepel & Obermayer, IJCNN 2000, eq. 8),
/// active learning Cohn (ALC) or integrated variance reduction:
///
///     (1/M) Σⱼ cov(x, xⱼ)² / (σ²(x) + σn²)
///
/// in squared units of the objective, whatever will be observed. The points are drawn from strata of the pool. What is
/// known and would be observed without noise reduces nothing.
///
/// Per candidate: the M covariances, and M multiplications.
struct VarianceReduction {
    let points: [Int]
    let isLogarithm: Bool

    func scores(of belief: Belief, _ joint: some JointBelief) throws -> [Double] {
        let noise = joint.noiseVariance
        let share = 1 / Double(points.count)
        var scores: [Double] = []
        scores.reserveCapacity(belief.mean.count)
        try joint.forEachBlock(with: points) { block, covariances in
            for (row, candidate) in block.enumerated() {
                let deviation = belief.standardDeviation[candidate]
                guard belief.mean[candidate].isFinite, deviation.isFinite, deviation >= 0 else {
                    scores.append(.nan)
                    continue
                }
                var sum = 0.0
                for column in points.indices { sum += covariances[row, column] * covariances[row, column] }
                let variance = deviation * deviation + noise
                let reduction = variance > 0 ? share * sum / variance : 0
                scores.append(isLogarithm ? log(reduction) : reduction)
            }
        }
        return scores
    }
}
