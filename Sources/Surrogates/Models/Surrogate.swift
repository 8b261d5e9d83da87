/// A model of a pool that is trained on what was measured and then predicts all candidates.
///
/// A surrogate holds the training's state (weights, moments, parameters) and nothing that answers questions; a training
/// returns a ``PoolPosterior`` of its own, so the last one goes on answering while the next is trained. Not safe to use
/// from two tasks at once. The same seed and the same calls give the same bits at one thread.
package protocol Surrogate: AnyObject {
    /// What plans call the model.
    var name: String { get }

    /// The number of candidates.
    var count: Int { get }

    /// Trains on measurements and predicts the pool.
    ///
    /// Any number of measurements will do: none gives the prior, and few, equal or repeated ones are no error.
    ///
    /// - Parameters:
    ///   - measured: The measured candidates.
    ///   - targets: What was measured at each, in any finite units.
    ///   - mode: Whether to begin anew or to go on from the last training.
    ///   - shouldContinue: Asked before every iteration; answering false ends the training.
    /// - Returns: The posterior and how the training went.
    /// - Throws: ``UnusableTarget`` for a target that is not finite, ``SingularCovariance`` if the observations' covariance
    ///   cannot be factored, `CancellationError` when told not to continue. The surrogate can be trained again after each.
    func train(
        measured: [Int], targets: [Double], mode: TrainingMode, shouldContinue: () -> Bool
    ) throws -> Training
}

extension Surrogate {
    /// Trains on measurements to the end and predicts the pool; see `train(measured:targets:mode:shouldContinue:)`.
    package func train(measured: [Int], targets: [Double], mode: TrainingMode) throws -> Training {
        try train(measured: measured, targets: targets, mode: mode, shouldContinue: { true })
    }
}

/// Whether a training begins anew.
package enum TrainingMode: String, Hashable, Sendable, CaseIterable {
    /// From new random weights and the priors' medians.
    case cold
    /// From where the last training ended; the first training is cold all the same.
    case warm
}

/// What a training gives.
package struct Training: Sendable {
    /// The model conditioned on all that it was trained on.
    package let posterior: PoolPosterior
    /// How the training went.
    package let report: TrainingReport
}
