private import Foundation
private import LinearAlgebra
private import Randomness

/// Samples of the greatest value of the objective over the pool.
///
/// All in the direction of the goal: of -f when minimising.
struct MaxValues {
    /// 1 when maximising, -1 when minimising.
    let direction: Double
    let seed: UInt64

    private var source: RandomSource { RandomSource(seed: seed, stream: "max values") }

    /// The maxima of joint samples over the pool: exact.
    ///
    /// - Parameters:
    ///   - joint: What samples are drawn from.
    ///   - number: How many.
    /// - Returns: As many maxima, fewer where a sample has no finite value.
    /// - Throws: What the joint belief throws.
    func sampled(from joint: some JointBelief, _ number: Int) throws -> [Double] {
        var source = source
        var maxima: [Double] = []
        // A block of samples takes at most 128 MB.
        let width = max(1, min(number, (1 << 24) / max(joint.count, 1)))
        for start in stride(from: 0, to: number, by: width) {
            let samples = try joint.samples(min(width, number - start), using: &source)
            for row in 0..<samples.rows {
                var greatest = -Double.infinity
                for column in 0..<samples.columns {
                    let value = direction * samples[row, column]
                    if value > greatest && value < .infinity { greatest = value }
                }
                if greatest > -.infinity { maxima.append(greatest) }
            }
        }
        return maxima
    }

    /// Draws from Gumbel's distribution, fitted to the product of the marginals (Wang & Jegelka 2017, section 3.1).
    ///
    /// The quartiles of P(f* < y) = Π Φ((y - μᵢ)/σᵢ) are found by bisection, and location and scale are such that the
    /// Gumbel distribution has the first and the third. The product takes candidates for independent, so that the maxima
    /// come out somewhat too large where they are many and smooth.
    ///
    /// - Parameters:
    ///   - belief: Means and standard deviations; candidates at which one is no usable number are passed over.
    ///   - number: How many.
    /// - Returns: As many maxima; none without a usable candidate.
    func gumbel(of belief: Belief, _ number: Int) -> [Double] {
        var marginals: [(mean: Double, deviation: Double)] = []
        for (mean, deviation) in zip(belief.mean, belief.standardDeviation)
        where mean.isFinite && deviation.isFinite && deviation >= 0 {
            marginals.append((direction * mean, deviation))
        }
        // The first quartile of the maximum is not below that of any candidate.
        guard let lower = marginals.lazy.map({ $0.mean - Self.quartile * $0.deviation }).max() else { return [] }
        // Candidates that are below it with a probability of 1 - 1e-17 do not count.
        marginals.removeAll { $0.mean + 8.5 * $0.deviation < lower }
        let upper = marginals.lazy.map { $0.mean + 9 * $0.deviation }.max() ?? lower
        let first = quantile(log(0.25), of: marginals, between: lower, and: upper)
        let third = quantile(log(0.75), of: marginals, between: first, and: upper)
        // The standard Gumbel distribution's quartiles, -log(-log p) at 1/4 and 3/4.
        let (standardFirst, standardThird) = (-0.326_634_259_978_281, 1.245_899_323_707_238)
        let scale = (third - first) / (standardThird - standardFirst)
        let location = first - scale * standardFirst
        var source = source
        return (0..<number).map { index in
            // One draw from each of as many equal strata of the probability.
            let probability = (Double(index) + source.uniform()) / Double(number)
            let bounded = min(max(probability, 1e-12), 1 - 1e-12)
            return location - scale * log(-log(bounded))
        }
    }

    /// The third quartile of the standard normal distribution.
    private static let quartile = 0.674_489_750_196_081_7

    /// The y at which Σ log Φ((y - μᵢ)/σᵢ) is `logProbability`.
    private func quantile(
        _ logProbability: Double, of marginals: [(mean: Double, deviation: Double)], between lower: Double,
        and upper: Double
    ) -> Double {
        var (below, above) = (lower, upper)
        let tolerance = 1e-9 * (upper - lower)
        while above - below > tolerance {
            let middle = 0.5 * (below + above)
            guard middle > below && middle < above else { break }
            var sum = 0.0
            for (mean, deviation) in marginals {
                let z = (middle - mean) / deviation
                // Known values: 0 / 0 is not below.
                sum += z > 9 ? 0 : deviation > 0 ? NormalProbability(below: z).logarithm : -.infinity
                if sum < logProbability { break }
            }
            if sum < logProbability { below = middle } else { above = middle }
        }
        return 0.5 * (below + above)
    }
}
