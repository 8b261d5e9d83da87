import Foundation
import LinearAlgebra
import Randomness
import Surrogates
import Testing

/// A pool of 2,500 candidates with a function on it, and its posterior by the textbook's formulas.
enum PoolCase {
    static let count = 2500
    static let embedding = normalMatrix(rows: count, columns: 2, seed: 21).release().map { Float($0) }
    static let process = GaussianProcess(
        kernel: StationaryKernel(.matern52, lengthScales: [0.6, 1.1], outputScale: 1.2), noise: 0.01)
    static let other = GaussianProcess(
        kernel: StationaryKernel(.rbf, dimension: 2, lengthScale: 0.4, outputScale: 0.8), noise: 0.05)
    /// A trend in the first coordinate.
    static let priorMeans = (0..<count).map { 0.3 * Double(embedding[2 * $0]) - 0.1 }

    static func target(_ candidate: Int) -> Double {
        5 + 3 * sin(2 * Double(embedding[2 * candidate])) + Double(embedding[2 * candidate + 1])
    }

    static func points(_ candidates: some Collection<Int>) -> Matrix<Double> {
        Matrix(
            rows: candidates.count, columns: 2,
            elements: candidates.flatMap { [Double(embedding[2 * $0]), Double(embedding[2 * $0 + 1])] })
    }

    /// A mean and covariance.
    struct Moments: ~Copyable {
        let mean: [Double]
        let covariance: Matrix<Double>
    }

    /// Conditions on standardised targets and returns means and covariances of `candidates`, by dense inverses.
    static func dense(
        _ process: GaussianProcess, measured: [Int], standardized: [Double], noiseVariances: [Double]? = nil,
        priorMeans: [Double]? = nil, at candidates: [Int]
    ) throws -> Moments {
        let n = measured.count
        var covariance = Matrix<Double>(rows: n, columns: n)
        process.kernel.covariance(of: points(measured), into: &covariance)
        for row in 0..<n { covariance[row, row] += process.noise + (noiseVariances?[row] ?? 0) }
        let inverse = try Cholesky(factoring: covariance).inverse()
        var cross = Matrix<Double>(rows: candidates.count, columns: n)
        process.kernel.covariance(points(candidates), points(measured), into: &cross)
        var gain = Matrix<Double>(rows: candidates.count, columns: n)
        multiply(cross, inverse, into: &gain)
        var mean = candidates.map { priorMeans?[$0] ?? 0 }
        multiply(gain, zip(measured, standardized).map { $1 - (priorMeans?[$0] ?? 0) }, adding: 1, into: &mean)
        var result = Matrix<Double>(rows: candidates.count, columns: candidates.count)
        process.kernel.covariance(of: points(candidates), into: &result)
        multiply(gain, cross, transposing: .second, scale: -1, adding: 1, into: &result)
        return Moments(mean: mean, covariance: result)
    }
}

/// A way to keep V.
struct StorageCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let resources: PosteriorResources
    let precision: PosteriorStorage.Precision
    /// How many of 100 rows are kept at first.
    let rows: ClosedRange<Int>
    /// How far a mean or variance may be from the exact one, in standardised units.
    let tolerance: Double

    static let all = [
        StorageCase(
            testDescription: "all rows, double", resources: PosteriorResources(), precision: .double, rows: 100...100,
            tolerance: 1e-9),
        StorageCase(
            testDescription: "all rows, single", resources: PosteriorResources(exactBytes: 0), precision: .single,
            rows: 100...100, tolerance: 5e-5),
        StorageCase(
            testDescription: "some rows, single", resources: PosteriorResources(memory: 3_500_000),
            precision: .single, rows: 10...90, tolerance: 5e-5),
        StorageCase(
            testDescription: "no rows", resources: PosteriorResources(memory: 0), precision: .single, rows: 0...0,
            tolerance: 5e-5),
        StorageCase(
            testDescription: "all rows, single, two threads",
            resources: PosteriorResources(threads: 2, exactBytes: 0), precision: .single, rows: 100...100,
            tolerance: 5e-5),
    ]
}
