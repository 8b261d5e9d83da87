private import Acquisition
package import Experiments
private import LinearAlgebra
package import Networks
private import Randomness
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
    private let plan: Plan
    private let view: CandidateView
    private let deepKernel: DeepKernel?
    /// The model of the whole pool; of a large one it is made anew for every lesson, about the same deep kernel.
    private let surrogate: Committee?
    private let scope: CoarseToFine?
    /// The candidates of a large pool along the image.
    private lazy var order = CandidateOrder(
        along: view.pool.candidates.map { Acquisition.Pixel(row: $0.pixel.row, column: $0.pixel.column) },
        isForbidden: view.pool.isForbidden)
    private var isFirst = true
    /// How posteriors were kept so far.
    private var keeping: Set<PosteriorStorage.Keeping> = []

    /// Creates the model that a plan asks for, untrained, with the simple models beside it.
    ///
    /// - Parameters:
    ///   - plan: A plan that was checked.
    ///   - view: What models see of the pool.
    ///   - weights: What the plan's file of weights holds, if it names one; checked.
    ///   - news: Told when an autoencoder is trained for the deep kernel.
    package init(
        plan: Plan, view: CandidateView, weights: NetworkWeights? = nil,
        news: @escaping (EncoderNews) -> Void = { _ in }
    ) {
        self.plan = plan
        self.view = view
        deepKernel = DeepKernel(plan: plan, view: view, weights: weights, news: news)
        scope = CoarseToFine(plan, count: view.pool.candidates.count)
        surrogate = scope == nil ? Committee(plan: plan, view: view, deepKernel: deepKernel) : nil
    }

    /// The weights of the first network of the deep kernel as last trained; nil if there is none, or no training yet.
    package var extractor: NetworkWeights? { deepKernel?.weights(ofMember: 0) }

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
        let (surrogate, window) = prepared(for: lesson)
        var observations = lesson.observations
        if let window {
            observations = Observations(
                candidates: observations.candidates.compactMap(window.number), targets: observations.targets,
                noiseVariances: observations.noiseVariances)
        }
        let training = try surrogate.train(observations, mode: mode, shouldContinue: shouldContinue)
        isFirst = false
        var summary = ModelSummary(
            training.report, name: surrogate.name, trained: lesson.candidates.count,
            objectives: plan.quantities.map(\.name))
        summary.lengthScaleNames = LengthScaleNames(plan: plan, blocks: view.features.blocks).names(in: training.report)
        summary.meanParameters = plan.surrogate.meanParameters.compactMap(training.report.meanParameter)
        summary.storage = news(of: training.posterior)
        return TrainedModel(model: PoolModel(training.posteriors, over: window), summary: summary)
    }

    /// The model that is to learn, and the candidates that it sees if they are not the whole pool: those that were measured,
    /// in the order of the measurements so that they keep their numbers, and a coarse grid that is drawn anew each time.
    private func prepared(for lesson: Lesson) -> (Committee, PoolWindow?) {
        if let surrogate { return (surrogate, nil) }
        var source = RandomSource(seed: plan.randomSeed, stream: "coarse grid", step: lesson.candidates.count)
        let grid = order.stratifiedPoints(scope?.coarse ?? 1, seed: source.next())
        let window = PoolWindow(lesson.candidates, and: grid, of: view, plan: plan)
        let seen = window.seen
        deepKernel?.look(at: seen.features, blocks: seen.blocks)
        return (Committee(plan: plan, view: seen, deepKernel: deepKernel), window)
    }

    /// How a posterior is kept, in words, if it is kept otherwise than those before it.
    private func news(of posterior: PoolPosterior) -> String? {
        let now = posterior.keeping
        guard !now.isSubset(of: keeping) else { return nil }
        keeping.formUnion(now)
        return posterior.storage().description
    }
}

extension SurrogateChoice {
    /// The names of the parameters of the plan's own formula for the mean.
    fileprivate var meanParameters: [String] {
        guard case .gaussianProcess(let choice) = self, case .formula(let formula) = choice.mean else { return [] }
        return formula.parameters.keys.sorted()
    }
}

extension TrainingReport {
    /// What was learned of a parameter of the first objective's mean; nil if there is none of this name.
    fileprivate func meanParameter(_ name: String) -> MeanParameter? {
        let drawn = hyperparameters.filter { $0.name == "\(ParameterGroup.mean).\(name)" }.map(\.value)
        guard !drawn.isEmpty else { return nil }
        let count = Double(drawn.count)
        let mean = drawn.reduce(0, +) / count
        let squares = drawn.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return MeanParameter(
            name: name, value: mean, standardDeviation: drawn.count > 1 ? (squares / (count - 1)).squareRoot() : nil)
    }
}

extension ModelSummary {
    /// What a record says of a training.
    fileprivate init(_ report: TrainingReport, name: String, trained: Int, objectives: [String]) {
        self.init(name: name, trained: trained)
        iterations = report.iterations
        isColdStart = report.wasCold
        let densities = report.objectives[0].logDensity
        let density = densities.reduce(0, +) / Double(max(1, densities.count))
        leaveOneOut = density.isFinite ? density : nil
        residuals = report.objectives[0].predictions.standardizedResiduals.map { Float($0) }
        func values(_ kind: String) -> [Double] {
            report.hyperparameters(ofKind: kind).map(\.value)
        }
        lengthScales = values(ParameterGroup.lengthScale)
        outputScale = values(ParameterGroup.outputScale).first
        noise = values(ParameterGroup.noise).first
        jitter = report.jitter
        embeddingRank = report.embeddings.map(\.effectiveRank).min()
        embeddingSpread = report.embeddings.map(\.spread).min()
        varianceFactor = report.objectives[0].heldOut?.varianceFactor
        restart = report.restart.map { "\($0)" }
        findings = report.findings.map { $0.text(objectives: objectives) }
        standings = report.standings.map { standing in
            ModelStanding(
                name: standing.name, weight: standing.weights.first ?? 0,
                logDensity: standing.logDensities.first.flatMap { $0.isFinite ? $0 : nil },
                representativeLogDensity: standing.representativeLogDensities.first.flatMap { $0.isFinite ? $0 : nil },
                failure: standing.failure)
        }
    }
}
