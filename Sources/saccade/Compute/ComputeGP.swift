import ArgumentParser
import Datasets
import Foundation
import LinearAlgebra
import Surrogates

/// `saccade compute gp`: an exact Gaussian process at given parameters.
struct ComputeGP: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gp",
        abstract: "Conditions an exact Gaussian process on measurements and predicts a pool.",
        discussion: """
            The model is y = mean + f(x) + e with f ~ GP(0, output-scale * k) and e ~ N(0, noise); output-scale and noise \
            are variances. The file written holds `mean` and `variance` of the latent mean + f at the pool. Printed are \
            log p(y) and its gradient in the natural parameters.
            """)

    enum KernelName: String, ExpressibleByArgument, CaseIterable {
        case rbf, matern12, matern32, matern52, periodic
    }

    @Option(help: "rbf, matern12, matern32, matern52 or periodic") var kernel: KernelName
    @Option(help: ArgumentHelp("One for all coordinates, or one for each.", valueName: "a[,b,...]"))
    var lengthScale: String
    @Option(help: ArgumentHelp("Periods of the periodic kernel: one for all, or one for each.", valueName: "p[,q,...]"))
    var period: String?
    @Option(parsing: .unconditional, help: "The prior variance of the latent function.") var outputScale: Double = 1
    @Option(parsing: .unconditional, help: "The variance of the measurements' noise.") var noise: Double
    @Option(parsing: .unconditional, help: "The constant mean.") var mean: Double = 0
    @Option(help: ArgumentHelp("Measured points [n, d].", valueName: "X.npy")) var inputs: String
    @Option(help: ArgumentHelp("What was measured [n].", valueName: "y.npy")) var targets: String
    @Option(help: ArgumentHelp("Variances added to `noise` point by point [n].", valueName: "v.npy"))
    var noiseVector: String?
    @Option(help: ArgumentHelp("Points to predict [N, d].", valueName: "P.npy")) var pool: String
    @Option(help: ArgumentHelp("Where the prediction goes.", valueName: "out.npz")) var output: String
    @Flag(help: "Print JSON.") var json = false

    func run() throws {
        let points = try ArrayFile.matrix(inputs, "--inputs")
        let targets = try ArrayFile.vector(self.targets, "--targets")
        let pool = try ArrayFile.matrix(self.pool, "--pool")
        let noiseVariances = try noiseVector.map { try ArrayFile.vector($0, "--noise-vector") }
        try check(points.rows, points.columns, targets.count, noiseVariances, poolColumns: pool.columns)
        let process = GaussianProcess(kernel: try makeKernel(dimension: points.columns), noise: noise, mean: mean)
        let known = Matrix(rows: points.rows, columns: points.columns, elements: points.elements)
        var evidence = Evidence()
        try evidence.evaluate(process, at: known, targets: targets, noiseVariances: noiseVariances)
        let posterior = try ExactPosterior(process, at: known.copy(), targets: targets, noiseVariances: noiseVariances)
        let prediction = posterior.predict(at: Matrix(rows: pool.rows, columns: pool.columns, elements: pool.elements))
        try ArrayFile.writing {
            try NPZ.write(
                [
                    "mean": NumericArray(shape: [pool.rows], doubles: prediction.mean),
                    "variance": NumericArray(shape: [pool.rows], doubles: prediction.variance),
                ], to: output)
        }
        try report(process, evidence.logMarginalLikelihood, evidence.gradient, evidence.jitter, prediction.clipped)
    }

    private func makeKernel(dimension: Int) throws -> any Kernel {
        let scales = try parameters(lengthScale, "--length-scale", dimension)
        let periods = try period.map { try parameters($0, "--period", dimension) }
        guard outputScale > 0, outputScale.isFinite else {
            throw Failure("--output-scale \(outputScale): a positive variance was expected", .usage)
        }
        let shape: StationaryKernel.Shape
        switch kernel {
        case .periodic:
            guard let periods else { throw Failure("--kernel periodic needs --period", .usage) }
            return PeriodicKernel(
                dimension: dimension, lengthScales: scales, periods: periods, outputScale: outputScale)
        case .rbf: shape = .rbf
        case .matern12: shape = .matern12
        case .matern32: shape = .matern32
        case .matern52: shape = .matern52
        }
        guard periods == nil else { throw Failure("--period: the kernel \(kernel.rawValue) has none", .usage) }
        return scales.count == 1
            ? StationaryKernel(shape, dimension: dimension, lengthScale: scales[0], outputScale: outputScale)
            : StationaryKernel(shape, lengthScales: scales, outputScale: outputScale)
    }

    private func parameters(_ text: String, _ option: String, _ dimension: Int) throws -> [Double] {
        let numbers = try ArrayFile.numbers(text, option)
        guard numbers.count == 1 || numbers.count == dimension else {
            throw Failure(
                "\(option) \(text): \(dimension == 1 ? "1 number was" : "1 or \(dimension) numbers were") expected, one a coordinate",
                .usage)
        }
        guard numbers.allSatisfy({ $0 > 0 }) else {
            throw Failure("\(option) \(text): positive numbers were expected", .usage)
        }
        return numbers
    }

    private func check(
        _ count: Int, _ columns: Int, _ targets: Int, _ noiseVariances: [Double]?, poolColumns: Int
    ) throws {
        guard count == targets else {
            throw Failure("\(inputs) holds \(count) points, but \(self.targets) holds \(targets) values", .badData)
        }
        guard poolColumns == columns else {
            throw Failure("\(inputs) has \(columns) coordinates a point, but \(pool) has \(poolColumns)", .badData)
        }
        guard noise >= 0, noise.isFinite, mean.isFinite else {
            throw Failure("--noise \(noise) --mean \(mean): a variance of 0 or more and a number were expected", .usage)
        }
        if let noiseVariances {
            guard noiseVariances.count == count, noiseVariances.allSatisfy({ $0 >= 0 }) else {
                throw Failure("\(noiseVector ?? ""): \(count) variances of 0 or more were expected", .badData)
            }
        }
    }

    private func report(
        _ process: GaussianProcess, _ value: Double, _ gradient: [Double], _ jitter: Double, _ clipped: Int
    ) throws {
        var named: [String: [Double]] = [:]
        var start = 0
        for group in process.parameterGroups {
            named[group.name] = Array(gradient[start..<start + group.count])
            start += group.count
        }
        if json {
            let result = Result(
                logMarginalLikelihood: value, gradient: named, jitter: jitter, clippedVariances: clipped)
            print(try JSONText.encode(result))
        } else {
            print("log_marginal_likelihood  \(value)")
            for group in process.parameterGroups {
                print("gradient \(group.name)  \((named[group.name] ?? []).map { "\($0)" }.joined(separator: " "))")
            }
            if jitter > 0 { print("jitter  \(jitter)") }
            if clipped > 0 { print("negative variances set to 0  \(clipped)") }
        }
    }

    private struct Result: Encodable {
        let logMarginalLikelihood: Double
        let gradient: [String: [Double]]
        let jitter: Double
        let clippedVariances: Int

        private enum CodingKeys: String, CodingKey {
            case logMarginalLikelihood = "log_marginal_likelihood"
            case gradient, jitter
            case clippedVariances = "clipped_variances"
        }
    }
}
