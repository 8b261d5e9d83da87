/// What the surrogate believes of every candidate of the pool, in the objective's units.
package struct Belief: Hashable, Sendable {
    /// The posterior means.
    package var mean: [Double]
    /// The posterior standard deviations of the noise-free objective; 0 where it is known.
    package var standardDeviation: [Double]
    /// One joint sample of the posterior over the pool; Thompson sampling needs it, nothing else does.
    package var sample: [Double]?

    package init(mean: [Double], standardDeviation: [Double], sample: [Double]? = nil) {
        self.mean = mean
        self.standardDeviation = standardDeviation
        self.sample = sample
    }
}
