private import Foundation
package import Surrogates

/// How well a posterior predicts measurements that it was not given, and how well it knows how well.
///
/// Intervals are the central ones of the normal distribution with the posterior's mean and standard deviation, which is
/// what decisions and maps go by. They are of *measurements*: the noise that the model has found is added, and for each
/// measurement the noise that is known of it. The log density is that of the mixture itself.
package struct CalibrationScore: Codable, Hashable, Sendable {
    /// The root mean square of the errors of the mean, over the standard deviation of the truth.
    ///
    /// 1 is no better than the mean. Nil where the truth does not vary.
    package let normalizedError: Double?
    /// The share of the measurements inside their 50 % intervals.
    package let coverage50: Double
    /// The share of the measurements inside their 90 % intervals.
    package let coverage90: Double
    /// The mean log predictive density of the measurements, in nats a point, on the scale on which the model's own
    /// targets have mean 0 and variance 1: the mean alone gives about -1.42.
    package let logDensity: Double

    private enum CodingKeys: String, CodingKey {
        case normalizedError = "nrmse"
        case coverage50 = "inside_50"
        case coverage90 = "inside_90"
        case logDensity = "log_density"
    }

    /// Judges a posterior.
    ///
    /// - Parameters:
    ///   - posterior: What was conditioned on other measurements.
    ///   - candidates: Where it is judged, at least one candidate.
    ///   - measured: What was measured there.
    ///   - truth: What an ideal instrument would have measured; the same where only measurements are known.
    ///   - noiseVariances: The variances of those measurements' own noise, in squared units of the targets, if known.
    package init(
        of posterior: PoolPosterior, at candidates: [Int], measured: [Double], truth: [Double],
        noiseVariances: [Double]? = nil
    ) {
        precondition(!candidates.isEmpty, "there is nothing to judge a model by")
        precondition(
            measured.count == candidates.count && truth.count == candidates.count
                && noiseVariances.map { $0.count == candidates.count } ?? true, "a number a candidate")
        let parts = Self.parts(of: posterior)
        let scale = posterior.scale.standardDeviation
        let count = Double(candidates.count)
        var (inside50, inside90, density, squaredError) = (0, 0, 0.0, 0.0)
        for (index, candidate) in candidates.enumerated() {
            let own = noiseVariances?[index] ?? 0
            let means = parts.map { $0.prediction.mean[candidate] }
            let variances = parts.map { max($0.prediction.variance[candidate] + $0.noise + own, .leastNormalMagnitude) }
            let mean = zip(parts, means).reduce(0) { $0 + $1.0.weight * $1.1 }
            let variance = parts.indices.reduce(0) { sum, part in
                let difference = means[part] - mean
                return sum + parts[part].weight * (variances[part] + difference * difference)
            }
            let deviation = abs(measured[index] - mean)
            if deviation <= ResidualSummary.bound50 * variance.squareRoot() { inside50 += 1 }
            if deviation <= ResidualSummary.bound90 * variance.squareRoot() { inside90 += 1 }
            let terms = parts.indices.map { part in
                let residual = measured[index] - means[part]
                return log(parts[part].weight) - 0.5
                    * (log(2 * .pi * variances[part])
                        + residual * residual / variances[part])
            }
            // The greatest is taken out of the sum, which then neither over- nor underflows.
            let greatest = terms.max() ?? 0
            density += greatest + log(terms.reduce(0) { $0 + exp($1 - greatest) }) + log(scale)
            squaredError += (mean - truth[index]) * (mean - truth[index])
        }
        coverage50 = Double(inside50) / count
        coverage90 = Double(inside90) / count
        logDensity = density / count
        let mean = truth.reduce(0, +) / count
        let variance = truth.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        normalizedError = variance > 0 ? (squaredError / variance).squareRoot() : nil
    }

    /// One process of a mixture: its share, what it says, and the variance of its noise, in the units of the targets.
    private struct Part {
        let weight: Double
        let prediction: Prediction
        let noise: Double
    }

    private static func parts(of posterior: PoolPosterior) -> [Part] {
        let square = posterior.scale.standardDeviation * posterior.scale.standardDeviation
        let noises = (0..<posterior.memberCount).map { square * posterior.process(ofMember: $0).noise }
        // What was added so that a covariance could be factored acts as noise, and is known for all members together.
        let added = max(0, posterior.noiseVariance - zip(posterior.weights, noises).reduce(0) { $0 + $1.0 * $1.1 })
        return posterior.weights.indices.filter { posterior.weights[$0] > 0 }.map { member in
            Part(
                weight: posterior.weights[member], prediction: posterior.prediction(ofMember: member),
                noise: noises[member] + added)
        }
    }
}
