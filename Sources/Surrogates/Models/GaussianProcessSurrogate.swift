private import LinearAlgebra
private import Randomness

/// A Gaussian process on the features as they are: on a few good numbers, or on the coordinates alone, a hard baseline.
package final class GaussianProcessSurrogate: Surrogate {
    private let features: any CandidateFeatures
    private let embedding: [Float]
    private let prior: GaussianProcess
    private let fit: HyperparameterFit
    private let seed: UInt64
    private var process: GaussianProcess?
    private var coldStarts = 0

    /// Creates an untrained process over a pool, whose features are read once and kept.
    ///
    /// - Parameters:
    ///   - features: The pool's features.
    ///   - grouping: Which features are standardised together: those of one kind, such as coordinates or pixels.
    ///   - shape: How the covariance falls with distance.
    ///   - hasScalePerDimension: Whether each feature has its own length scale; by default where there are at most 16.
    ///   - priors: The priors of the parameters; by default weak ones for standardised features.
    ///   - seed: The seed of the run, for the starts of the fits.
    package init(
        features: any CandidateFeatures, grouping: StandardizedFeatures.Grouping = .together,
        shape: StationaryKernel.Shape = .matern52, hasScalePerDimension: Bool? = nil, priors: Hyperpriors? = nil,
        seed: UInt64
    ) {
        let dimension = features.dimension
        self.features = StandardizedFeatures(features, grouping)
        self.seed = seed
        let priors = priors ?? .weak(dimension: dimension)
        let lengthScale = priors[ParameterGroup.lengthScale]?.median ?? 1
        let outputScale = priors[ParameterGroup.outputScale]?.median ?? 1
        let kernel =
            hasScalePerDimension ?? (dimension <= 16)
            ? StationaryKernel(
                shape, lengthScales: Array(repeating: lengthScale, count: dimension), outputScale: outputScale)
            : StationaryKernel(shape, dimension: dimension, lengthScale: lengthScale, outputScale: outputScale)
        prior = GaussianProcess(kernel: kernel, noise: priors[ParameterGroup.noise]?.median ?? 0.1)
        fit = HyperparameterFit(priors: priors)
        embedding = Self.elements(of: self.features)
    }

    package var name: String { "gaussian-process" }
    package var count: Int { features.count }

    package func train(
        measured: [Int], targets: [Double], mode: TrainingMode, shouldContinue: () -> Bool
    ) throws -> Training {
        try UnusableTarget.check(targets, at: measured)
        let wasCold = mode == .cold || process == nil
        var fitted = wasCold ? prior : process ?? prior
        var (iterations, firstLoss, lastLoss) = (0, 0.0, 0.0)
        if !measured.isEmpty {
            var rows = Matrix<Float>(rows: measured.count, columns: features.dimension)
            features.copyRows(measured, into: &rows)
            let points = Matrix<Double>(
                rows: rows.rows, columns: rows.columns, elements: rows.elements.map { Double($0) })
            let scale = TargetScale(of: targets)
            var source = RandomSource(seed: seed, stream: "process starts", step: coldStarts)
            var fit = fit
            if !wasCold { fit.restarts = 0 }
            let result = try fit(
                fitted, at: points, targets: targets.map(scale.standardize), using: &source,
                shouldContinue: shouldContinue)
            (fitted, iterations) = (result.process, result.iterations)
            (firstLoss, lastLoss) = (result.firstLoss, result.lastLoss)
        }
        let posterior = try PoolPosterior([(fitted, embedding)], measured: measured, targets: targets)
        if wasCold { coldStarts += 1 }
        process = fitted
        let report = TrainingReport(
            wasCold: wasCold, iterations: iterations, firstLoss: firstLoss, lastLoss: lastLoss,
            leaveOneOut: posterior.leaveOneOut(), hyperparameters: fitted.hyperparameters(member: 0),
            jitter: posterior.jitter, embeddings: [EmbeddingShape(of: embedding, under: fitted.kernel)])
        return Training(posterior: posterior, report: report)
    }

    /// Reads all features, in blocks.
    private static func elements(of features: any CandidateFeatures) -> [Float] {
        let width = Prediction.blockWidth
        var result: [Float] = []
        result.reserveCapacity(features.count * features.dimension)
        var block = Matrix<Float>(rows: min(width, features.count), columns: features.dimension)
        for start in stride(from: 0, to: features.count, by: width) {
            let candidates = Array(start..<min(start + width, features.count))
            features.copyRows(candidates, into: &block)
            result += block.elements.prefix(candidates.count * features.dimension)
        }
        return result
    }
}
