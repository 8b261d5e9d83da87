package import Experiments
private import LinearAlgebra
package import Surrogates

/// What a training gave: a posterior that answers, and what a record should say of it.
package struct TrainedModel: Sendable {
    package let posterior: PoolPosterior
    package let summary: ModelSummary
}

/// The trainable model of a run.
///
/// It keeps the state of training (weights, moments) between lessons, and nothing that answers questions. Not for two
/// tasks at once.
package final class Learner {
    private let surrogate: any Surrogate
    private var isFirst = true

    /// Creates the model that a plan asks for, untrained.
    package init(plan: Plan, features: any CandidateFeatures) {
        surrogate = plan.surrogate.surrogate(on: features, seed: plan.randomSeed)
    }

    /// Learns a lesson: from new weights the first time and after a failure, else from the last lesson's.
    ///
    /// - Parameters:
    ///   - lesson: What was measured.
    ///   - shouldContinue: Asked before every iteration; answering false ends the training.
    /// - Returns: The model.
    /// - Throws: What ``Surrogates/Surrogate/train(_:mode:shouldContinue:)`` throws.
    package func learn(_ lesson: Lesson, shouldContinue: () -> Bool = { true }) throws -> TrainedModel {
        let mode = isFirst ? TrainingMode.cold : .warm
        // After a failure the weights may be what failed: the next training begins anew.
        isFirst = true
        let training = try surrogate.train(
            Observations(candidates: lesson.candidates, targets: lesson.objectives), mode: mode,
            shouldContinue: shouldContinue)
        isFirst = false
        return TrainedModel(
            posterior: training.posterior, summary: summary(training.report, trained: lesson.candidates.count))
    }

    private func summary(_ report: TrainingReport, trained: Int) -> ModelSummary {
        var summary = ModelSummary(name: surrogate.name, trained: trained)
        summary.iterations = report.iterations
        summary.isColdStart = report.wasCold
        let density = report.leaveOneOut.meanLogDensity
        summary.leaveOneOut = density.isFinite ? density : nil
        func values(_ name: String) -> [Double] {
            report.hyperparameters.filter { $0.member == 0 && $0.name == name }.map(\.value)
        }
        summary.lengthScales = values("length_scale")
        summary.outputScale = values("output_scale").first
        summary.noise = values("noise").first
        summary.jitter = report.jitter
        summary.embeddingRank = report.embeddings.map(\.effectiveRank).min()
        summary.embeddingSpread = report.embeddings.map(\.spread).min()
        return summary
    }
}
