import Randomness
import Testing

@testable import Surrogates

@Suite struct `A cold restart` {
    /// The report of an objective whose points are predicted with the given log densities, on a scale.
    private static func report(_ densities: [Double], deviation: Double = 1) throws -> ObjectiveReport {
        let process = GaussianProcess(kernel: StationaryKernel(.rbf, dimension: 1, lengthScale: 1), noise: 0.1)
        let embedding = densities.indices.map { Float(100 * $0) }
        let targets = densities.indices.map { $0.isMultiple(of: 2) ? deviation : -deviation }
        let posterior = try PoolPosterior(
            [(process, embedding)], measured: Array(densities.indices), targets: targets)
        let predictions = densities.enumerated().map { point, density in
            // Of variance v, at its mean: log density -(log 2π + log v) / 2.
            HeldOutPrediction(
                point: point, target: 0, mean: 0, variance: exponential(-2 * density - logarithmOfTwoPi))
        }
        return ObjectiveReport(of: posterior, hyperparameters: [], heldOut: HeldOut(predictions))
    }

    private static func observations(_ count: Int, deviation: Double = 1) -> Observations {
        Observations(
            candidates: Array(0..<count), targets: (0..<count).map { $0.isMultiple(of: 2) ? deviation : -deviation })
    }

    @Test func `follows when the same points are predicted worse, by more than the margin and more than chance`() throws
    {
        let baseline = RestartBaseline(Self.observations(8), [try Self.report([1, 1, 1, 1, 1, 1, 1, 1])])
        func restart(_ densities: [Double]) throws -> ColdRestart? {
            baseline.restart(Self.observations(densities.count), [try Self.report(densities)], margin: 0.2)
        }
        let found = try #require(try restart([0.5, 0.6, 0.4, 0.5, 0.6, 0.4, 0.5, 0.5]))
        #expect(found.points == 8)
        #expect(abs(found.decline - 0.5) < 1e-9)
        #expect(found.standardError < 0.05)
        #expect(
            found.description.contains("fell by 0.5 ± 0.03 nats a point since the last cold training, on its 8 points"))
        #expect(try restart([0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9]) == nil, "within the margin")
        #expect(try restart([-5, 1, 1, 1, 1, 1, 1, 1]) == nil, "a single point is chance")
        // New points that are hard to predict are no reason, where the old ones are as before.
        #expect(try restart([1, 1, 1, 1, 1, 1, 1, 1] + [Double](repeating: -9, count: 8)) == nil)
    }

    @Test func `compares densities in the units of the targets`() throws {
        // Ten times the scale takes log 10 from each density, but what is compared is not the scale.
        let baseline = RestartBaseline(Self.observations(8), [try Self.report([Double](repeating: 1, count: 8))])
        let now = try Self.report([Double](repeating: 1, count: 8), deviation: 10)
        let restart = try #require(baseline.restart(Self.observations(8), [now], margin: 0.2))
        #expect(abs(restart.decline - 2.302585092994046) < 1e-9)
    }

    @Test func `keeps whichever weights predict better, and says so`() throws {
        var configuration = SurrogateCase.small()
        configuration.restartMargin = 0.05
        configuration.warmIterations = 2
        configuration.coldIterations = 40
        let surrogate = DeepKernel(features: SurrogateCase.features, configuration: configuration, seed: 1)
        let measured = Array(0..<30)
        let targets = measured.map(SurrogateCase.target)
        let first = try surrogate.train(Observations(candidates: measured, targets: targets), mode: .cold)
        #expect(first.report.restart == nil)
        // The same candidates again, with targets that contradict: what was learned is now worth less.
        let contradicting = Observations(
            candidates: measured + measured, targets: targets + targets.map { 200 - $0 })
        let second = try surrogate.train(contradicting, mode: .warm)
        let restart = try #require(second.report.restart)
        #expect(second.report.wasCold == restart.wasKept)
        #expect(second.report.iterations > 2)
        // With what was kept as the new measure, nothing has got worse since.
        #expect(try surrogate.train(contradicting, mode: .warm).report.restart == nil)

        configuration.restartMargin = nil
        let patient = DeepKernel(features: SurrogateCase.features, configuration: configuration, seed: 1)
        _ = try patient.train(Observations(candidates: measured, targets: targets), mode: .cold)
        #expect(try patient.train(contradicting, mode: .warm).report.restart == nil)
    }
}
