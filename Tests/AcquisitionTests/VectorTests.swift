import Acquisition
import Foundation
import Randomness
import Testing

@Suite("Several objectives") struct VectorTests {
    private static func randomPoints(_ count: Int, objectives: Int, seed: UInt64, coarse: Bool) -> [[Double]] {
        var source = RandomSource(seed: seed)
        return (0..<objectives).map { _ in
            (0..<count).map { _ in coarse ? Double(source.integer(below: 5)) : source.normal() }
        }
    }

    /// The definition: no other point is at least as good in all objectives and better in one.
    @Test("the front is what no point dominates, ties and duplicates included", arguments: [1, 2, 3, 4])
    func front(objectives: Int) {
        for seed in 0..<40 {
            for coarse in [false, true] {
                let values = Self.randomPoints(
                    1 + seed, objectives: objectives, seed: UInt64(seed), coarse: coarse)
                let directions = (0..<objectives).map { $0 % 2 == seed % 2 ? Direction.maximize : .minimize }
                let truth = values[0].indices.filter { point in
                    !values[0].indices.contains { other in
                        let gains = (0..<objectives).map {
                            directions[$0].sign * (values[$0][other] - values[$0][point])
                        }
                        return gains.allSatisfy { $0 >= 0 } && gains.contains { $0 > 0 }
                    }
                }
                #expect(ParetoFront(of: values, directions: directions).indices == truth)
            }
        }
    }

    @Test("a point with a value that is not finite is in no front and hides nobody")
    func nonFinite() {
        let values = [[1, .nan, 0, .infinity], [0, 5, 1, 7]]
        #expect(ParetoFront(of: values, directions: [.maximize, .maximize]).indices == [0, 2])
        #expect(ParetoFront(of: [[], []], directions: [.maximize, .minimize]).indices.isEmpty)
    }

    /// Boxes of integers, counted cell by cell.
    @Test("the hypervolume is that of the cells that a point dominates", arguments: [1, 2, 3])
    func hypervolume(objectives: Int) {
        for seed in 0..<30 {
            var source = RandomSource(seed: UInt64(seed))
            let values = (0..<objectives).map { _ in
                (0..<source.integer(below: 4) + 6).map { _ in Double(source.integer(below: 9)) }
            }.map { Array($0.prefix(6)) }
            let directions = (0..<objectives).map { _ in source.integer(below: 2) == 0 ? Direction.maximize : .minimize
            }
            let reference = directions.map { $0 == .maximize ? 2.0 : 6.0 }
            var cells = 0
            for cell in 0..<Int(pow(8.0, Double(objectives))) {
                // The cell's far corner from the reference, one unit an objective.
                let corner = (0..<objectives).map { objective in
                    reference[objective]
                        + directions[objective].sign * Double(cell / Int(pow(8.0, Double(objective))) % 8 + 1)
                }
                let isDominated = values[0].indices.contains { point in
                    (0..<objectives).allSatisfy {
                        directions[$0].sign * (values[$0][point] - corner[$0]) >= 0
                    }
                }
                if isDominated { cells += 1 }
            }
            #expect(
                abs(Hypervolume.volume(of: values, directions: directions, reference: reference) - Double(cells)) < 1e-9
            )
        }
    }

    @Test("the reference point lies a tenth of the range beyond the worst values")
    func reference() {
        let values = [[1, 3, .nan, 2], [10, 30, 20, 20], [4, 4, 4, 4]]
        let reference = ReferencePoint.standard(of: values, directions: [.maximize, .minimize, .maximize])
        #expect(reference == [0.8, 32, 3.9])
        #expect(ReferencePoint.standard(of: [[.nan]], directions: [.maximize]) == nil)
    }

    @Test("a level or a band among several objectives is refused, with the advice to make the distance one")
    func directions() throws {
        #expect(try Direction(.maximize, objective: 0) == .maximize)
        #expect(try Direction(.minimize, objective: 0) == .minimize)
        for goal in [Goal.level(1), .band(lower: 0, upper: 1)] {
            let error = #expect(throws: UnfitVectorAcquisition.self) { try Direction(goal, objective: 1) }
            #expect(error?.description.contains("objective 2") == true)
        }
    }
}

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
