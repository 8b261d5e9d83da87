private import Foundation

extension Likelihood {
    /// How much of a mean between 0 and 1 is taken for light and darkness from elsewhere.
    private static let background = 1e-5

    /// Returns the log likelihood of some numbers, in nats, given their means, and its slopes in these.
    ///
    /// With Bernoulli likelihoods the means q lie within 0...1, up to rounding, and q' = b + (1 - 2 b) q with b = 1e-5 is taken
    /// in their stead: at 0 and 1 the logarithms have no bounds, and a clamp has no slope to find back by. The continuous
    /// Bernoulli's natural parameter is the one of that mean, found by Newton's method; the slope is (x - q') / variance.
    ///
    /// - Parameters:
    ///   - target: The numbers x.
    ///   - means: The mean of each.
    ///   - slopes: Set to the derivative of the log likelihood in each mean.
    ///   - terms: Room for as many numbers, overwritten.
    /// - Returns: The sum over the numbers.
    func score(
        of target: UnsafeBufferPointer<Float>, givenMeans means: UnsafeBufferPointer<Float>,
        slopes: UnsafeMutableBufferPointer<Float>, terms: UnsafeMutableBufferPointer<Float>
    ) -> Double {
        if case .gaussian = self {
            return unsafe score(of: target, given: means, slopes: slopes, terms: terms)
        }
        precondition(
            means.count == target.count && slopes.count == target.count, "each number needs a mean and a slope")
        let rest = 1 - 2 * Self.background
        var sum = 0.0
        for index in target.indices {
            let x = unsafe Double(target[index])
            let mean = unsafe Self.background + rest * Double(means[index])
            if self == .bernoulli {
                sum += x * log(mean) + (1 - x) * log(1 - mean)
                unsafe slopes[index] = Float(rest * (x - mean) / (mean * (1 - mean)))
            } else {
                let natural = ContinuousBernoulli.parameter(ofMean: mean)
                sum += x * natural - ContinuousBernoulli.values(at: natural).normalizer
                unsafe slopes[index] = Float(rest * (x - mean) / ContinuousBernoulli.variance(at: natural))
            }
        }
        return sum
    }
}
