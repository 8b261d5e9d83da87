private import LinearAlgebra
private import Randomness

/// A Gaussian process on the features as they are: on a few good numbers, or on the coordinates alone, a hard baseline.
package final class GaussianProcessSurrogate: Surrogate {
    private let features: any CandidateFeatures
    private let embedding: [Float]
    private let prior: GaussianProcess
    private let fit: HyperparameterFit
    private let seed: UInt64
    /// The fitted processes, one an objective.
    private var processes: [GaussianProcess] = []
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
        _ observations: Observations, mode: TrainingMode, shouldContinue: () -> Bool
    ) throws -> Training {
        try observations.check()
        let wasCold = mode == .cold || processes.count != observations.objectiveCount
        let starts = wasCold ? Array(repeating: prior, count: observations.objectiveCount) : processes
        var fitted = starts
        var (iterations, firstLoss, lastLoss) = (0, 0.0, 0.0)
        if observations.count > 0 {
            let points = points(observations.candidates)
            for (objective, target) in observations.standardized().enumerated() {
                let stream = objective == 0 ? "process starts" : "process starts \(objective)"
                var source = RandomSource(seed: seed, stream: stream, step: coldStarts)
                var fit = fit
                if !wasCold { fit.restarts = 0 }
                let result = try fit(
                    starts[objective], at: points, target, using: &source, shouldContinue: shouldContinue)
                fitted[objective] = result.process
                iterations = max(iterations, result.iterations)
                firstLoss += result.firstLoss
                lastLoss += result.lastLoss
            }
        }
        var posteriors: [PoolPosterior] = []
        var reports: [ObjectiveReport] = []
        for (objective, process) in fitted.enumerated() {
            let posterior = try PoolPosterior([(process, embedding)], observations, objective: objective)
            reports.append(try ObjectiveReport(of: posterior, hyperparameters: process.hyperparameters(member: 0)))
            posteriors.append(posterior)
        }
        if wasCold { coldStarts += 1 }
        processes = fitted
        let report = TrainingReport(
            wasCold: wasCold, restart: nil, iterations: iterations, stoppedEarly: [], firstLoss: firstLoss,
            lastLoss: lastLoss, objectives: reports, embeddings: [EmbeddingShape(of: embedding, under: fitted)])
        return Training(posteriors: posteriors, report: report)
    }

    /// The features of measured candidates in double precision.
    private func points(_ candidates: [Int]) -> Matrix<Double> {
        var rows = Matrix<Float>(rows: candidates.count, columns: features.dimension)
        features.copyRows(candidates, into: &rows)
        return Matrix(rows: rows.rows, columns: rows.columns, elements: rows.elements.map { Double($0) })
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

extension HyperparameterFit {
    /// Fits the parameters of `process` to one objective.
    fileprivate func callAsFunction(
        _ process: GaussianProcess, at points: borrowing Matrix<Double>, _ objective: StandardizedObjective,
        using source: inout RandomSource, shouldContinue: () -> Bool
    ) throws -> Result {
        precondition(objective.noiseVariances == nil, "the fit cannot take known noise into account yet")
        return try self(
            process, at: points, targets: objective.targets, using: &source, shouldContinue: shouldContinue)
    }
}
