import LinearAlgebra
import Randomness
import Surrogates
import Testing

@Suite struct `Random features of kernels made of others` {
    static let kernels: [any Kernel & SpectralSampling] = [
        RationalQuadraticKernel(dimension: 3, lengthScales: [0.5, 1.2, 2], alpha: 0.7, outputScale: 1.1),
        LinearKernel(dimension: 3, lengthScales: [1, 2, 3], outputScale: 0.4),
        ConstantKernel(dimension: 3, outputScale: 0.4),
        ProductKernel([
            StationaryKernel(.rbf, dimension: 3, lengthScale: 1.5),
            FixedKernel(
                SumKernel([
                    LinearKernel(dimension: 3, lengthScales: [1], outputScale: 0.5),
                    PeriodicKernel(dimension: 3, lengthScales: [0.8], periods: [2.5]),
                    ColumnsKernel(
                        StationaryKernel(.matern52, dimension: 2, lengthScale: 0.7), on: [2, 0], of: 3, called: "space"),
                ]), fixing: []),
        ]),
    ]

    /// 4,000 samples in 40 lots of the prior, each with its own features, against the kernel's own covariances.
    @Test(arguments: kernels.indices)
    func `have the covariance of their kernel`(index: Int) throws {
        let kernel = Self.kernels[index]
        let points = normalMatrix(rows: 4, columns: 3, seed: 3)
        let pool = try PoolPosterior(
            [(GaussianProcess(kernel: kernel, noise: 0.1), points.elements.map { Float($0) })], measured: [],
            targets: [])
        var source = RandomSource(seed: 4)
        var samples: [[Double]] = []
        for _ in 0..<40 {
            let lot = try pool.samples(100, using: &source)
            for row in 0..<100 { samples.append(lot.row(row)) }
        }
        let covariance = pool.covariance(of: [0, 1, 2, 3])
        for a in 0..<4 {
            for b in 0...a {
                let products = samples.map { $0[a] * $0[b] }
                let mean = products.reduce(0, +) / 4000
                let spread = products.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot() / 4000
                #expect(abs(mean - covariance[a, b]) < 6 * spread)
            }
        }
    }
}
