import Acquisition
import Foundation
import Randomness
import Testing

@Suite("ParEGO's scalarisation") struct ChebyshevScalarizationTests {
    private static let values = [[0.0, 4, 2], [10.0, 30, 20], [1.0, 0, 5]]

    private func scalarization(_ weights: [Double]) throws -> ChebyshevScalarization {
        try ChebyshevScalarization(
            weights: weights, values: Array(Self.values.prefix(weights.count)),
            directions: Array([Direction.maximize, .minimize, .maximize].prefix(weights.count)))
    }

    @Test("is Knowles' formula, with losses from 0 at the best to 1 at the worst")
    func formula() throws {
        let scalarization = try scalarization([3, 1])
        // Best in both: no loss. The weights are 3/4 and 1/4.
        #expect(scalarization.value(of: [4, 10]) == 0)
        #expect(abs(scalarization.value(of: [0, 30]) - -(0.75 + 0.05 * 1)) < 1e-15)
        #expect(abs(scalarization.value(of: [2, 10]) - -(0.375 + 0.05 * 0.375)) < 1e-15)
        #expect(abs(scalarization.value(of: [4, 20]) - -(0.125 + 0.05 * 0.125)) < 1e-15)
        for weights in [[0.0, 0], [-1, 2], [1, .nan], [1, .infinity]] {
            #expect(throws: UnfitVectorAcquisition.self) { try self.scalarization(weights) }
        }
    }

    @Test(
        "has the mean and standard deviation that draws have, exactly for two objectives",
        arguments: [
            ([0.5, 0.5], 0.01), ([0.9, 0.1], 0.01), ([0.2, 0.8], 0.01), ([1, 0], 0.01), ([0.3, 0.3, 0.4], 0.02),
            ([0.1, 0.6, 0.3], 0.08),
        ] as [([Double], Double)])
    func moments(weights: [Double], tolerance: Double) throws {
        let scalarization = try scalarization(weights)
        let cases = [
            ([2.0, 20, 2], [1.0, 8, 1]), ([3.9, 29, 0], [0.1, 2, 3]), ([1, 12, 4], [2, 0, 0.5]),
            ([4, 10, 5], [0.5, 4, 2]),
        ]
        var source = RandomSource(seed: 17)
        for (mean, deviation) in cases {
            let beliefs = weights.indices.map { Belief(mean: [mean[$0]], standardDeviation: [deviation[$0]]) }
            let belief = scalarization.belief(from: beliefs)
            var (sum, squares) = (0.0, 0.0)
            let draws = 200_000
            var point = mean
            for _ in 0..<draws {
                for objective in weights.indices {
                    point[objective] = mean[objective] + deviation[objective] * source.normal()
                }
                let value = scalarization.value(of: Array(point.prefix(weights.count)))
                sum += value
                squares += value * value
            }
            let truth = sum / Double(draws)
            let spread = (squares / Double(draws) - truth * truth).squareRoot()
            #expect(abs(belief.mean[0] - truth) < tolerance * spread)
            #expect(abs(belief.standardDeviation[0] - spread) < tolerance * spread)
        }
    }

    /// The scalarised value is not quite Gaussian; what matters is whom it ranks first.
    @Test("ranks candidates as the expected improvement of the scalarised draws does")
    func ranking() throws {
        let scalarization = try scalarization([0.5, 0.5])
        var source = RandomSource(seed: 23)
        let means = (0..<60).map { _ in (4 * source.uniform(), 10 + 20 * source.uniform()) }
        let deviations = (0..<60).map { _ in (0.1 + source.uniform(), 0.5 + 5 * source.uniform()) }
        let beliefs = [
            Belief(mean: means.map(\.0), standardDeviation: deviations.map(\.0)),
            Belief(mean: means.map(\.1), standardDeviation: deviations.map(\.1)),
        ]
        let best = -0.3
        let scores = try AcquisitionFunction.expectedImprovement()
            .scores(of: scalarization.belief(from: beliefs), incumbent: best, goal: .maximize)
        let normals = (0..<20_000).map { _ in source.normalPair() }
        let truths = means.indices.map { candidate in
            normals.reduce(0.0) { sum, z in
                let point = [
                    means[candidate].0 + deviations[candidate].0 * z.0,
                    means[candidate].1 + deviations[candidate].1 * z.1,
                ]
                return sum + max(0, scalarization.value(of: point) - best)
            } / 20_000
        }
        #expect(rankCorrelation(scores, truths) > 0.98)
        #expect(truths[AcquisitionTests.ranking(of: scores)[0]] > 0.95 * (truths.max() ?? .nan))
    }

    @Test("draws weights evenly from the simplex")
    func weights() {
        var source = RandomSource(seed: 1)
        let drawn = (0..<20_000).map { _ in ChebyshevScalarization.drawnWeights(3, using: &source) }
        #expect(drawn.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-12 && $0.allSatisfy { $0 >= 0 } })
        for objective in 0..<3 {
            let mean = drawn.reduce(0) { $0 + $1[objective] / 20_000 }
            // The first of three even weights is above ½ with probability ¼.
            let large = drawn.count { $0[objective] > 0.5 }
            #expect(abs(mean - 1.0 / 3) < 0.01 && abs(large - 5000) < 250)
        }
    }

    @Test("a candidate without usable numbers has none")
    func unusable() throws {
        let belief = try scalarization([1, 1]).belief(from: [
            Belief(mean: [1, .nan, 1], standardDeviation: [1, 1, 1]),
            Belief(mean: [1, 1, 1], standardDeviation: [1, 1, -1]),
        ])
        #expect(belief.mean.map(\.isNaN) == [false, true, true])
    }
}
