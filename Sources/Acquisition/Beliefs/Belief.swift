private import LinearAlgebra
private import Randomness

/// What the surrogate believes of every candidate of the pool, in the objective's units.
package struct Belief: Sendable {
    /// The posterior means.
    package var mean: [Double]
    /// The posterior standard deviations of the noise-free objective; 0 where it is known.
    package var standardDeviation: [Double]
    /// One joint sample of the posterior over the pool, for Thompson sampling; without one it is drawn from `joint`.
    package var sample: [Double]?
    /// The posterior's covariances, for the functions that need them.
    package var joint: (any JointBelief)?
    /// Other quantities that must lie within bounds.
    package var constraints: [Constraint]

    package init(
        mean: [Double], standardDeviation: [Double], sample: [Double]? = nil, joint: (any JointBelief)? = nil,
        constraints: [Constraint] = []
    ) {
        self.mean = mean
        self.standardDeviation = standardDeviation
        self.sample = sample
        self.joint = joint
        self.constraints = constraints
    }

    /// A sample of the joint belief, the one that seed and step name.
    ///
    /// - Parameters:
    ///   - seed: Of the decision.
    ///   - step: Which sample.
    /// - Returns: One number a candidate; NaN where none was drawn, and without a joint belief none at all.
    /// - Throws: What the joint belief throws.
    func drawn(seed: UInt64, step: Int) throws -> [Double] {
        guard let joint else { return [] }
        var source = RandomSource(seed: seed, stream: "Thompson sample", step: step)
        return try joint.samples(1, using: &source).row(0)
    }
}
