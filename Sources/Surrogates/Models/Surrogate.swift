/// A model of a pool that is trained on what was measured and then predicts all candidates.
///
/// A surrogate holds the training's state (weights, moments, parameters) and nothing that answers questions; a training
/// returns a ``PoolPosterior`` of its own, so the last one goes on answering while the next is trained. Not safe to use
/// from two tasks at once. The same seed and the same calls give the same bits.
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
    ///   - observations: What was measured, in any units; with several objectives, each is modelled on its own.
    ///   - mode: Whether to begin anew or to go on from the last training.
    ///   - shouldContinue: Asked before every iteration; answering false ends the training.
    /// - Returns: A posterior an objective and how the training went.
    /// - Throws: ``UnusableTarget`` or ``UnusableNoise`` for what is not a finite number, ``SingularCovariance`` if the observations' covariance
    ///   cannot be factored, `CancellationError` when told not to continue. The surrogate can be trained again after each.
    func train(_ observations: Observations, mode: TrainingMode, shouldContinue: () -> Bool) throws -> Training

    /// Trains on measurements only to say how well they can be predicted, as `train(_:mode:shouldContinue:)` does but
    /// for the pool.
    func assess(_ observations: Observations, mode: TrainingMode, shouldContinue: () -> Bool) throws -> TrainingReport
}

extension Surrogate {
    /// Trains on measurements to the end and predicts the pool; see `train(_:mode:shouldContinue:)`.
    package func train(_ observations: Observations, mode: TrainingMode) throws -> Training {
        try train(observations, mode: mode, shouldContinue: { true })
    }

    package func assess(
        _ observations: Observations, mode: TrainingMode, shouldContinue: () -> Bool
    ) throws -> TrainingReport {
        try train(observations, mode: mode, shouldContinue: shouldContinue).report
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
    /// The model conditioned on all that it was trained on, one posterior an objective.
    package let posteriors: [PoolPosterior]
    /// How the training went.
    package let report: TrainingReport

    /// The posterior of the first objective, or the only one.
    package var posterior: PoolPosterior { posteriors[0] }

    /// Returns the same training whose report tells of a restart and of all its iterations.
    func noting(_ restart: ColdRestart, iterations: Int) -> Training {
        var report = report
        report.restart = restart
        report.iterations = iterations
        return Training(posteriors: posteriors, report: report)
    }
}

extension PoolPosterior {
    /// Conditions processes, the members of a mixture, on one objective of observations.
    init(
        _ members: [Member], _ observations: Observations, objective: Int, resources: PosteriorResources
    ) throws(SingularCovariance) {
        try self.init(
            members, measured: observations.candidates, targets: observations.targets[objective],
            noiseVariances: observations.noiseVariances?[objective], resources: resources)
    }
}
