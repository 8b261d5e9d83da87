private import LinearAlgebra

/// By how much the best posterior mean is expected to rise with one more observation.
///
/// An observation at x moves the mean at xᵢ to aᵢ + bᵢZ with aᵢ = μ(xᵢ), bᵢ = cov(xᵢ, x) / √(σ²(x) + σn²) and Z standard
/// normal, so that the gain is E[maxᵢ (aᵢ + bᵢZ)] - maxᵢ aᵢ (Frazier, Powell & Dayanik, INFORMS J. Comput. 21, 2009).
/// The maximum is over R references and x itself, as Scott, Frazier & Powell (SIAM J. Optim. 21, 2011) have it; the
/// references are the best candidate of each of R strata of the pool, of which one is the best of all. Exact by
/// ``UpperEnvelope``.
///
/// Per candidate: the R covariances, and O(R log R), about 5 µs for R = 64.
struct KnowledgeGradient {
    /// 1 when maximising, -1 when minimising.
    let direction: Double
    let references: [Int]
    let isLogarithm: Bool

    func scores(of belief: Belief, _ joint: some JointBelief) throws -> [Double] {
        let noise = joint.noiseVariance
        let intercepts = references.map { direction * belief.mean[$0] }
        var envelope = UpperEnvelope(capacity: references.count + 1)
        var scores: [Double] = []
        scores.reserveCapacity(belief.mean.count)
        try joint.forEachBlock(with: references) { block, covariances in
            for (row, candidate) in block.enumerated() {
                let (mean, deviation) = (belief.mean[candidate], belief.standardDeviation[candidate])
                guard mean.isFinite, deviation.isFinite, deviation >= 0 else {
                    scores.append(.nan)
                    continue
                }
                let spread = (deviation * deviation + noise).squareRoot()
                guard spread > 0 else {
                    scores.append(isLogarithm ? -.infinity : 0)
                    continue
                }
                envelope.removeAll()
                for column in intercepts.indices {
                    envelope.insert(intercept: intercepts[column], slope: covariances[row, column] / spread)
                }
                envelope.insert(intercept: direction * mean, slope: deviation * deviation / spread)
                let gain = envelope.expectedGain()
                scores.append(isLogarithm ? gain.logarithm : gain.value)
            }
        }
        return scores
    }
}
