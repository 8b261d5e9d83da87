private import Foundation
package import Randomness

/// Several objectives as one: the augmented Chebyshev scalarisation of ParEGO.
///
/// Of Knowles (IEEE Trans. Evol. Comput. 10, 2006, eq. 2), turned so that larger is better.
///
///     s = -(maxₖ wₖ gₖ + ρ Σₖ wₖ gₖ),    gₖ = (bestₖ - fₖ) / (bestₖ - worstₖ)
///
/// with the losses gₖ from 0 at the best measured value to 1 at the worst. Every point of the front is the best for some
/// weights, and with weights drawn anew for every decision the front is sought along its whole length.
///
/// Knowles fits a process to the scalarised measurements. Here nothing is refitted: of independent Gaussian objectives
/// the mean and variance of s are found in closed form (Clark, Oper. Res. 9, 1961; exact for two objectives, within a
/// few hundredths of the standard deviation for more), and s is taken as Gaussian with those, as Knowles takes it. All functions of one objective, batches,
/// constraints and costs then apply to it.
package struct ChebyshevScalarization: Hashable, Sendable {
    /// The weights wₖ, which sum to 1.
    package let weights: [Double]
    /// ρ: how much the other objectives count beside the one that is worst; above 0, so that no point is only weakly best.
    package static let augmentation = 0.05

    private let best: [Double]
    /// bestₖ - worstₖ, negative where the objective is minimised.
    private let span: [Double]

    /// Creates the scalarisation of given weights.
    ///
    /// - Parameters:
    ///   - weights: One for each objective, 0 or above, not all 0; they are divided by their sum.
    ///   - values: One array of measured values for each objective, which tell best and worst; those that are not finite are
    ///     passed over. An objective of which all are equal has the range 1.
    ///   - directions: One for each objective.
    /// - Throws: ``UnfitVectorAcquisition``.
    package init(
        weights: [Double], values: [[Double]], directions: [Direction]
    ) throws(UnfitVectorAcquisition) {
        precondition(values.count == directions.count, "each objective has values and a direction")
        let sum = weights.reduce(0, +)
        guard weights.count == values.count, weights.allSatisfy({ $0 >= 0 }), sum > 0, sum.isFinite else {
            throw UnfitVectorAcquisition(.weights)
        }
        self.weights = weights.map { $0 / sum }
        var (best, span): ([Double], [Double]) = ([], [])
        for (values, direction) in zip(values, directions) {
            let finite = values.filter(\.isFinite)
            guard let least = finite.min(), let greatest = finite.max() else {
                throw UnfitVectorAcquisition(.nothingKnown)
            }
            best.append(direction == .maximize ? greatest : least)
            span.append(direction.sign * (greatest > least ? greatest - least : 1))
        }
        (self.best, self.span) = (best, span)
    }

    /// Draws weights evenly from the simplex.
    ///
    /// - Parameters:
    ///   - count: How many objectives there are.
    ///   - source: Where the random numbers come from.
    /// - Returns: As many numbers, 0 or above, that sum to 1.
    package static func drawnWeights(_ count: Int, using source: inout RandomSource) -> [Double] {
        let lengths = (0..<count).map { _ in -log(1 - source.uniform()) }
        let sum = lengths.reduce(0, +)
        return sum > 0 ? lengths.map { $0 / sum } : lengths.map { _ in 1 / Double(count) }
    }

    /// The scalarised value of a point, of which `values` holds one number for each objective.
    package func value(of values: [Double]) -> Double {
        let losses = values.indices.map { weights[$0] * (best[$0] - values[$0]) / span[$0] }
        return -((losses.max() ?? 0) + Self.augmentation * losses.reduce(0, +))
    }

    /// What is believed of the scalarised value, which is to be maximised.
    ///
    /// With the sum S of the weighted losses, the greatest of wₖgₖ + ρS is a maximum of correlated Gaussians, and the mean
    /// and variance of one maximum of two are Clark's.
    ///
    /// - Parameter beliefs: One for each objective, independent of each other.
    /// - Returns: Means and standard deviations, with the constraints of the first belief; NaN where one is not usable.
    /// - Complexity: O(N K²), about 60 ns a candidate for two objectives.
    package func belief(from beliefs: [Belief]) -> Belief {
        precondition(beliefs.count == weights.count, "each objective has a belief")
        let count = beliefs.map(\.mean.count).min() ?? 0
        var mean = [Double](repeating: 0, count: count)
        var deviation = mean
        var lossMeans = [Double](repeating: 0, count: weights.count)
        var lossVariances = lossMeans
        for candidate in 0..<count {
            var isUsable = true
            for objective in weights.indices {
                let scale = weights[objective] / span[objective]
                let standardDeviation = beliefs[objective].standardDeviation[candidate]
                let spread = scale * standardDeviation
                lossMeans[objective] = scale * (best[objective] - beliefs[objective].mean[candidate])
                lossVariances[objective] = spread * spread
                isUsable = isUsable && lossMeans[objective].isFinite && standardDeviation >= 0 && spread.isFinite
            }
            // The most uncertain come last: the maximum of the others is nearest to Gaussian then.
            Self.sort(&lossMeans, by: &lossVariances)
            let moments = isUsable ? Self.greatest(lossMeans, lossVariances) : (mean: .nan, variance: .nan)
            mean[candidate] = -moments.mean
            deviation[candidate] = moments.variance.squareRoot()
        }
        return Belief(mean: mean, standardDeviation: deviation, constraints: beliefs[0].constraints)
    }

    private static func sort(_ means: inout [Double], by variances: inout [Double]) {
        for end in variances.indices.dropFirst() {
            var place = end
            while place > 0, variances[place] < variances[place - 1] {
                variances.swapAt(place, place - 1)
                means.swapAt(place, place - 1)
                place -= 1
            }
        }
    }

    /// The mean and variance of maxₖ lₖ + ρ Σ l for independent Gaussian losses l.
    private static func greatest(_ means: [Double], _ variances: [Double]) -> (mean: Double, variance: Double) {
        let rho = augmentation
        var maximum = GaussianMaximum(mean: means[0], variance: variances[0])
        // The covariance of the maximum so far with the sum of the losses in it.
        var covarianceWithSum = variances[0]
        var (sumMean, sumVariance) = (means[0], variances[0])
        for objective in 1..<max(means.count, 1) {
            let share = maximum.join(mean: means[objective], variance: variances[objective])
            covarianceWithSum = (1 - share) * covarianceWithSum + share * variances[objective]
            sumMean += means[objective]
            sumVariance += variances[objective]
        }
        return (
            maximum.mean + rho * sumMean,
            max(0, maximum.variance + 2 * rho * covarianceWithSum + rho * rho * sumVariance)
        )
    }
}
