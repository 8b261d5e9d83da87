package import Experiments

/// What a simulated run reached after so many measurements.
package struct Checkpoint: Codable, Hashable, Sendable {
    /// Measurements after the seed points.
    package var measurements: Int
    /// The share of the pool's best 5 % that was measured: 0 to 1.
    package var topShareFound: Double
    /// The true objective of the best measured candidate.
    package var best: Double?
    /// How much merit that lacks to the best of the pool.
    package var regret: Double?
    /// Root mean square error of the predicted map over the standard deviation of the truth.
    package var normalizedError: Double?
    /// Spearman's rank correlation of the predicted map with the truth.
    package var rankCorrelation: Double?
    /// Mean leave-one-out log predictive density of the model at this point.
    package var leaveOneOut: Double?
    /// Seconds a step since the checkpoint before, and what they were spent on.
    package var secondsPerStep: Double
    package var fitSeconds: Double
    package var predictSeconds: Double
    package var acquireSeconds: Double

    private enum CodingKeys: String, CodingKey {
        case measurements
        case topShareFound = "top5_found"
        case best, regret
        case normalizedError = "nrmse"
        case rankCorrelation = "spearman"
        case leaveOneOut = "leave_one_out"
        case secondsPerStep = "seconds_per_step"
        case fitSeconds = "fit_seconds"
        case predictSeconds = "predict_seconds"
        case acquireSeconds = "acquire_seconds"
    }
}

/// One simulated run from seed points to budget.
package struct SimulatedRun: Sendable {
    /// Which of the compared models and functions it was.
    package var acquisition: String
    /// `patches` or `coordinates`.
    package var features: String
    package var seed: UInt64
    package var checkpoints: [Checkpoint]
    /// The candidates in the order in which they were measured.
    package var measured: [Int]
    /// Every decision but the seed points', without maps.
    package var decisions: [Decision]
    /// How the run ended.
    package var ending: Ending
    /// The run itself, for inspection.
    package var run: Run
    /// The last decision with its maps, if there was one.
    package var lastDecision: Decision?
}
