import Foundation
import LinearAlgebra
import Randomness
import Surrogates
import Testing

@Suite struct `Random features` {
    /// A kernel's features and its covariances.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let features: @Sendable (Int, inout RandomSource) -> RandomFeatures?
        let covariance: @Sendable ([Double], [Double]) -> Double

        static func value(_ kernel: any Kernel, _ x: [Double], _ y: [Double]) -> Double {
            var result = Matrix<Double>(rows: 1, columns: 1)
            // Not given as they are made: the compiler of Swift 6.3.1 fails to specialise that.
            let a = Matrix(rows: 1, columns: x.count, elements: x)
            let b = Matrix(rows: 1, columns: y.count, elements: y)
            kernel.covariance(a, b, into: &result)
            return result[0, 0]
        }

        static func of(_ kernel: any SpectralSampling, _ name: String? = nil) -> Case {
            Case(testDescription: name ?? kernel.name) {
                kernel.randomFeatures($0, using: &$1)
            } covariance: {
                value(kernel, $0, $1)
            }
        }

        static let rbf = StationaryKernel(.rbf, lengthScales: [0.5, 1.2, 2], outputScale: 0.8)
        static let periodic = PeriodicKernel(dimension: 3, lengthScales: [0.8], periods: [2.5], outputScale: 0.6)
        static let line = [0.3, -0.2, 0.5]

        static let all =
            StationaryKernel.Shape.allCases.map {
                of(StationaryKernel($0, lengthScales: [0.5, 1.2, 2], outputScale: 1.3))
            } + [
                of(periodic),
                of(PeriodicKernel(dimension: 3, lengthScales: [0.02, 1, 3], periods: [3, 4, 5]), "short periodic"),
                Case(testDescription: "rational quadratic") {
                    .rationalQuadratic($0, mixture: 0.7, lengthScales: [0.5, 1.2, 2], variance: 1.1, using: &$1)
                } covariance: {
                    rationalQuadratic($0, $1)
                },
                Case(testDescription: "linear") {
                    .linear($0, slopeVariances: [0.4, 0.1, 0.2], centre: line, offsetVariance: 0.3, using: &$1)
                } covariance: {
                    linear($0, $1)
                },
                Case(testDescription: "sum") { count, source in
                    guard let first = rbf.randomFeatures(count / 2, using: &source) else { return nil }
                    return .joined([
                        first,
                        .linear(
                            count / 2, slopeVariances: [0.4, 0.1, 0.2], centre: line, offsetVariance: 0.3,
                            using: &source),
                    ])
                } covariance: {
                    value(rbf, $0, $1) + linear($0, $1)
                },
                Case(testDescription: "product of sums") { count, source in
                    guard let a = rbf.randomFeatures(count / 2, using: &source),
                        let b = periodic.randomFeatures(count / 2, using: &source),
                        let c = rbf.randomFeatures(count / 2, using: &source)
                    else { return nil }
                    let line = RandomFeatures.linear(
                        count / 2, slopeVariances: [0.4, 0.1, 0.2], centre: line, offsetVariance: 0.3,
                        using: &source)
                    return RandomFeatures.joined([a, b]).multiplied(by: .joined([c, line]), using: &source)
                } covariance: {
                    (value(rbf, $0, $1) + value(periodic, $0, $1)) * (value(rbf, $0, $1) + linear($0, $1))
                },
                Case(testDescription: "linear, on columns in another order") { count, source in
                    RandomFeatures.linear(
                        count, slopeVariances: [0.2, 0.4], centre: [0.5, 0.3], offsetVariance: 0.3, using: &source
                    ).onColumns([2, 0], of: 3)
                } covariance: { x, y in
                    0.3 + 0.2 * (x[2] - 0.5) * (y[2] - 0.5) + 0.4 * (x[0] - 0.3) * (y[0] - 0.3)
                },
                Case(testDescription: "on a column") { count, source in
                    StationaryKernel(.matern32, dimension: 1, lengthScale: 0.7)
                        .randomFeatures(count, using: &source)?.onColumns([1], of: 3)
                } covariance: {
                    value(StationaryKernel(.matern32, dimension: 1, lengthScale: 0.7), [$0[1]], [$1[1]])
                },
            ]

        static func linear(_ x: [Double], _ y: [Double]) -> Double {
            let variances = [0.4, 0.1, 0.2]
            var sum = 0.3
            for i in 0..<3 { sum += variances[i] * (x[i] - line[i]) * (y[i] - line[i]) }
            return sum
        }

        static func rationalQuadratic(_ x: [Double], _ y: [Double]) -> Double {
            let lengthScales = [0.5, 1.2, 2]
            var squared = 0.0
            for i in 0..<3 {
                let distance = (x[i] - y[i]) / lengthScales[i]
                squared += distance * distance
            }
            return 1.1 * pow(1 + squared / 1.4, -0.7)
        }

        /// a_j² cos(2π f_j'(x - y)) and the lines' factors.
        static func term(_ features: RandomFeatures, _ feature: Int, _ x: [Double], _ y: [Double]) -> Double {
            var phase = 0.0
            for i in 0..<3 { phase += features.frequencies[3 * feature + i] * (x[i] - y[i]) }
            var result = features.amplitudes[feature] * features.amplitudes[feature] * cos(2 * Double.pi * phase)
            for line in features.lines {
                for point in [x, y] {
                    var value = line[4 * feature + 3]
                    for i in 0..<3 { value += line[4 * feature + i] * point[i] }
                    result *= value
                }
            }
            return result
        }
    }

    /// The mean of 200,000 products, within 4.5 of its standard errors.
    @Test(arguments: Case.all)
    func `have the covariance of their kernel`(featureCase: Case) throws {
        var source = RandomSource(seed: 12)
        let features = try #require(featureCase.features(200_000, &source))
        let points = normalMatrix(rows: 4, columns: 3, seed: 3)
        for a in 0..<4 {
            for b in 0...a {
                let (x, y) = (points.row(a), points.row(b))
                let terms = (0..<features.count).map { Case.term(features, $0, x, y) }
                let sum = terms.reduce(0, +)
                let mean = sum / Double(terms.count)
                let error = terms.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot()
                #expect(abs(sum - featureCase.covariance(x, y)) < 4.5 * error + 1e-10)
            }
        }
    }
}
