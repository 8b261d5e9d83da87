private import Formulas
private import LinearAlgebra
private import Randomness

/// A Gaussian process on the features as they are: on a few good numbers, or on the coordinates alone, a hard baseline.
package final class GaussianProcessSurrogate: Surrogate {
    package let name: String
    private let features: any CandidateFeatures
    private let covariates: Covariates?
    private let prior: GaussianProcess
    private let fit: HyperparameterFit
    private let resources: PosteriorResources
    private let seed: UInt64
    /// All features, read when first needed and kept.
    private lazy var embedding = Self.elements(of: features)
    /// The fitted processes, one an objective.
    private var processes: [GaussianProcess] = []
    private var coldStarts = 0
    /// How many measurements there were when the search last began at the priors' medians.
    private var searched = 0

    /// The iterations of a search that begins where the last one ended.
    private static let warmIterations = 20

    /// Creates an untrained process over a pool.
    ///
    /// - Parameters:
    ///   - name: What decision records call the model.
    ///   - features: The pool's features. They are standardised together here, unless they are standardised already.
    ///   - kernel: The kernel on them, its parameters where searches begin.
    ///   - mean: What the process varies about, for targets that are not standardised.
    ///   - covariates: What the mean is a function of, for every candidate; a constant mean needs none.
    ///   - priors: The priors of kernel, noise and mean.
    ///   - objective: What the fits maximise.
    ///   - resources: The memory and the threads that the posterior may use.
    ///   - seed: The seed of the run, for the starts of the fits.
    package init(
        _ name: String = "gaussian-process", features: any CandidateFeatures, kernel: any Kernel,
        mean: any MeanFunction = ConstantMean(0), covariates: Covariates? = nil, priors: Hyperpriors? = nil,
        objective: Evidence.Objective = .marginalLikelihood, resources: PosteriorResources = PosteriorResources(),
        seed: UInt64
    ) {
        precondition(kernel.dimension == features.dimension, "the kernel acts on all features")
        precondition(
            covariates.map { $0.count == features.count } ?? true, "the covariates are those of every candidate")
        self.name = name
        self.features = StandardizedFeatures(features)
        self.covariates = covariates
        self.resources = resources
        self.seed = seed
        var process = GaussianProcess(kernel: kernel, noise: 0.1, mean: mean)
        let priors = priors ?? .weak(for: process)
        process.noise = priors[ParameterGroup.noise]?.median ?? 0.1
        prior = process
        var fit = HyperparameterFit(priors: priors)
        fit.objective = objective
        self.fit = fit
    }

    /// Creates an untrained process with one stationary kernel on all features.
    ///
    /// - Parameters:
    ///   - features: The pool's features.
    ///   - grouping: Which features are standardised together: those of one kind, such as coordinates or pixels.
    ///   - shape: How the covariance falls with distance.
    ///   - hasScalePerDimension: Whether each feature has its own length scale; by default where there are at most 16.
    ///   - priors: The priors of the parameters; by default weak ones for standardised features.
    ///   - seed: The seed of the run, for the starts of the fits.
    package convenience init(
        features: any CandidateFeatures, grouping: StandardizedFeatures.Grouping = .together,
        shape: StationaryKernel.Shape = .matern52, hasScalePerDimension: Bool? = nil, priors: Hyperpriors? = nil,
        seed: UInt64
    ) {
        let dimension = features.dimension
        let priors = priors ?? .weak(dimension: dimension)
        let lengthScale = priors[ParameterGroup.lengthScale]?.median ?? 1
        let outputScale = priors[ParameterGroup.outputScale]?.median ?? 1
        let kernel =
            hasScalePerDimension ?? (dimension <= 16)
            ? StationaryKernel(
                shape, lengthScales: Array(repeating: lengthScale, count: dimension), outputScale: outputScale)
            : StationaryKernel(shape, dimension: dimension, lengthScale: lengthScale, outputScale: outputScale)
        self.init(
            features: StandardizedFeatures(features, grouping), kernel: kernel, priors: priors, seed: seed)
    }

    package var count: Int { features.count }

    package func train(
        _ observations: Observations, mode: TrainingMode, shouldContinue: () -> Bool
    ) throws -> Training {
        let fits = try fitProcesses(observations, mode: mode, shouldContinue)
        var posteriors: [PoolPosterior] = []
        var reports: [ObjectiveReport] = []
        for (objective, process) in fits.processes.enumerated() {
            let member = PoolPosterior.Member(process, embedding: embedding, priorMeans: try priorMeans(of: process))
            let posterior = try PoolPosterior([member], observations, objective: objective, resources: resources)
            reports.append(ObjectiveReport(of: posterior, hyperparameters: process.hyperparameters(member: 0)))
            posteriors.append(posterior)
        }
        return Training(posteriors: posteriors, report: take(fits, observations, reports))
    }

    package func assess(
        _ observations: Observations, mode: TrainingMode, shouldContinue: () -> Bool
    ) throws -> TrainingReport {
        let fits = try fitProcesses(observations, mode: mode, shouldContinue)
        var reports: [ObjectiveReport] = []
        for (target, process) in zip(observations.standardized(), fits.processes) {
            let measured = covariates?.points(observations.candidates) ?? .none(count: observations.count)
            let posterior = try ExactPosterior(
                process, at: points(observations.candidates), targets: target.targets,
                means: try process.mean.values(at: measured), noiseVariances: target.noiseVariances)
            reports.append(
                ObjectiveReport(
                    scale: target.scale, leaveOneOut: posterior.leaveOneOut(),
                    hyperparameters: process.hyperparameters(member: 0), jitter: posterior.jitter))
        }
        return take(fits, observations, reports)
    }

    /// What the searches for the parameters found.
    private struct Fits {
        var processes: [GaussianProcess]
        var wasCold: Bool
        var beganAnew: Bool
        var iterations = 0
        var firstLoss = 0.0
        var lastLoss = 0.0
    }

    private func fitProcesses(
        _ observations: Observations, mode: TrainingMode, _ shouldContinue: () -> Bool
    ) throws -> Fits {
        try observations.check()
        let wasCold = mode == .cold || processes.count != observations.objectiveCount
        // What was found with few measurements may be a bad place to go on from with many.
        let beginsAnew = wasCold || 4 * observations.count >= 5 * searched
        let targets = observations.standardized()
        var fits = Fits(
            processes: targets.map { prior.standardized(by: $0.scale) }, wasCold: wasCold, beganAnew: beginsAnew)
        guard observations.count > 0 else { return fits }
        let points = points(observations.candidates)
        let measured = covariates?.points(observations.candidates)
        for (objective, target) in targets.enumerated() {
            let stream = objective == 0 ? "process starts" : "process starts \(objective)"
            var source = RandomSource(seed: seed, stream: stream, step: coldStarts)
            func search(from start: GaussianProcess, _ fit: HyperparameterFit) throws -> HyperparameterFit.Result {
                try fit(
                    start, at: points, covariates: measured, targets: target.targets,
                    noiseVariances: target.noiseVariances, using: &source, shouldContinue: shouldContinue)
            }
            var best: HyperparameterFit.Result?
            if !wasCold {
                var warm = fit
                (warm.restarts, warm.iterations) = (0, Self.warmIterations)
                best = try search(from: processes[objective].standardized(by: target.scale), warm)
            }
            if beginsAnew {
                var anew = fit
                if !wasCold { anew.restarts = 0 }
                let result = try search(from: fits.processes[objective], anew)
                if result.lastLoss < best?.lastLoss ?? .infinity { best = result }
            }
            guard let best else { continue }
            fits.processes[objective] = best.process
            fits.iterations = max(fits.iterations, best.iterations)
            fits.firstLoss += best.firstLoss
            fits.lastLoss += best.lastLoss
        }
        return fits
    }

    /// Keeps what a training found, and reports.
    private func take(_ fits: Fits, _ observations: Observations, _ reports: [ObjectiveReport]) -> TrainingReport {
        if fits.wasCold { coldStarts += 1 }
        if fits.beganAnew { searched = observations.count }
        processes = fits.processes
        return TrainingReport(
            wasCold: fits.wasCold, restart: nil, iterations: fits.iterations, stoppedEarly: [],
            firstLoss: fits.firstLoss, lastLoss: fits.lastLoss, objectives: reports, embeddings: [])
    }

    /// The prior means of all candidates; nil for a constant mean.
    private func priorMeans(of process: GaussianProcess) throws(UndefinedValue) -> [Double]? {
        guard !(process.mean is ConstantMean) else { return nil }
        return try process.mean.values(at: covariates ?? .none(count: count))
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
