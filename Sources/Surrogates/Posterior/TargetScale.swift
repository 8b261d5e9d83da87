/// The mean and spread of the measured targets, by which a model sees them standardised.
///
/// Kept with the model: what is appended between trainings is scaled as the training was, never by moving statistics.
package struct TargetScale: Hashable, Sendable {
    /// The mean of the targets.
    package let mean: Double
    /// Their standard deviation (of the population), or 1 where they do not differ.
    package let standardDeviation: Double

    /// No shift and no scale.
    package static let identity = TargetScale(mean: 0, standardDeviation: 1)

    /// Creates a given scale.
    package init(mean: Double, standardDeviation: Double) {
        self.mean = mean
        self.standardDeviation = standardDeviation
    }

    /// Creates the scale of `targets`, which are finite and may be as large or small as a number can be.
    package init(of targets: [Double]) {
        guard let low = targets.min(), let high = targets.max(), low < high else {
            self.init(mean: targets.first ?? 0, standardDeviation: 1)
            return
        }
        // Halves of numbers near the largest have a sum; ratios to the range have squares that neither over- nor
        // underflow.
        let middle = low / 2 + high / 2
        let reach = high / 2 - low / 2
        guard reach > 0 else {
            self.init(mean: low, standardDeviation: 1)
            return
        }
        let ratios = targets.map { ($0 - middle) / reach }
        let count = Double(targets.count)
        let mean = ratios.reduce(0, +) / count
        let variance = ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        self.init(
            mean: middle + mean * reach, standardDeviation: max(variance.squareRoot() * reach, .leastNonzeroMagnitude))
    }

    /// Returns a target on the model's scale.
    package func standardize(_ target: Double) -> Double { (target - mean) / standardDeviation }

    /// Returns a number of the model's scale as a target.
    package func restore(_ value: Double) -> Double { mean + value * standardDeviation }
}

/// A target that no model can be conditioned on: not a finite number.
package struct UnusableTarget: Error, Hashable, Sendable, CustomStringConvertible {
    /// Which of the targets, counted from zero.
    package let position: Int
    /// The candidate it was measured at.
    package let candidate: Int
    /// What it is, in words, for a NaN does not equal itself.
    package let value: String

    package var description: String {
        """
        target \(position), measured at candidate \(candidate), is \(value): a finite number was expected; leave the \
        measurement out or correct its scalarizer
        """
    }

    /// Checks that all targets are finite.
    ///
    /// - Throws: ``UnusableTarget`` for the first that is not.
    static func check(_ targets: [Double], at candidates: [Int]) throws(UnusableTarget) {
        precondition(targets.count == candidates.count, "a target a measured candidate")
        for (position, target) in targets.enumerated() where !target.isFinite {
            throw UnusableTarget(position: position, candidate: candidates[position], value: "\(target)")
        }
    }
}
