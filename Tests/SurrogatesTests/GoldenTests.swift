import Foundation
import LinearAlgebra
import Surrogates
import Testing

/// A process and the reference numbers for it; their origin stands in the fixture.
struct GoldenCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let kernel: @Sendable (Fixture) -> any Kernel
    /// The names of the kernel's parameters in the fixture, in our order.
    let names: [String]

    static let all = [
        GoldenCase(
            testDescription: "rbf_iso",
            kernel: {
                StationaryKernel(
                    .rbf, dimension: 3, lengthScale: $0["param_lengthscale"][0], outputScale: $0["param_outputscale"][0]
                )
            }, names: ["lengthscale", "outputscale"]),
        GoldenCase(
            testDescription: "matern32_ard",
            kernel: {
                StationaryKernel(
                    .matern32, lengthScales: $0["param_lengthscale"], outputScale: $0["param_outputscale"][0])
            }, names: ["lengthscale", "outputscale"]),
        GoldenCase(
            testDescription: "periodic_1d",
            kernel: {
                PeriodicKernel(
                    dimension: 1, lengthScales: $0["param_lengthscale"], periods: $0["param_period"],
                    outputScale: $0["param_outputscale"][0])
            }, names: ["lengthscale", "outputscale", "period"]),
    ]
}

@Suite struct `A Gaussian process agrees with the reference numbers` {
    @Test(arguments: GoldenCase.all)
    func `on the likelihood and its gradients`(golden: GoldenCase) throws {
        let fixture = try Fixture(golden.testDescription)
        let process = GaussianProcess(
            kernel: golden.kernel(fixture), noise: fixture["param_noise"][0], mean: fixture["param_mean_const"][0])
        var evidence = Evidence()
        try evidence.evaluate(
            process, at: fixture.matrix("X"), targets: fixture["y"], noiseVariances: fixture["noise_vec"])
        #expect(abs(evidence.logMarginalLikelihood - fixture["lml"][0]) < 1e-10)
        #expect(evidence.jitter == 0)
        let names = golden.names + ["noise", "mean_const"]
        #expect(relativeDifference(evidence.gradient, names.flatMap { fixture["grad_\($0)"] }) < 1e-10)
        let logarithmic = process.trainedGradient(evidence.gradient)
        #expect(
            relativeDifference(
                logarithmic.dropLast(), names.dropLast().flatMap { fixture["grad_log_\($0)"] }) < 1e-10)
    }

    @Test(arguments: GoldenCase.all)
    func `on the posterior`(golden: GoldenCase) throws {
        let fixture = try Fixture(golden.testDescription)
        let process = GaussianProcess(
            kernel: golden.kernel(fixture), noise: fixture["param_noise"][0], mean: fixture["param_mean_const"][0])
        let posterior = try ExactPosterior(
            process, at: fixture.matrix("X"), targets: fixture["y"], noiseVariances: fixture["noise_vec"])
        let pool = try fixture.matrix("Xs")
        let prediction = posterior.predict(at: pool)
        #expect(greatestDifference(prediction.mean, fixture["mean"]) < 1e-11)
        #expect(greatestDifference(prediction.variance, fixture["var"]) < 1e-12)
        #expect(prediction.clipped == 0)
        let covariance = posterior.covariance(at: pool)
        #expect(greatestDifference(covariance.elements, fixture["cov"]) < 1e-12)
    }

    @Test func `on the covariance of the points with noise`() throws {
        for golden in GoldenCase.all {
            let fixture = try Fixture(golden.testDescription)
            let points = try fixture.matrix("X")
            var covariance = Matrix<Double>(rows: points.rows, columns: points.rows)
            golden.kernel(fixture).covariance(of: points, into: &covariance)
            // The reference was written with the noise on the diagonal or without: off it there is no doubt.
            for row in 0..<points.rows { covariance[row, row] = 0 }
            var expected = try fixture.matrix("K")
            for row in 0..<points.rows { expected[row, row] = 0 }
            #expect(greatestDifference(covariance.elements, expected.elements) < 1e-14)
        }
    }
}
