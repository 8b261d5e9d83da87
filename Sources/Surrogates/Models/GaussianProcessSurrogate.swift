private import Formulas
import LinearAlgebra

/// A Gaussian process on the features as they are: on a few good numbers, or on the coordinates alone, a hard baseline.
package final class GaussianProcessSurrogate: Surrogate {
    package let name: String
    let features: any CandidateFeatures
    let covariates: Covariates?
    let prior: GaussianProcess
    let fit: HyperparameterFit
    let sampling: HyperparameterSampling?
    private let resources: PosteriorResources
    let seed: UInt64
    /// All features, read when first needed and kept.
    private lazy var embedding = features.elements()
    /// The fitted processes, one an objective.
    private(set) var processes: [GaussianProcess] = []
    /// The chains that draw parameters, one an objective, where they are drawn.
    private(set) var chains: [HyperparameterSampling.Chain] = []
    private(set) var trainings = 0
    private(set) var coldStarts = 0
    /// How many measurements there were when the search last began at the priors' medians.
    private(set) var searched = 0

    /// Creates an untrained process over a pool.
    ///
    /// - Parameters:
    ///   - name: What decision records call the model.
    ///   - features: The pool's features. They are standardised together here, unless they are standardised already.
    ///   - kernel: The kernel on them, its parameters where searches begin.
    ///   - mean: What the process varies about, for targets that are not standardised.
    ///   - covariates: What the mean is a function of, for every candidate; a constant mean needs none.
    ///   - priors: The priors of kernel, noise and mean.
    ///   - objective: What the fits maximise, and the draws' posterior has for a likelihood.
    ///   - draws: Over how many draws of the parameters from their posterior predictions are averaged; 0 for their mode
    ///     alone.
    ///   - resources: The memory and the threads that the posterior may use.
    ///   - seed: The seed of the run, for the starts of the fits.
    package init(
        _ name: String = "gaussian-process", features: any CandidateFeatures, kernel: any Kernel,
        mean: any MeanFunction = ConstantMean(0), covariates: Covariates? = nil, priors: Hyperpriors? = nil,
        objective: Evidence.Objective = .marginalLikelihood, draws: Int = 0,
        resources: PosteriorResources = PosteriorResources(), seed: UInt64
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
        var sampling = draws > 0 ? HyperparameterSampling(priors: priors, draws: draws) : nil
        sampling?.objective = objective
        self.sampling = sampling
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
        for (objective, drawn) in fits.drawn.enumerated() {
            let members = try drawn.map { process in
                PoolPosterior.Member(process, embedding: embedding, priorMeans: try priorMeans(of: process))
            }
            let posterior = try PoolPosterior(members, observations, objective: objective, resources: resources)
            reports.append(ObjectiveReport(of: posterior, hyperparameters: Self.hyperparameters(of: drawn)))
            posteriors.append(posterior)
        }
        return Training(posteriors: posteriors, report: take(fits, observations, reports))
    }

    package func assess(
        _ observations: Observations, mode: TrainingMode, shouldContinue: () -> Bool
    ) throws -> TrainingReport {
        let fits = try fitProcesses(observations, mode: mode, shouldContinue)
        var reports: [ObjectiveReport] = []
        let measured = covariates?.points(observations.candidates) ?? .none(count: observations.count)
        for (target, drawn) in zip(observations.standardized(), fits.drawn) {
            var parts: [LeaveOneOut] = []
            var jitter = 0.0
            for process in drawn {
                let posterior = try ExactPosterior(
                    process, at: points(observations.candidates), targets: target.targets,
                    means: try process.mean.values(at: measured), noiseVariances: target.noiseVariances)
                parts.append(posterior.leaveOneOut())
                jitter = max(jitter, posterior.jitter)
            }
            let weights = Array(repeating: 1 / Double(parts.count), count: parts.count)
            reports.append(
                ObjectiveReport(
                    scale: target.scale,
                    leaveOneOut: LeaveOneOut(mixing: parts, weights: weights, targets: target.targets),
                    hyperparameters: Self.hyperparameters(of: drawn), jitter: jitter))
        }
        return take(fits, observations, reports)
    }

    /// Keeps what a training found, and reports.
    private func take(_ fits: Fits, _ observations: Observations, _ reports: [ObjectiveReport]) -> TrainingReport {
        trainings += 1
        if fits.wasCold { coldStarts += 1 }
        if fits.beganAnew { searched = observations.count }
        processes = fits.processes
        chains = fits.chains
        return TrainingReport(
            wasCold: fits.wasCold, restart: nil, iterations: fits.iterations, stoppedEarly: [],
            firstLoss: fits.firstLoss, lastLoss: fits.lastLoss, objectives: reports, embeddings: [])
    }

    /// The parameters of processes that predict together.
    private static func hyperparameters(of processes: [GaussianProcess]) -> [Hyperparameter] {
        processes.enumerated().flatMap { $1.hyperparameters(member: $0) }
    }

    /// The prior means of all candidates; nil for a constant mean.
    private func priorMeans(of process: GaussianProcess) throws(UndefinedValue) -> [Double]? {
        guard !(process.mean is ConstantMean) else { return nil }
        return try process.mean.values(at: covariates ?? .none(count: count))
    }

    /// The features of measured candidates in double precision.
    func points(_ candidates: [Int]) -> Matrix<Double> {
        var rows = Matrix<Float>(rows: candidates.count, columns: features.dimension)
        features.copyRows(candidates, into: &rows)
        return Matrix(rows: rows.rows, columns: rows.columns, elements: rows.elements.map { Double($0) })
    }
}
