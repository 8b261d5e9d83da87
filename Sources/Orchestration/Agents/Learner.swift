package import Experiments
private import LinearAlgebra
private import Surrogates

/// What a training gave: a model that answers, and what a record should say of it.
package struct TrainedModel: Sendable {
    package let model: PoolModel
    package let summary: ModelSummary
}

/// The trainable model of a run.
///
/// It keeps the state of training (weights, moments) between lessons, and nothing that answers questions. Not for two
/// tasks at once.
package final class Learner {
    private let surrogate: Committee
    private var isFirst = true

    /// Creates the model that a plan asks for, untrained, with the simple models beside it.
    package init(plan: Plan, view: CandidateView) {
        surrogate = Committee(plan: plan, view: view)
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
            lesson.observations, mode: mode, shouldContinue: shouldContinue)
        isFirst = false
        return TrainedModel(
            model: PoolModel(training.posteriors),
            summary: ModelSummary(training.report, name: surrogate.name, trained: lesson.candidates.count))
    }
}

extension ModelSummary {
    /// What a record says of a training.
    fileprivate init(_ report: TrainingReport, name: String, trained: Int) {
        self.init(name: name, trained: trained)
        iterations = report.iterations
        isColdStart = report.wasCold
        let densities = report.objectives[0].logDensity
        let density = densities.reduce(0, +) / Double(max(1, densities.count))
        leaveOneOut = density.isFinite ? density : nil
        residuals = report.objectives[0].predictions.standardizedResiduals.map { Float($0) }
        func values(_ kind: String) -> [Double] {
            report.hyperparameters.filter {
                $0.member == 0 && ($0.name == kind || $0.name.hasSuffix("." + kind))
            }.map(\.value)
        }
        lengthScales = values(ParameterGroup.lengthScale)
        outputScale = values(ParameterGroup.outputScale).first
        noise = values(ParameterGroup.noise).first
        jitter = report.jitter
        embeddingRank = report.embeddings.map(\.effectiveRank).min()
        embeddingSpread = report.embeddings.map(\.spread).min()
        varianceFactor = report.objectives[0].heldOut?.varianceFactor
        restart = report.restart.map { "\($0)" }
        findings = report.findings.map(\.description)
        standings = report.standings.map { standing in
            ModelStanding(
                name: standing.name, weight: standing.weights.first ?? 0,
                logDensity: standing.logDensities.first.flatMap { $0.isFinite ? $0 : nil },
                representativeLogDensity: standing.representativeLogDensities.first.flatMap { $0.isFinite ? $0 : nil },
                failure: standing.failure)
        }
    }
}
