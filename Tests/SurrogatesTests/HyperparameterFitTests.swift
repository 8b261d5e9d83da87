import Foundation
import LinearAlgebra
import Randomness
import Testing

@testable import Surrogates

@Suite struct `The search for hyperparameters` {
    @Test func `finds the minimum of Rosenbrock's function`() throws {
        var search = LBFGS()
        search.iterations = 200
        let minimum = try #require(
            search.minimum(from: [-1.2, 1], shouldContinue: { true }) { x in
                let (a, b) = (1 - x[0], x[1] - x[0] * x[0])
                return (a * a + 100 * b * b, [-2 * a - 400 * x[0] * b, 200 * b])
            })
        #expect(greatestDifference(minimum.point, [1, 1]) < 1e-4)
    }

    @Test func `steps back from where the function has no value`() throws {
        // -log x + x has its minimum at 1 and no value left of 0.
        let minimum = try #require(
            LBFGS().minimum(from: [3], shouldContinue: { true }) { x in
                x[0] > 0 ? (x[0] - log(x[0]), [1 - 1 / x[0]]) : nil
            })
        #expect(abs(minimum.point[0] - 1) < 1e-4)
        #expect(LBFGS().minimum(from: [-1], shouldContinue: { true }) { _ in nil } == nil)
    }

    @Test func `ends where the gradient of likelihood and priors vanishes, higher than it began`() throws {
        let points = normalMatrix(rows: 60, columns: 2, seed: 41)
        let targets = (0..<60).map { sin(2 * points[$0, 0]) + 0.1 * cos(37 * Double($0)) }
        let priors = Hyperpriors.weak(dimension: 2)
        let process = GaussianProcess(kernel: StationaryKernel(.matern52, lengthScales: [1, 1]), noise: 0.1)
        var source = RandomSource(seed: 1)
        let result = try HyperparameterFit(priors: priors)(process, at: points, targets: targets, using: &source)
        #expect(result.lastLoss < result.firstLoss)
        var evidence = Evidence()
        try evidence.evaluate(result.process, at: points, targets: targets)
        let likelihood = result.process.trainedGradient(evidence.gradient)
        let prior = result.process.logPrior(priors).gradient
        #expect(zip(likelihood, prior).allSatisfy { abs($0 + $1) / 60 < 1e-3 })
        // The second input has no effect, and its length scale says so.
        let scales = result.process.kernel.parameters
        #expect(scales[1] > 3 * scales[0])
        #expect(result.process.noise < 0.05)
    }

    @Test(arguments: Evidence.Objective.allCases)
    func `takes account of each point's own noise and of the mean's parameters`(objective: Evidence.Objective) throws {
        let count = 40
        let points = normalMatrix(rows: count, columns: 1, seed: 42)
        let covariates = Covariates(["x"], count: count, elements: points.elements)
        // Every second value is worthless, and said to be.
        let variances = (0..<count).map { $0 % 2 == 0 ? 0.0 : 25 }
        let targets = (0..<count).map { 1 + 3 * points[$0, 0] + 0.05 * sin(71 * Double($0)) + ($0 % 2 == 0 ? 0 : 9) }
        // A process that hardly varies, so that the plane is the mean's to find.
        let kernel = FixedKernel(
            StationaryKernel(.rbf, dimension: 1, lengthScale: 1, outputScale: 1e-4),
            fixing: [ParameterGroup.lengthScale, ParameterGroup.outputScale])
        let process = GaussianProcess(kernel: kernel, noise: 0.01, mean: LinearMean(in: ["x"]))
        var fit = HyperparameterFit(priors: .weak(for: process.kernel))
        fit.objective = objective
        fit.iterations = 200
        var source = RandomSource(seed: 1)
        let result = try fit(
            process, at: points, covariates: covariates, targets: targets, noiseVariances: variances, using: &source)
        #expect(greatestDifference(result.process.mean.parameters, [1, 3]) < 0.05)
        #expect(result.process.noise < 0.05)
        var evidence = Evidence(of: objective)
        try evidence.evaluate(
            result.process, at: points, covariates: covariates, targets: targets, noiseVariances: variances)
        let slopes = zip(
            result.process.trainedGradient(evidence.gradient), result.process.logPrior(fit.priors).gradient)
        #expect(slopes.allSatisfy { abs($0 + $1) / Double(count) < 1e-3 })
    }

    @Test func `priors are normal densities of logarithms`() {
        let prior = LogNormalPrior(median: 2, scale: 0.5)
        let slopes = differences(at: [0.3]) { prior.logDensity(atLogarithm: $0[0]) }
        #expect(abs(prior.slope(atLogarithm: 0.3) - slopes[0]) < 1e-10)
        #expect(prior.slope(atLogarithm: log(2)) == 0)
        #expect(abs(prior.logDensity(atLogarithm: log(2) + 0.5) + 0.5) < 1e-15)
    }
}
