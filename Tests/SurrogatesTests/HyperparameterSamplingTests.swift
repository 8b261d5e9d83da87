import Formulas
import Foundation
import LinearAlgebra
import Randomness
import Surrogates
import Testing

@Suite struct `Draws of hyperparameters` {
    /// The posterior of two parameters, summed on a fine grid.
    @Test func `have the moments of their posterior`() throws {
        let points = normalMatrix(rows: 12, columns: 1, seed: 5)
        let targets = (0..<12).map { sin(2 * points[$0, 0]) + 0.3 * cos(37 * Double($0)) }
        let kernel = FixedKernel(
            StationaryKernel(.rbf, dimension: 1, lengthScale: 0.7, outputScale: 1), fixing: [ParameterGroup.outputScale]
        )
        let start = GaussianProcess(kernel: kernel, noise: 0.1)
        let priors = Hyperpriors([
            ParameterGroup.lengthScale: LogNormalPrior(median: 1, scale: 0.8),
            ParameterGroup.noise: LogNormalPrior(median: 0.1, scale: 1.2),
        ])
        var (total, first, second) = (0.0, [0.0, 0], [0.0, 0])
        for row in 0..<90 {
            for column in 0..<90 {
                let logarithms = [-2.8 + 0.06 * Double(row), -7.5 + 0.1 * Double(column)]
                var process = start
                var parameters = process.trainedParameters
                (parameters[0], parameters[1]) = (logarithms[0], logarithms[1])
                process.trainedParameters = parameters
                var evidence = Evidence()
                try evidence.evaluate(process, at: points, targets: targets)
                let distances = [logarithms[0] / 0.8, (logarithms[1] - log(0.1)) / 1.2]
                let density = exp(evidence.value - 0.5 * (distances[0] * distances[0] + distances[1] * distances[1]))
                total += density
                for index in 0..<2 {
                    first[index] += density * logarithms[index]
                    second[index] += density * logarithms[index] * logarithms[index]
                }
            }
        }
        var source = RandomSource(seed: 8)
        var chain = HyperparameterSampling.Chain(at: start)
        let sampling = HyperparameterSampling(priors: priors, draws: 3000)
        let draws = try sampling(&chain, warmUp: 40, at: points, targets: targets, using: &source).draws
        for index in 0..<2 {
            let values = draws.map { $0.trainedParameters[index] }
            let mean = first[index] / total
            let deviation = (second[index] / total - mean * mean).squareRoot()
            let drawn = values.reduce(0, +) / Double(values.count)
            let spread = (values.reduce(0) { $0 + ($1 - drawn) * ($1 - drawn) } / Double(values.count)).squareRoot()
            #expect(abs(drawn - mean) < 0.1 * deviation, "mean \(drawn), not \(mean) +- \(deviation)")
            #expect(abs(spread / deviation - 1) < 0.1, "deviation \(spread), not \(deviation)")
        }
        // The output scale is fixed and the mean has no prior: they stay.
        #expect(Set(draws.map(\.constantMean)) == [0])
        #expect(Set(draws.map { $0.kernel.variances(at: points)[0] }).count == 1)
    }

    /// Functions are drawn from processes whose parameters are drawn from the priors.
    ///
    /// Intervals of the average over draws then hold their share exactly, however few the measurements (Talts et al.,
    /// Validating Bayesian inference algorithms with simulation-based calibration, 2018). Those of the mode do not.
    @Test(arguments: ["matern-5/2", "rbf + periodic", "rbf * (linear + periodic)"], [3, 5, 8])
    func `hold what their intervals promise`(formula: String, count: Int) throws {
        let unfitted = try `Few measurements with weak priors`.process(formula)
        let priors = Hyperpriors.weak(for: unfitted)
        let median = unfitted.atMedians(of: priors)
        let sampling = HyperparameterSampling(priors: priors, draws: 24)
        let samples = 150
        var shares: [Double] = []
        for number in 0..<samples {
            var source = RandomSource(seed: UInt64(number), stream: formula, step: count)
            let sample = try PriorSample(from: median, priors, measured: count, heldOut: 10, &source)
            var chain = HyperparameterSampling.Chain(at: median)
            let draws = try sampling(&chain, warmUp: 8, at: sample.points, targets: sample.targets, using: &source)
                .draws
            let predictions = try draws.map { process in
                try ExactPosterior(process, at: sample.points.copy(), targets: sample.targets)
                    .predict(at: sample.heldOutPoints)
            }
            var inside = 0
            for (index, target) in sample.heldOutTargets.enumerated() {
                let probabilities = zip(draws, predictions).map { process, prediction in
                    let deviation = (prediction.variance[index] + process.noise).squareRoot()
                    return 0.5 * erfc((prediction.mean[index] - target) / deviation / 2.0.squareRoot())
                }
                let probability = probabilities.reduce(0, +) / Double(draws.count)
                inside += (0.05...0.95).contains(probability) ? 1 : 0
            }
            shares.append(Double(inside) / 10)
        }
        let mean = shares.reduce(0, +) / Double(samples)
        let variance = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(samples - 1)
        let error = (variance / Double(samples)).squareRoot()
        #expect(abs(mean - 0.9) < 3.5 * error + 0.01, "\(mean) +- \(error) lie in the 90 % intervals")
    }

    @Test func `follow from the seed, go on from where they were, and end when told`() throws {
        let points = normalMatrix(rows: 10, columns: 2, seed: 6)
        let targets = (0..<10).map { points[$0, 0] }
        let start = GaussianProcess(kernel: StationaryKernel(.matern52, lengthScales: [1, 1]), noise: 0.1)
        let sampling = HyperparameterSampling(priors: .weak(dimension: 2), draws: 3)
        func draws(_ seed: UInt64) throws -> (draws: [GaussianProcess], chain: HyperparameterSampling.Chain) {
            var source = RandomSource(seed: seed)
            var chain = HyperparameterSampling.Chain(at: start)
            let result = try sampling(&chain, warmUp: 2, at: points, targets: targets, using: &source)
            return (result.draws, chain)
        }
        let first = try draws(1)
        #expect(first.draws.map(\.parameters) == (try draws(1).draws.map(\.parameters)))
        #expect(first.draws.map(\.parameters) != (try draws(2).draws.map(\.parameters)))
        #expect(first.chain.process.parameters == first.draws.last?.parameters)
        var source = RandomSource(seed: 1)
        var chain = first.chain
        #expect(throws: CancellationError.self) {
            _ = try sampling(&chain, warmUp: 0, at: points, targets: targets, using: &source) { false }
        }
        #expect(chain.process.parameters == first.chain.process.parameters)
    }
}
