import Formulas
import LinearAlgebra
import Networks
import Randomness
import Testing

@testable import Surrogates

/// The truth of a posterior at other candidates is what the posterior over all of them says there.
@Suite struct `A posterior moved to other candidates` {
    private static let observations = Observations(
        candidates: [3, 17, 40, 77, 120, 250, 3], targets: [3, 17, 40, 77, 120, 250, 3].map(SurrogateCase.target),
        noiseVariances: [0, 1, 0, 4, 0, 0, 0.5])
    /// Some candidates, those that were measured among them, in an order of their own.
    private static let window = [399, 250, 3, 120, 8, 77, 40, 17] + Array(200..<230)

    private static func field(_ candidates: [Int]) -> PoolPosterior.Field {
        let features = SubsetFeatures(StandardizedFeatures(SurrogateCase.features), candidates)
        return PoolPosterior.Field(
            features: features, plainFeatures: features, covariates: covariates.points(candidates))
    }

    private static let covariates = Covariates(
        ["x", "y"], count: 400, elements: (0..<800).map { Double($0 % 37) / 10 })

    private func check(_ whole: PoolPosterior, tolerance: Double) throws {
        let places = Self.observations.candidates.compactMap { Self.window.firstIndex(of: $0) }
        var (moved, whole) = (try whole.moved(to: Self.field(Self.window), observed: places), whole)
        func compare(_ moved: PoolPosterior) {
            let (found, truth) = (moved.prediction(), whole.prediction(at: Self.window))
            #expect(relativeDifference(found.mean, truth.mean) < tolerance)
            #expect(relativeDifference(found.variance, truth.variance) < tolerance)
        }
        #expect(moved.count == Self.window.count)
        compare(moved)
        compare(try whole.moved(to: Self.field(Self.window), observed: places, keepsRows: false))
        // It goes on as the whole does: by a measurement, and by one that is believed.
        try moved.append(0, target: 90)
        try moved.believe(12)
        try whole.append(Self.window[0], target: 90)
        try whole.believe(Self.window[12])
        compare(moved)
        let covariance = moved.covariance(of: [1, 5, 20])
        let truth = whole.covariance(of: [1, 5, 20].map { Self.window[$0] })
        #expect(relativeDifference(covariance.elements, truth.elements) < tolerance)
    }

    @Test func `is that of a network's process, by its weights as they were`() throws {
        var configuration = SurrogateCase.small()
        (configuration.members, configuration.activation) = (3, .silu)
        let surrogate = DeepKernel(features: SurrogateCase.features, configuration: configuration, seed: 4)
        let training = try surrogate.train(Self.observations, mode: .cold)
        // The weights go on to change; the posterior has its own.
        let more = Observations(candidates: [5, 6, 7], targets: [1, 2, 3])
        _ = try surrogate.train(more, mode: .warm)
        try check(training.posterior, tolerance: 1e-4)
    }

    @Test func `is that of a process on the features, with its mean`() throws {
        let features = StandardizedFeatures(SurrogateCase.features)
        let plain = GaussianProcessSurrogate(features: features, seed: 1)
        try check(try plain.train(Self.observations, mode: .cold).posterior, tolerance: 1e-8)
        let kernel = StationaryKernel(.matern52, dimension: 8, lengthScale: 2, outputScale: 1)
        let sloped = GaussianProcessSurrogate(
            features: features, kernel: kernel, mean: LinearMean(standardizing: Self.covariates),
            covariates: Self.covariates, seed: 1)
        try check(try sloped.train(Self.observations, mode: .cold).posterior, tolerance: 1e-8)
    }

    @Test func `of a mixture is the mixture of both`() throws {
        let features = StandardizedFeatures(SurrogateCase.features)
        let network = DeepKernel(features: features, configuration: SurrogateCase.small(), seed: 2)
        let plain = GaussianProcessSurrogate(features: features, seed: 3)
        let mixture = PoolPosterior(mixing: [
            (try network.train(Self.observations, mode: .cold).posterior, 0.3),
            (try plain.train(Self.observations, mode: .cold).posterior, 0.7),
        ])
        try check(mixture, tolerance: 1e-4)
    }

    /// The same numbers make the same function, whatever the candidates at which it is asked for.
    @Test func `draws the same sample`() throws {
        let features = StandardizedFeatures(SurrogateCase.features)
        let whole = try GaussianProcessSurrogate(features: features, seed: 3)
            .train(Self.observations, mode: .cold).posterior
        let places = Self.observations.candidates.compactMap { Self.window.firstIndex(of: $0) }
        let moved = try whole.moved(to: Self.field(Self.window), observed: places)
        var (one, other) = (RandomSource(seed: 9), RandomSource(seed: 9))
        let sample = try moved.sample(using: &one)
        let truth = try whole.sample(using: &other)
        #expect(relativeDifference(sample, Self.window.map { truth[$0] }) < 1e-6)
    }

    @Test func `sees the features of some candidates under their own numbers`() {
        let subset = SubsetFeatures(SurrogateCase.features, [7, 0, 399])
        #expect(subset.count == 3 && subset.dimension == 8 && !subset.isStandardized)
        #expect(SubsetFeatures(StandardizedFeatures(SurrogateCase.features), [1]).isStandardized)
        var rows = Matrix<Float>(rows: 2, columns: 8)
        subset.copyRows([2, 1], into: &rows)
        #expect(rows.row(0) == Array(SurrogateCase.features.elements[399 * 8..<400 * 8]))
        #expect(rows.row(1) == Array(SurrogateCase.features.elements[..<8]))
    }

    @Test func `a network that looks at other candidates learns on from what it knows`() throws {
        let whole = DeepKernel(features: SurrogateCase.features, configuration: SurrogateCase.small(), seed: 5)
        let some = DeepKernel(features: SurrogateCase.features, configuration: SurrogateCase.small(), seed: 5)
        let first = Observations(candidates: [3, 17, 40, 77], targets: [3, 17, 40, 77].map(SurrogateCase.target))
        _ = try whole.train(first, mode: .cold)
        _ = try some.train(first, mode: .cold)
        let window = [3, 17, 40, 77, 250, 9]
        some.look(at: SubsetFeatures(StandardizedFeatures(SurrogateCase.features), window), blocks: nil)
        let targets = window.prefix(5).map(SurrogateCase.target)
        let truth = try whole.train(Observations(candidates: Array(window.prefix(5)), targets: targets), mode: .warm)
        let found = try some.train(Observations(candidates: [0, 1, 2, 3, 4], targets: targets), mode: .warm)
        #expect(found.report.lastLoss == truth.report.lastLoss)
        let prediction = truth.posterior.prediction(at: window)
        #expect(relativeDifference(found.posterior.prediction().mean, prediction.mean) < 1e-5)
    }
}
