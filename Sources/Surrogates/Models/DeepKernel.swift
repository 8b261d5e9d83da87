private import LinearAlgebra
private import Networks
private import Randomness

/// A Gaussian process on features that a network learns with it (deep kernel learning: Wilson, Hu, Salakhutdinov & Xing,
/// AISTATS 2016), exact, or an ensemble of them.
package final class DeepKernel: Surrogate {
    /// What it is made of and how it is trained.
    package let configuration: DeepKernelConfiguration
    private let features: any CandidateFeatures
    private let seed: UInt64
    private var members: [DeepKernelMember] = []
    private var coldStarts = 0

    /// Creates an untrained deep kernel.
    ///
    /// - Parameters:
    ///   - features: The pool. They are standardised together here, which changes nothing if they are already.
    ///   - configuration: What it is made of and how it is trained.
    ///   - seed: The seed of the run; every cold start draws other weights from it.
    package init(
        features: any CandidateFeatures, configuration: DeepKernelConfiguration = DeepKernelConfiguration(),
        seed: UInt64
    ) {
        precondition(!configuration.layers.isEmpty && configuration.members > 0, "an extractor has a layer")
        self.features = StandardizedFeatures(features)
        self.configuration = configuration
        self.seed = seed
    }

    package var name: String { "deep-kernel" }
    package var count: Int { features.count }

    package func train(
        measured: [Int], targets: [Double], mode: TrainingMode, shouldContinue: () -> Bool
    ) throws -> Training {
        try UnusableTarget.check(targets, at: measured)
        let wasCold = mode == .cold || members.isEmpty
        if wasCold { restart() }
        let scale = TargetScale(of: targets)
        let standardized = targets.map(scale.standardize)
        let iterations = measured.isEmpty ? 0 : wasCold ? configuration.coldIterations : configuration.warmIterations

        var rows = Matrix<Float>(rows: measured.count, columns: features.dimension)
        features.copyRows(measured, into: &rows)
        let input = Variable(constant: rows)
        var (firstLoss, lastLoss) = (0.0, 0.0)
        for member in members {
            for iteration in 0..<iterations {
                guard shouldContinue() else { throw CancellationError() }
                let loss = try member.step(input, targets: standardized) / Double(members.count)
                if iteration == 0 { firstLoss += loss }
                if iteration == iterations - 1 { lastLoss += loss }
            }
        }

        let processes = members.map { ($0.process, $0.embed(features)) }
        let posterior = try PoolPosterior(processes, measured: measured, targets: targets)
        let report = TrainingReport(
            wasCold: wasCold, iterations: iterations, firstLoss: firstLoss, lastLoss: lastLoss,
            leaveOneOut: posterior.leaveOneOut(),
            hyperparameters: members.indices.flatMap { members[$0].process.hyperparameters(member: $0) },
            jitter: posterior.jitter,
            embeddings: processes.map { EmbeddingShape(of: $0.1, under: $0.0.kernel) })
        return Training(posterior: posterior, report: report)
    }

    /// Draws new weights.
    private func restart() {
        members = (0..<configuration.members).map { member in
            var source = RandomSource(seed: seed, stream: "deep-kernel weights \(member)", step: coldStarts)
            return DeepKernelMember(inputs: features.dimension, configuration, using: &source)
        }
        coldStarts += 1
    }
}
