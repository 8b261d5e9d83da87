private import LinearAlgebra
package import Networks
private import Randomness

/// A Gaussian process on features that a network learns with it (deep kernel learning: Wilson, Hu, Salakhutdinov & Xing,
/// AISTATS 2016), exact, or an ensemble of them.
///
/// With several objectives each has a process of its own, all on one embedding: the sum of what the objectives maximise is
/// maximised, and the embedding learns from all of them.
package final class DeepKernel: Surrogate {
    /// Finds the weights that members begin with, before the first training: one set for all members, or one each.
    ///
    /// It is given a function that is asked now and then, and that ends it by answering false; then it throws
    /// `CancellationError`.
    package typealias Pretraining = (_ shouldContinue: () -> Bool) throws -> [NetworkWeights]

    /// What it is made of and how it is trained.
    package let configuration: DeepKernelConfiguration
    private var features: any CandidateFeatures
    private var blocks: [Int]?
    private let resources: PosteriorResources
    private let seed: UInt64
    private let pretraining: Pretraining?
    /// What the pretraining gave.
    private var pretrained: [NetworkWeights] = []
    private var members: [DeepKernelMember] = []
    private var coldStarts = 0
    private var baseline: RestartBaseline?
    /// What the members did without in the last training; nil if they saw everything.
    private var crossFit: CrossFit?

    /// Creates an untrained deep kernel.
    ///
    /// - Parameters:
    ///   - features: The pool. They are standardised together here, which changes nothing if they are already.
    ///   - configuration: What it is made of and how it is trained.
    ///   - blocks: Which block of neighbours each candidate belongs to, numbered from zero: cross-fitting leaves out
    ///     neighbours together. Nil if nothing is known.
    ///   - resources: The memory and the threads that the posterior may use.
    ///   - seed: The seed of the run; every cold start draws other weights from it.
    ///   - pretraining: Finds weights to begin with, in place of those of the configuration; nil for none.
    package init(
        features: any CandidateFeatures, configuration: DeepKernelConfiguration = DeepKernelConfiguration(),
        blocks: [Int]? = nil, resources: PosteriorResources = PosteriorResources(), seed: UInt64,
        pretraining: Pretraining? = nil
    ) {
        precondition(!configuration.layers.isEmpty && configuration.members > 0, "an extractor has a layer")
        precondition((0...configuration.layers.count).contains(configuration.frozenLayers), "no such layers to freeze")
        precondition(configuration.threads > 0, "a training needs at least one thread")
        precondition(
            blocks.map { $0.count == features.count && $0.allSatisfy { $0 >= 0 } } ?? true, "a block a candidate")
        self.blocks = blocks
        self.resources = resources
        self.features = StandardizedFeatures(features)
        self.configuration = configuration
        self.seed = seed
        self.pretraining = pretraining
    }

    /// Looks at other candidates from now on; what was learned remains.
    ///
    /// - Parameters:
    ///   - features: The features of as many numbers as before. What was measured keeps its number among the candidates.
    ///   - blocks: Which block of neighbours each candidate belongs to.
    package func look(at features: any CandidateFeatures, blocks: [Int]?) {
        precondition(features.dimension == self.features.dimension, "a network sees as many numbers as it was made for")
        precondition(
            blocks.map { $0.count == features.count && $0.allSatisfy { $0 >= 0 } } ?? true, "a block a candidate")
        self.features = StandardizedFeatures(features)
        self.blocks = blocks
    }

    package var name: String { "deep-kernel" }
    package var count: Int { features.count }

    /// The weights of a member's extractor as last trained; nil before the first training.
    package func weights(ofMember member: Int) -> NetworkWeights? {
        members.indices.contains(member) ? members[member].network.weights : nil
    }

    /// Trains and predicts as ``Surrogate/train(_:mode:shouldContinue:)`` says, and restarts where ``ColdRestart`` says.
    ///
    /// - Parameters:
    ///   - observations: What was measured.
    ///   - mode: Whether to begin anew; that happens in any case with another number of objectives than before, and where
    ///     members have already seen what they are to be judged on, as when there are enough measurements for the first time.
    ///   - shouldContinue: Asked on the calling thread before every iteration; answering false ends the training.
    /// - Returns: A posterior an objective and how the training went.
    /// - Throws: What the protocol says, what the pretraining throws, and `WeightMismatch` if the pretrained weights do not fit
    ///   layers and features.
    package func train(
        _ observations: Observations, mode: TrainingMode, shouldContinue: () -> Bool
    ) throws -> Training {
        try observations.check()
        let earlier = crossFit
        crossFit =
            configuration.crossFits
            ? CrossFit(observations.candidates, members: configuration.members, blocks: blocks) : nil
        let hasSeenTooMuch = crossFit.map { crossFit in earlier.map { !crossFit.continues($0) } ?? true } ?? false
        let objectiveCount = members.first?.processes.count
        let isCold = mode == .cold || objectiveCount != observations.objectiveCount || hasSeenTooMuch
        if let pretraining, pretrained.isEmpty { pretrained = try pretraining(shouldContinue) }
        if isCold { try drawMembers(objectiveCount: observations.objectiveCount) }
        let lesson = DeepKernelLesson(observations, features)
        let iterations = isCold ? configuration.coldIterations : configuration.warmIterations
        let fit = try fitMembers(to: lesson, iterations: iterations, shouldContinue)
        var conclusion = try conclude(observations, fit, wasCold: isCold)
        if isCold {
            baseline = RestartBaseline(observations, conclusion.report.objectives)
        } else if let restart = restart(observations, conclusion.report) {
            conclusion = try begunAnew(because: restart, conclusion, lesson, observations, shouldContinue)
            baseline = RestartBaseline(observations, conclusion.report.objectives)
        }
        return conclusion
    }

    /// Draws new weights.
    private func drawMembers(objectiveCount: Int) throws {
        // Helpers that train members take what threads there are; what is left over, a member's layers can use.
        let workers = min(configuration.threads, configuration.members)
        members = try (0..<configuration.members).map { member in
            var source = RandomSource(seed: seed, stream: "deep-kernel weights \(member)", step: coldStarts)
            var configuration = configuration
            if !pretrained.isEmpty { configuration.pretrained = pretrained[member % pretrained.count] }
            let result = try DeepKernelMember(
                inputs: features.dimension, objectiveCount: objectiveCount, configuration, using: &source)
            result.threads = configuration.threads / workers
            return result
        }
        coldStarts += 1
    }

    private func restart(_ observations: Observations, _ report: TrainingReport) -> ColdRestart? {
        guard let margin = configuration.restartMargin, let baseline else { return nil }
        return baseline.restart(observations, report.objectives, margin: margin)
    }

    /// Trains from new weights, and keeps them or goes back to the old, whichever predict the measurements better.
    private func begunAnew(
        because restart: ColdRestart, _ warm: Training, _ lesson: DeepKernelLesson, _ observations: Observations,
        _ shouldContinue: () -> Bool
    ) throws -> Training {
        let old = members
        var restart = restart
        do {
            try drawMembers(objectiveCount: observations.objectiveCount)
            let fit = try fitMembers(to: lesson, iterations: configuration.coldIterations, shouldContinue)
            let cold = try conclude(observations, fit, wasCold: true)
            restart.wasKept = cold.report.meanLogDensity > warm.report.meanLogDensity
            if !restart.wasKept { members = old }
            return (restart.wasKept ? cold : warm).noting(restart, iterations: warm.report.iterations + fit.iterations)
        } catch {
            members = old
            throw error
        }
    }

    /// Trains every member and embeds the pool with each, on as many threads as there may be.
    private func fitMembers(
        to lesson: DeepKernelLesson, iterations: Int, _ shouldContinue: () -> Bool
    ) throws -> DeepKernelFit {
        let fits = members.enumerated().map { DeepKernelMemberFit($1, number: $0) }
        let crossFit = crossFit
        let patience = configuration.patience ?? (crossFit == nil ? 10 : 0)
        ConcurrentWork.perform(fits.count, threads: configuration.threads, shouldContinue: shouldContinue) {
            fits[$0].run(lesson, features, crossFit: crossFit, iterations: iterations, patience: patience, $1)
        }
        return try DeepKernelFit(fits)
    }

    /// Conditions the trained processes, and reports.
    private func conclude(_ observations: Observations, _ fit: DeepKernelFit, wasCold: Bool) throws -> Training {
        var posteriors: [PoolPosterior] = []
        var reports: [ObjectiveReport] = []
        for objective in observations.targets.indices {
            let calibration = fit.heldOut.isEmpty ? nil : HeldOut(fit.heldOut[objective])
            let processes = zip(members, fit.embeddings).map { member, embedding in
                var result = PoolPosterior.Member(
                    member.processes[objective].scaled(by: calibration?.varianceFactor ?? 1), embedding: embedding)
                result.embedder = member.embedder
                return result
            }
            let posterior = try PoolPosterior(processes, observations, objective: objective, resources: resources)
            let hyperparameters = processes.enumerated().flatMap { $1.process.hyperparameters(member: $0) }
            reports.append(
                ObjectiveReport(of: posterior, hyperparameters: hyperparameters, heldOut: calibration))
            posteriors.append(posterior)
        }
        let report = TrainingReport(
            wasCold: wasCold, restart: nil, iterations: fit.iterations, stoppedEarly: fit.stops,
            firstLoss: fit.firstLoss, lastLoss: fit.lastLoss, objectives: reports,
            embeddings: zip(members, fit.embeddings).map { EmbeddingShape(of: $1, under: $0.processes) })
        return Training(posteriors: posteriors, report: report)
    }
}
