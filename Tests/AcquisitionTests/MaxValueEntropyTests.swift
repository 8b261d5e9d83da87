import Foundation
import Randomness
import Testing

@testable import Acquisition

@Suite("Max-value entropy") struct MaxValueEntropyTests {
    private func information(_ gamma: Double, isLogarithm: Bool = false) -> Double {
        MaxValueEntropy(direction: 1, maxima: [gamma], isLogarithm: isLogarithm).score(mean: 0, standardDeviation: 1)
    }

    @Test("agrees with mpmath, far out on both sides", arguments: EntropyFixtures.information)
    func published(gamma: Double, value: Double, logarithm: Double) {
        #expect(abs(information(gamma, isLogarithm: true) - logarithm) < 2e-15 * max(abs(logarithm), 1))
        if value > 1e-300 { #expect(relativeError(information(gamma), value) < 3e-15) }
    }

    /// H of N(0, 1) is ½ log 2πe; H of the distribution cut off at γ is -∫ p log p, by Simpson's rule.
    @Test("is the entropy that is lost by cutting the distribution off", arguments: [-3, -1, 0, 0.5, 2, 4])
    func definition(gamma: Double) {
        let below = 0.5 * erfc(-gamma / 2.0.squareRoot())
        let entropy = expectation(
            of: { -(-0.5 * $0 * $0 - 0.5 * log(2 * Double.pi) - log(below)) / below }, mean: 0, standardDeviation: 1,
            over: -14...gamma)
        let truth = 0.5 * log(2 * Double.pi) + 0.5 - entropy
        #expect(abs(information(gamma) - truth) < 1e-10 * max(1, abs(truth)))
    }

    @Test("averages over the samples of the greatest value")
    func average() {
        let (maxima, mean, deviation) = ([1.5, 2.0, 0.2, 9.0], 0.7, 0.4)
        let truth = maxima.reduce(0) { $0 + 0.25 * information(($1 - mean) / deviation) }
        let entropy = MaxValueEntropy(direction: 1, maxima: maxima, isLogarithm: false)
        #expect(relativeError(entropy.score(mean: mean, standardDeviation: deviation), truth) < 1e-14)
        let mirrored = MaxValueEntropy(direction: -1, maxima: maxima, isLogarithm: false)
        #expect(
            mirrored.score(mean: -mean, standardDeviation: deviation)
                == entropy.score(mean: mean, standardDeviation: deviation))
    }

    /// The greatest of independent Gaussians, by drawing them.
    @Test("Gumbel's distribution has the quartiles of the greatest of the marginals")
    func gumbel() {
        var source = RandomSource(seed: 31)
        let mean = source.normals(60)
        let deviation = (0..<60).map { _ in 0.05 + 0.5 * source.uniform() }
        let drawn = (0..<40_000).map { _ in
            zip(mean, deviation).map { $0 + $1 * source.normal() }.max()!
        }.sorted()
        let belief = Belief(mean: mean + [.nan], standardDeviation: deviation + [1])
        let values = MaxValues(direction: 1, seed: 1).gumbel(of: belief, 4000).sorted()
        for quantile in [0.25, 0.75] {
            let (one, other) = (drawn[Int(quantile * 40_000)], values[Int(quantile * 4000)])
            #expect(abs(one - other) < 0.01)
        }
        #expect(abs(drawn[20_000] - values[2000]) < 0.03)
        let mirrored = MaxValues(direction: -1, seed: 1)
            .gumbel(of: Belief(mean: belief.mean.map(-), standardDeviation: belief.standardDeviation), 4000).sorted()
        #expect(mirrored == values)
        #expect(
            MaxValues(direction: 1, seed: 1).gumbel(of: Belief(mean: [2, 1], standardDeviation: [0, 0]), 3) == [
                2, 2, 2,
            ])
        #expect(MaxValues(direction: 1, seed: 1).gumbel(of: Belief(mean: [], standardDeviation: []), 3).isEmpty)
    }

    @Test("a joint belief gives the maxima of its own samples, below those of independent marginals")
    func joint() throws {
        let process = GridProcess.example(noise: 0.05)
        let posterior = process.posterior
        let values = MaxValues(direction: 1, seed: 3)
        let sampled = try values.sampled(from: posterior, 400)
        let independent = values.gumbel(of: posterior.belief, 400)
        #expect(sampled.count == 400)
        #expect(sampled.reduce(0, +) < independent.reduce(0, +))
        #expect(sampled.min()! > posterior.mean.max()! - 3 * posterior.belief.standardDeviation.max()!)
    }

    @Test("ranks as with a hundred times more samples of the greatest value")
    func ranking32() throws {
        let process = GridProcess.example(noise: 0.05)
        let belief = process.posterior.belief
        for goal in [Goal.maximize, .minimize] {
            let few = try AcquisitionFunction.maxValueEntropy().scores(
                of: belief, in: DecisionContext(goal: goal, seed: 1))
            let many = try AcquisitionFunction.maxValueEntropy(samples: 3200)
                .scores(of: belief, in: DecisionContext(goal: goal, seed: 2))
            #expect(rankCorrelation(few, many) > 0.98)
        }
    }
}
