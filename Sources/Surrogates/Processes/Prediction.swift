/// The mean and variance of the latent function at a list of points.
package struct Prediction: Hashable, Sendable {
    /// The posterior means.
    package private(set) var mean: [Double]
    /// The posterior variances, none below zero.
    package private(set) var variance: [Double]
    /// How many variances came out negative by cancellation and were set to zero.
    package private(set) var clipped = 0

    /// How many points are predicted at a time: what n of them need fits the caches, and memory is bounded.
    static let blockWidth = 2048

    package init(mean: [Double], variance: [Double]) {
        precondition(mean.count == variance.count, "a variance a mean")
        self.mean = []
        self.variance = []
        append(mean: mean, variance: variance)
    }

    /// The posterior standard deviations.
    package var standardDeviation: [Double] { variance.map { $0.squareRoot() } }

    /// Adds points at the end.
    mutating func append(mean: [Double], variance: [Double]) {
        self.mean += mean
        self.variance.reserveCapacity(self.variance.count + variance.count)
        for value in variance {
            self.variance.append(value < 0 ? 0 : value)
            clipped += value < 0 ? 1 : 0
        }
    }
}
