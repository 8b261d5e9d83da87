package import Experiments
package import Networks

/// What a simulated run reached after so many measurements.
package struct Checkpoint: Codable, Hashable, Sendable {
    /// Measurements after the seed points.
    package var measurements: Int
    /// The share of the pool's best 5 % that was measured: 0 to 1; nil with several objectives.
    package var topShareFound: Double?
    /// The true objective of the best measured candidate.
    package var best: Double?
    /// How much merit that lacks to the best of the pool.
    package var regret: Double?
    /// The share of the pool's true hypervolume that the measured candidates dominate, with several objectives: 0 to 1.
    package var hypervolumeShare: Double?
    /// The share of the candidates of the pool's true front that were measured, with several objectives: 0 to 1.
    package var frontFound: Double?
    /// The share of the measurements after the seed points that break a constraint, where there are constraints: 0 to 1.
    package var infeasibleShare: Double?
    /// Root mean square error of the predicted map of the first objective over the standard deviation of the truth.
    package var normalizedError: Double?
    /// Spearman's rank correlation of the predicted map with the truth.
    package var rankCorrelation: Double?
    /// Mean leave-one-out log predictive density of the model's last training, in nats a point.
    package var leaveOneOut: Double?
    /// Seconds of wall time a decision, a mean over the decisions since the checkpoint before: the sum of the following
    /// three.
    ///
    /// Other runs that go on at once take their share of the machine, and make all of these larger.
    package var secondsPerStep: Double
    /// Seconds that the training before the decision took, 0 if it needed none; what the posterior took in between
    /// trainings is not counted.
    package var fitSeconds: Double
    /// Seconds to believe the pending points, and to predict mean and standard deviation of the whole pool for the
    /// decision's first point (and to draw the sample, for a function that needs one).
    package var predictSeconds: Double
    /// Seconds of all the rest: who may be chosen, scores and choice, the beliefs and predictions for the further
    /// points of a batch, what other functions would have chosen, and the maps.
    package var acquireSeconds: Double

    private enum CodingKeys: String, CodingKey {
        case measurements
        case topShareFound = "top5_found"
        case best, regret
        case hypervolumeShare = "hypervolume"
        case frontFound = "front_found"
        case infeasibleShare = "infeasible"
        case normalizedError = "nrmse"
        case rankCorrelation = "spearman"
        case leaveOneOut = "leave_one_out"
        case secondsPerStep = "seconds_per_step"
        case fitSeconds = "fit_seconds"
        case predictSeconds = "predict_seconds"
        case acquireSeconds = "acquire_seconds"
    }

    /// Encodes every key; what is not known is null.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(measurements, forKey: .measurements)
        try container.encode(topShareFound, forKey: .topShareFound)
        try container.encode(best, forKey: .best)
        try container.encode(regret, forKey: .regret)
        try container.encode(hypervolumeShare, forKey: .hypervolumeShare)
        try container.encode(frontFound, forKey: .frontFound)
        try container.encode(infeasibleShare, forKey: .infeasibleShare)
        try container.encode(normalizedError, forKey: .normalizedError)
        try container.encode(rankCorrelation, forKey: .rankCorrelation)
        try container.encode(leaveOneOut, forKey: .leaveOneOut)
        try container.encode(secondsPerStep, forKey: .secondsPerStep)
        try container.encode(fitSeconds, forKey: .fitSeconds)
        try container.encode(predictSeconds, forKey: .predictSeconds)
        try container.encode(acquireSeconds, forKey: .acquireSeconds)
    }
}

/// One simulated run from seed points to budget.
package struct SimulatedRun: Sendable {
    /// The acquisition function that chose.
    package var acquisition: String
    /// The name of the model it relied on; see ``ComparedModel``.
    package var model: String
    /// What that model saw: `patches`, `stem+coordinates`.
    package var features: String
    package var seed: UInt64
    package var checkpoints: [Checkpoint]
    /// The candidates in the order in which they were measured.
    package var measured: [Int]
    /// Every decision but the seed points', without maps.
    package var decisions: [Decision]
    /// How the run ended.
    package var ending: Ending
    /// How far it could rely on its model.
    package var reliance = Reliance()
    /// The run itself, for inspection.
    package var run: Run
    /// The last decision with its maps, if there was one.
    package var lastDecision: Decision?
    /// How the predictions of the pool were kept at last, and how exact they were; nil if nothing was trained.
    package var storage: String?
    /// The weights of the first network of the deep kernel as last trained; nil if the model has none.
    package var extractor: NetworkWeights?
}
