import Acquisition
import Foundation
import Randomness
import Testing

@Suite("Expected hypervolume improvement") struct HypervolumeImprovementTests {
    private let improvement = ExpectedHypervolumeImprovement(
        beyond: HypervolumeFixtures.front, directions: [.maximize, .maximize], reference: [0, 0])

    private func score(
        _ mean: (Double, Double), _ deviation: (Double, Double), isLogarithm: Bool,
        by improvement: ExpectedHypervolumeImprovement? = nil
    ) -> Double {
        (improvement ?? self.improvement).scores(
            first: Belief(mean: [mean.0], standardDeviation: [deviation.0]),
            second: Belief(mean: [mean.1], standardDeviation: [deviation.1]), isLogarithm: isLogarithm)[0]
    }

    @Test("agrees with quadrature in 50 digits, logarithms where it underflows", arguments: HypervolumeFixtures.cases)
    func quadrature(mean: (Double, Double), deviation: (Double, Double), value: Double, logarithm: Double) {
        #expect(abs(score(mean, deviation, isLogarithm: true) - logarithm) < 1e-10 * max(1, abs(logarithm)))
        if value > 1e-300 { #expect(relativeError(score(mean, deviation, isLogarithm: false), value) < 1e-10) }
    }

    @Test("agrees with a million draws of the growth of the hypervolume")
    func monteCarlo() {
        var source = RandomSource(seed: 41)
        let front = HypervolumeFixtures.front
        let directions = [Direction.minimize, .maximize]
        let values = [front[0].map { 2 - $0 }, front[1]]
        let reference = [2.0, 0]
        let flipped = ExpectedHypervolumeImprovement(beyond: values, directions: directions, reference: reference)
        let before = Hypervolume.volume(of: values, directions: directions, reference: reference)
        let (mean, deviation) = ((1.4, 0.7), (0.3, 0.25))
        var (sum, squares) = (0.0, 0.0)
        let draws = 1_000_000
        for _ in 0..<draws {
            let (one, other) = source.normalPair()
            let point = (mean.0 + deviation.0 * one, mean.1 + deviation.1 * other)
            // What the front leaves of the box below the point, strip by strip, is the growth.
            var growth = 0.0
            if 2 - point.0 > 0 && point.1 > 0 {
                var edge = 0.0
                for index in 0...front[0].count {
                    let end = index < front[0].count ? front[0][index] : .infinity
                    let height = index < front[0].count ? front[1][index] : 0
                    growth += max(0, min(2 - point.0, end) - edge) * max(0, point.1 - height)
                    edge = end
                }
            }
            sum += growth
            squares += growth * growth
        }
        let truth = sum / Double(draws)
        let error = (squares / Double(draws) - truth * truth).squareRoot() / Double(draws).squareRoot()
        #expect(abs(score(mean, deviation, isLogarithm: false, by: flipped) - truth) < 4 * error)
        // And the growth is a difference of hypervolumes.
        let known = score((0.9, 0.7), (0, 0), isLogarithm: false, by: flipped)
        let after = Hypervolume.volume(
            of: [values[0] + [0.9], values[1] + [0.7]], directions: directions, reference: reference)
        #expect(abs(known - (after - before)) < 1e-14)
    }

    @Test("without a front is the product of two expected improvements, beyond the reference")
    func empty() throws {
        let none = ExpectedHypervolumeImprovement(
            beyond: [[-1], [3]], directions: [.maximize, .maximize], reference: [0, 0])
        let ei = AcquisitionFunction.expectedImprovement()
        let truth = try ei.score(0.3, 0.5, incumbent: 0) * ei.score(-0.4, 0.2, incumbent: 0)
        #expect(
            relativeError(
                score((0.3, 0.5), (0.5, 0.2), isLogarithm: false, by: none),
                try ei.score(0.3, 0.5, incumbent: 0) * ei.score(0.5, 0.2, incumbent: 0)) < 1e-14)
        #expect(relativeError(score((0.3, -0.4), (0.5, 0.2), isLogarithm: false, by: none), truth) < 1e-13)
    }

    @Test("is the same from dominated and repeated points as without them, and NaN without usable numbers")
    func dominated() {
        let crowded = ExpectedHypervolumeImprovement(
            beyond: zip(HypervolumeFixtures.front, [[0.5, 0.5, 0.1, .nan], [0.85, 0.2, 0.1, 9]]).map { $0 + $1 },
            directions: [.maximize, .maximize], reference: [0, 0])
        #expect(crowded == improvement)
        #expect(score((.nan, 0), (1, 1), isLogarithm: true).isNaN)
        #expect(score((0, 0), (1, -1), isLogarithm: true).isNaN)
    }

    private static let one = GridProcess.example(noise: 0.02)
    private static let other: GridProcess = {
        var process = GridProcess.example(noise: 0.02)
        process.targets = [-0.5, 0.3, 0.8, -0.9, 0.1, 0.4, -0.2, 0]
        return process
    }()

    private var context: VectorContext {
        VectorContext(
            directions: [.maximize, .minimize], known: Self.one.measured,
            measuredValues: [Self.one.targets, Self.other.targets], geometry: Self.one.geometry, seed: 5)
    }

    @Test("chooses batches that never repeat, keep the radius, and spread", arguments: VectorAcquisition.allCases)
    func batches(function: VectorAcquisition) throws {
        var posteriors = [Self.one.posterior, Self.other.posterior]
        var eligibility = Eligibility(index: PixelIndex(Self.one.pixels), exclusionRadius: 1)
        eligibility.exclude(Self.one.measured, as: .measured)
        var source = RandomSource(seed: 1)
        let batch = try function.chooseBatch(
            of: 5, from: posteriors.map(\.belief), in: context, eligibility: eligibility, using: &source
        ) { candidate in
            posteriors = posteriors.map { $0.conditioned(on: candidate) }
            return posteriors.map(\.belief)
        }
        #expect(batch.selections.count == 5)
        #expect(Set(batch.selections.map(\.candidate) + Self.one.measured).count == 13)
        let pixels = batch.selections.map { Self.one.pixels[$0.candidate] }
        for (index, pixel) in pixels.enumerated() {
            for next in pixels.dropFirst(index + 1) {
                #expect(hypot(Double(pixel.row - next.row), Double(pixel.column - next.column)) > 1)
            }
        }
        let scores = try function.scores(of: [Self.one.posterior.belief, Self.other.posterior.belief], in: context)
        #expect(batch.scores == scores)
    }

    @Test("log-ehvi ranks as ehvi does, and is weighed by feasibility and cost")
    func weighed() throws {
        var beliefs = [Self.one.posterior.belief, Self.other.posterior.belief]
        let plain = try VectorAcquisition.expectedHypervolumeImprovement.scores(of: beliefs, in: context)
        let logarithms = try VectorAcquisition.logExpectedHypervolumeImprovement.scores(of: beliefs, in: context)
        #expect(zip(plain, logarithms).allSatisfy { relativeError(exp($1), $0) < 1e-10 || $0 < 1e-250 })
        let count = Self.one.count
        beliefs[0].constraints = [
            try Constraint(
                mean: (0..<count).map { $0 < 50 ? 0 : 1 }, standardDeviation: [Double](repeating: 0, count: count),
                lower: 0.5)
        ]
        let feasible = try VectorAcquisition.expectedHypervolumeImprovement.scores(of: beliefs, in: context)
        #expect(feasible[..<50].allSatisfy { $0 == -.infinity })
        #expect(zip(feasible[50...], logarithms[50...]).allSatisfy { $0 == $1 })
    }

    @Test("refuses what does not fit, each with its cause")
    func refusals() throws {
        let beliefs = [Self.one.posterior.belief, Self.other.posterior.belief]
        func cause(
            _ function: VectorAcquisition, _ beliefs: [Belief], _ context: VectorContext
        ) -> UnfitVectorAcquisition.Cause? {
            #expect(throws: UnfitVectorAcquisition.self) { try function.scores(of: beliefs, in: context) }?.cause
        }
        var three = context
        three.directions = [.maximize, .minimize, .maximize]
        #expect(
            cause(.expectedHypervolumeImprovement, beliefs, three)
                == .objectives(.expectedHypervolumeImprovement, found: 3))
        #expect(cause(.parego, beliefs, three) == .lengths(expected: 3, found: 2))
        var unknown = context
        unknown.known = []
        #expect(cause(.logExpectedHypervolumeImprovement, beliefs, unknown) == .nothingKnown)
        var nowhere = context
        nowhere.reference = [0, .nan]
        #expect(cause(.expectedHypervolumeImprovement, beliefs, nowhere) == .reference(objective: 1))
        #expect(
            cause(.parego, [beliefs[0], Belief(mean: [0], standardDeviation: [1])], context)
                == .lengths(expected: 99, found: 1))
        var single = context
        single.directions = [.maximize]
        #expect(cause(.parego, [beliefs[0]], single) == .objectives(.parego, found: 1))
    }
}
