import LinearAlgebra
import Randomness
import Surrogates
import Testing

/// A kernel that cannot be drawn from by random features.
private struct OpaqueKernel: Kernel {
    var inner: StationaryKernel

    var dimension: Int { inner.dimension }
    var parameterGroups: [ParameterGroup] { inner.parameterGroups }
    var parameters: [Double] {
        get { inner.parameters }
        set { inner.parameters = newValue }
    }
    var name: String { "opaque" }

    func variances(at points: borrowing Matrix<Double>) -> [Double] { inner.variances(at: points) }

    func covariance(
        _ first: borrowing Matrix<Double>, _ second: borrowing Matrix<Double>, into result: inout Matrix<Double>
    ) {
        inner.covariance(first, second, into: &result)
    }

    func covariance(of points: borrowing Matrix<Double>, into result: inout Matrix<Double>) {
        inner.covariance(of: points, into: &result)
    }

    func addGradients(
        at points: borrowing Matrix<Double>, covariance: borrowing Matrix<Double>, weights: borrowing Matrix<Double>,
        toParameters parameterGradient: inout [Double], toPoints pointGradient: inout Matrix<Double>
    ) {
        inner.addGradients(
            at: points, covariance: covariance, weights: weights, toParameters: &parameterGradient,
            toPoints: &pointGradient)
    }
}

@Suite struct `A pathwise sample of a whole pool` {
    static let count = 300
    static let embedding = normalMatrix(rows: count, columns: 2, seed: 5).release().map { Float($0) }
    static let kernels: [any Kernel] = [
        StationaryKernel(.rbf, lengthScales: [0.6, 1.1], outputScale: 1.2),
        StationaryKernel(.matern12, dimension: 2, lengthScale: 1.5),
        StationaryKernel(.matern52, dimension: 2, lengthScale: 0.8, outputScale: 0.7),
        PeriodicKernel(dimension: 2, lengthScales: [0.9, 1.4], periods: [1.7, 2.6], outputScale: 0.7),
        OpaqueKernel(inner: StationaryKernel(.matern32, dimension: 2, lengthScale: 0.8)),
    ]

    static func posterior(_ kernel: any Kernel, noise: Double = 0.05) throws -> PoolPosterior {
        let measured = (0..<12).map { 24 * $0 }
        let targets = measured.map { Double(embedding[2 * $0]) + 2 }
        return try PoolPosterior(
            [
                .init(
                    GaussianProcess(kernel: kernel, noise: noise), embedding: embedding,
                    priorMeans: (0..<count).map { 0.2 * Double(embedding[2 * $0 + 1]) })
            ], measured: measured, targets: targets, noiseVariances: measured.map { 0.01 * Double($0 % 5) })
    }

    /// 4,000 samples in 16 lots, each with 512 frequencies of its own.
    ///
    /// Over lots, mean and covariance are those of the
    /// posterior; the standard error of a variance is √(2 / 4000) of it from the samples and, as the features of a lot
    /// are shared, at most √(1 / (16 * 512)) of the prior's.
    @Test(arguments: kernels.indices)
    func `has the posterior's mean and covariance`(kernel: Int) throws {
        let pool = try Self.posterior(Self.kernels[kernel])
        var source = RandomSource(seed: 7)
        let chosen = [24, 25, 26, 131, 299]
        var samples: [[Double]] = []
        for _ in 0..<16 {
            let lot = try pool.samples(250, using: &source)
            for row in 0..<250 { samples.append(chosen.map { lot[row, $0] }) }
        }
        let size = Double(samples.count)
        let covariance = pool.covariance(of: chosen)
        let mean = chosen.indices.map { index in samples.reduce(0) { $0 + $1[index] } / size }
        let expected = pool.prediction(at: chosen).mean
        let square = pool.scale.standardDeviation * pool.scale.standardDeviation
        let fromFeatures = (1.0 / (16 * 512)).squareRoot() * 1.2 * square
        for row in chosen.indices {
            #expect(abs(mean[row] - expected[row]) < 4.5 * (covariance[row, row] / size).squareRoot())
            for column in chosen.indices {
                let estimate = samples.reduce(0) { $0 + ($1[row] - mean[row]) * ($1[column] - mean[column]) } / size
                let fromSamples = (2 * covariance[row, row] * covariance[column, column] / size).squareRoot()
                #expect(abs(estimate - covariance[row, column]) < 4.5 * fromSamples + 3 * fromFeatures)
            }
        }
    }

    @Test(arguments: kernels.indices)
    func `goes through observations without noise`(kernel: Int) throws {
        let measured = (0..<12).map { 24 * $0 }
        let pool = try PoolPosterior(
            [(GaussianProcess(kernel: Self.kernels[kernel], noise: 1e-8), Self.embedding)], measured: measured,
            targets: measured.map { Double(Self.embedding[2 * $0]) + 2 })
        var source = RandomSource(seed: 9)
        let sample = try pool.sample(using: &source)
        for candidate in measured {
            #expect(abs(sample[candidate] - Double(Self.embedding[2 * candidate]) - 2) < 2e-3)
        }
        // Elsewhere it is no mean.
        let prediction = pool.prediction()
        let residuals = (0..<Self.count).map { (sample[$0] - prediction.mean[$0]) }
        let spread = residuals.reduce(0) { $0 + $1 * $1 } / prediction.variance.reduce(0, +)
        #expect(spread > 0.1 && spread < 5)
    }

    @Test func `is of a member drawn by its weight`() throws {
        let kernel = StationaryKernel(.rbf, dimension: 2, lengthScale: 1)
        let high = PoolPosterior.Member(
            GaussianProcess(kernel: kernel, noise: 0.1, mean: 1000), embedding: Self.embedding, weight: 1)
        var low = high
        low.process = GaussianProcess(kernel: kernel, noise: 0.1, mean: -1000)
        low.weight = 3
        let pool = try PoolPosterior([high, low], measured: [], targets: [])
        var source = RandomSource(seed: 2)
        let samples = try pool.samples(800, features: 16, using: &source)
        let share = Double((0..<800).count { samples[$0, 7] > 0 }) / 800
        #expect(abs(share - 0.25) < 4 * (0.25 * 0.75 / 800).squareRoot())
    }

    @Test(arguments: StorageCase.all)
    func `does not depend on how the rows are kept`(storage: StorageCase) throws {
        let kept = try `A pool's posterior, however it is kept`.posterior(StorageCase.all[0])
        var pool = try `A pool's posterior, however it is kept`.posterior(storage)
        var (first, second) = (RandomSource(seed: 3), RandomSource(seed: 3))
        #expect(
            try greatestDifference(
                kept.samples(2, using: &first).elements, pool.samples(2, using: &second).elements) < 1e-4)
        try pool.believe(77)
        #expect(try pool.sample(using: &second).allSatisfy(\.isFinite))
    }
}
