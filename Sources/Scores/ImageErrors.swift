private import Foundation

/// How far images are from what they should be.
package enum ImageErrors {
    /// Returns the mean of the squared differences of as many numbers.
    package static func meanSquare(_ made: some Collection<Float>, _ aim: some Collection<Float>) -> Double {
        precondition(made.count == aim.count && !aim.isEmpty, "a number is compared with one other")
        return zip(made, aim).reduce(0.0) { sum, pair in
            let difference = Double(pair.0) - Double(pair.1)
            return sum + difference * difference
        } / Double(aim.count)
    }

    /// Returns the peak signal-to-noise ratio in decibels, of images whose values span `range`.
    package static func peakSignalToNoise(
        _ made: some Collection<Float>, _ aim: some Collection<Float>, range: Double = 1
    ) -> Double {
        10 * log10(range * range / max(meanSquare(made, aim), 1e-20))
    }

    /// Returns the mean cross-entropy of values from 0 to 1 in nats, given the means of Bernoulli distributions.
    ///
    /// Means are kept 1e-7 from 0 and 1, so that none can cost more than 16 nats.
    package static func crossEntropy(_ values: some Collection<Float>, given means: some Collection<Float>) -> Double {
        precondition(values.count == means.count && !values.isEmpty, "a value has a mean")
        return zip(values, means).reduce(0.0) { sum, pair in
            let (value, mean) = (Double(pair.0), min(max(Double(pair.1), 1e-7), 1 - 1e-7))
            return sum - value * log(mean) - (1 - value) * log1p(-mean)
        } / Double(values.count)
    }
}
