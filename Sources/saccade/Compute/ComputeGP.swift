import ArgumentParser
import Datasets
import Formulas
import LinearAlgebra
import Randomness
import Surrogates

/// `saccade compute gp`: an exact Gaussian process at given parameters, or at those that fit best.
struct ComputeGP: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gp",
        abstract: "Conditions an exact Gaussian process on measurements and predicts a pool.",
        discussion: """
            The model is y = mean + f(x) + e with f ~ GP(0, k) and e ~ N(0, noise); output scales and noise are variances. \
            The file written holds `mean` and `variance` of the latent mean + f at the pool, and of every measurement \
            given all the others `loo_mean`, `loo_variance` and `loo_log_density`. Printed are the parameters, log p(y), \
            its gradient in the natural parameters and the leave-one-out log density. A fit goes to where the gradient with \
            prior is 0, that of the objective and the log prior on the scale of training (logarithms); it is printed as well.

            A kernel is a formula: rbf + periodic, rbf * (linear + periodic), matern-5/2(stem) + rbf(coordinates). In a sum \
            or product a parameter's name has its kernel's in front, as in rbf.length_scale, periodic.period and \
            rbf.2.length_scale; a name without, such as length_scale, stands for all of that kind. Of a product's factors \
            only the first, or the first sum, has an output scale.
            """)

    @OptionGroup var process: ComputeGPProcess
    @Option(help: ArgumentHelp("Measured points [n, d].", valueName: "X.npy")) var inputs: String
    @Option(help: ArgumentHelp("What was measured [n].", valueName: "y.npy")) var targets: String
    @Option(help: ArgumentHelp("Variances added to `noise` point by point [n].", valueName: "v.npy"))
    var noiseVector: String?
    @Option(help: ArgumentHelp("Points to predict [N, d].", valueName: "P.npy")) var pool: String
    @Option(help: ArgumentHelp("Where the prediction goes.", valueName: "out.npz")) var output: String
    @Flag(help: "Fit the parameters to the measurements and their priors, from where they are.") var fit = false
    @Option(help: "What a fit maximises, and the gradients are of: marginal-likelihood or leave-one-out.")
    var objective: Evidence.Objective = .marginalLikelihood
    @Option(help: "The seed of the fit's other starts.") var seed: UInt64 = 0
    @Flag(help: "Also write `input_gradient` [n, d], the gradient of the objective in the measured points.")
    var gradients = false
    @Flag(help: "Also write `covariance` [N, N] of the latent function at the pool.") var covariance = false
    @Flag(help: "Print JSON.") var json = false

    /// A covariance of more candidates than this would take more than 3 GB.
    private static let mostCovaried = 20_000

    func run() throws {
        let points = try ArrayFile.matrix(inputs, "--inputs")
        let targets = try ArrayFile.vector(self.targets, "--targets")
        let pool = try ArrayFile.matrix(self.pool, "--pool")
        let noiseVariances = try noiseVector.map { try ArrayFile.vector($0, "--noise-vector") }
        try check(points.rows, points.columns, targets.count, noiseVariances, pool.rows, poolColumns: pool.columns)
        let covariates = try process.covariates(inputs: points, pool: pool)
        var model = try process.model(dimension: points.columns, covariates: covariates, isFitted: fit)
        let known = Matrix(rows: points.rows, columns: points.columns, elements: points.elements)
        do {
            if fit {
                var source = RandomSource(seed: seed, stream: "compute gp")
                var search = HyperparameterFit(priors: model.priors)
                search.objective = objective
                model.process = try search(
                    model.process, at: known, covariates: covariates.known, targets: targets,
                    noiseVariances: noiseVariances, using: &source
                ).process
            }
            try compute(
                model, at: known, covariates, targets, noiseVariances,
                pool: Matrix(rows: pool.rows, columns: pool.columns, elements: pool.elements))
        } catch let error as UndefinedValue {
            throw Failure("--mean: \(error)", .badData)
        }
    }

    /// Evaluates, predicts, writes and prints.
    private func compute(
        _ model: ComputeGPProcess.Model, at points: borrowing Matrix<Double>,
        _ covariates: ComputeGPProcess.KnownAndPool, _ targets: [Double], _ noiseVariances: [Double]?,
        pool: borrowing Matrix<Double>
    ) throws {
        let process = model.process
        var evidence = Evidence(of: objective, wantsPointGradient: gradients)
        try evidence.evaluate(
            process, at: points, covariates: covariates.known, targets: targets, noiseVariances: noiseVariances)
        let posterior = try ExactPosterior(
            process, at: points.copy(), targets: targets, means: process.mean.values(at: covariates.known),
            noiseVariances: noiseVariances)
        let prediction = posterior.predict(at: pool, means: try process.mean.values(at: covariates.pool))
        let leftOut = posterior.leaveOneOut()
        func vector(_ values: [Double]) -> NumericArray { NumericArray(shape: [values.count], doubles: values) }
        var arrays = [
            ("mean", vector(prediction.mean)), ("variance", vector(prediction.variance)),
            ("loo_mean", vector(leftOut.mean)), ("loo_variance", vector(leftOut.variance)),
            ("loo_log_density", vector(leftOut.logDensity)),
        ]
        if gradients {
            let gradient = NumericArray(
                shape: [points.rows, points.columns], doubles: evidence.pointGradient.elements)
            arrays.append(("input_gradient", gradient))
        }
        if covariance {
            let covariance = posterior.covariance(at: pool)
            arrays.append(
                ("covariance", NumericArray(shape: [pool.rows, pool.rows], doubles: covariance.elements)))
        }
        try ArrayFile.writing { try NPZ.write(arrays, to: output) }
        let report = ComputeGPReport(
            kernel: model.formula.description, mean: process.mean.name, groups: process.parameterGroups,
            parameters: process.parameters, gradient: evidence.gradient,
            fitGradient: fit
                ? zip(evidence.gradient, process.priorGradient(model.priors)).map { $0 + $1 } : nil,
            objective: objective.rawValue,
            logMarginalLikelihood: evidence.logMarginalLikelihood,
            leaveOneOutLogDensity: evidence.leaveOneOutLogDensity,
            logPrior: fit ? process.logPrior(model.priors).value : nil, jitter: evidence.jitter,
            clippedVariances: prediction.clipped)
        print(json ? try JSONText.encode(report) : report.text)
    }

    private func check(
        _ count: Int, _ columns: Int, _ targets: Int, _ noiseVariances: [Double]?, _ pool: Int, poolColumns: Int
    ) throws {
        guard count == targets else {
            throw Failure("\(inputs) holds \(count) points, but \(self.targets) holds \(targets) values", .badData)
        }
        guard poolColumns == columns else {
            throw Failure("\(inputs) has \(columns) coordinates a point, but \(self.pool) has \(poolColumns)", .badData)
        }
        guard !fit || count > 0 else {
            throw Failure("--fit: \(inputs) holds no point to fit the parameters to", .badData)
        }
        guard !covariance || pool <= Self.mostCovaried else {
            throw Failure(
                "--covariance: \(self.pool) holds \(pool) points; at most \(Self.mostCovaried) were expected", .usage)
        }
        if let noiseVariances {
            guard noiseVariances.count == count, noiseVariances.allSatisfy({ $0 >= 0 }) else {
                throw Failure("\(noiseVector ?? ""): \(count) variances of 0 or more were expected", .badData)
            }
        }
    }
}

extension GaussianProcess {
    /// The gradient of the log prior, which is a density on the scale of training, in the natural parameters.
    fileprivate func priorGradient(_ priors: Hyperpriors) -> [Double] {
        let groups = parameterGroups.flatMap { Array(repeating: $0, count: $0.count) }
        return zip(zip(groups, parameters), logPrior(priors).gradient).map { place, slope in
            slope / (place.0.isPositive ? place.1 : place.0.unit)
        }
    }
}

extension Evidence.Objective: ExpressibleByArgument {}
