import Acquisition
import Foundation
import Randomness
import Testing

@Suite("A batch's strategy") struct BatchStrategyTests {
    private static let process = GridProcess.example(noise: 0.01)

    private var context: DecisionContext {
        DecisionContext(
            goal: .maximize, known: Self.process.measured, measuredValues: Self.process.targets,
            geometry: Self.process.geometry, seed: 7)
    }

    private func eligibility(radius: Double = 0) -> Eligibility {
        var eligibility = Eligibility(index: PixelIndex(Self.process.pixels), exclusionRadius: radius)
        eligibility.exclude(Self.process.measured, as: .measured)
        return eligibility
    }

    private func choose(
        _ count: Int, _ strategy: BatchStrategy, by function: AcquisitionFunction = .logExpectedImprovement(),
        in context: DecisionContext? = nil, radius: Double = 0
    ) throws -> (batch: Batch, told: [Double?]) {
        var posterior = Self.process.posterior
        var told: [Double?] = []
        var source = RandomSource(seed: 2)
        let batch = try function.chooseBatch(
            of: count, from: posterior.belief, in: context ?? self.context, eligibility: eligibility(radius: radius),
            strategy: strategy, using: &source
        ) { candidate, value in
            told.append(value)
            posterior = posterior.conditioned(on: candidate, value: value)
            return posterior.belief
        }
        return (batch, told)
    }

    private static func separation(_ batch: Batch) -> Double {
        let chosen = batch.selections.map { process.pixels[$0.candidate] }
        var least = Double.infinity
        for (index, one) in chosen.enumerated() {
            for other in chosen.dropFirst(index + 1) {
                least = min(least, hypot(Double(one.row - other.row), Double(one.column - other.column)))
            }
        }
        return least
    }

    @Test(
        "never chooses twice, keeps the exclusion radius and the count, and begins as any other",
        arguments: BatchStrategy.all)
    func invariants(strategy: BatchStrategy) throws {
        let functions = [AcquisitionFunction.logExpectedImprovement(), .upperConfidenceBound(), .knowledgeGradient()]
        for function in functions {
            let first = try choose(1, strategy, by: function).batch.selections[0].candidate
            for count in [2, 5] {
                let batch = try choose(count, strategy, by: function).batch
                #expect(batch.selections.count == count && batch.shortage == nil)
                #expect(Set(batch.selections.map(\.candidate) + Self.process.measured).count == count + 8)
                #expect(batch.selections[0].candidate == first)
            }
            let spaced = try choose(4, strategy, by: function, radius: 1.5).batch
            #expect(spaced.selections.count == 4 && Self.separation(spaced) > 1.5)
            let all = try choose(200, strategy, by: function, radius: 2).batch
            #expect(all.shortage?.eligible == 0 && Self.separation(all) > 2)
        }
        #expect(try choose(3, strategy).batch == choose(3, strategy).batch)
    }

    @Test("the believer tells means, the liar one and the same value, the others nothing")
    func told() throws {
        #expect(try choose(3, .believer).told == [nil, nil])
        #expect(try choose(3, .constantLiar(.min)).told == [-1.1, -1.1])
        #expect(try choose(3, .constantLiar(.max)).told == [0.9, 0.9])
        let mean = try #require(try choose(2, .constantLiar(.mean)).told[0])
        #expect(abs(mean - Self.process.targets.reduce(0, +) / 8) < 1e-15)
        #expect(try choose(3, .localPenalty).told.isEmpty)
        #expect(try choose(3, .thompson).told.isEmpty)
    }

    @Test("the liar's values are relative to the goal")
    func lies() {
        let values = [3.0, -2, .nan, 7, 0.5]
        #expect(BatchStrategy.Lie.min.value(of: values, goal: .maximize) == -2)
        #expect(BatchStrategy.Lie.max.value(of: values, goal: .maximize) == 7)
        #expect(BatchStrategy.Lie.min.value(of: values, goal: .minimize) == 7)
        #expect(BatchStrategy.Lie.max.value(of: values, goal: .minimize) == -2)
        #expect(BatchStrategy.Lie.min.value(of: values, goal: .level(1)) == 7)
        #expect(BatchStrategy.Lie.max.value(of: values, goal: .level(1)) == 0.5)
        #expect(BatchStrategy.Lie.mean.value(of: values, goal: .level(1)) == 2.125)
        #expect(BatchStrategy.Lie.mean.value(of: [.nan], goal: .maximize) == nil)
    }

    /// Each member by hand: the posterior of the larger problem, inverted anew.
    @Test("the liar chooses as if the lie had been measured")
    func liar() throws {
        let (batch, _) = try choose(4, .constantLiar(.min))
        var process = Self.process
        var open = eligibility()
        for selection in batch.selections {
            let belief = process.posterior.belief
            let incumbent = process.measured.map { belief.mean[$0] }.max()
            let scores = try AcquisitionFunction.logExpectedImprovement()
                .scores(of: belief, incumbent: incumbent, goal: .maximize)
            let best = ranking(of: scores).first(where: open.admits)
            #expect(selection.candidate == best)
            process = process.measuring(selection.candidate, -1.1)
            open.exclude(selection.candidate, as: .pending)
        }
    }

    @Test("a lower lie spreads more than a higher one")
    func spread() throws {
        func spread(_ strategy: BatchStrategy) throws -> Double {
            let chosen = try choose(5, strategy).batch.selections.map { Self.process.pixels[$0.candidate] }
            var sum = 0.0
            for one in chosen {
                for other in chosen { sum += hypot(Double(one.row - other.row), Double(one.column - other.column)) }
            }
            return sum
        }
        #expect(try spread(.constantLiar(.min)) > spread(.constantLiar(.max)))
    }

    @Test("local penalties spread a batch where the best scores crowd")
    func penaltiesSpread() throws {
        // A cone of slope 0.1: with 0.8 to gain, 8 pixels about its top are ruled out as far as its slope is believed.
        let pixels = (0..<441).map { Pixel(row: $0 / 21, column: $0 % 21) }
        let belief = Belief(
            mean: pixels.map { 1 - 0.1 * hypot(Double($0.row - 10), Double($0.column - 10)) },
            standardDeviation: [Double](repeating: 0.3, count: 441))
        let context = DecisionContext(
            goal: .maximize, incumbent: 1.8, geometry: PoolGeometry(index: PixelIndex(pixels)))
        func chosen(_ strategy: BatchStrategy) throws -> [Pixel] {
            var source = RandomSource(seed: 1)
            return try AcquisitionFunction.upperConfidenceBound().chooseBatch(
                of: 4, from: belief, in: context, eligibility: Eligibility(count: 441), strategy: strategy,
                using: &source
            ) { _, _ in belief }.selections.map { pixels[$0.candidate] }
        }
        func distances(_ pixels: [Pixel]) -> [Double] {
            pixels.dropFirst().map { hypot(Double($0.row - pixels[0].row), Double($0.column - pixels[0].column)) }
        }
        // A believer that learns nothing crowds.
        #expect(distances(try chosen(.believer)).allSatisfy { $0 == 1 })
        #expect(distances(try chosen(.localPenalty)).allSatisfy { $0 >= 4 })
    }

    /// Equations 6 to 8 of the paper, with the greatest slope by brute force.
    @Test("local penalties are those of the paper, for logarithms and for scores of either sign")
    func penaltiesByHand() throws {
        let belief = Self.process.posterior.belief
        let pixels = Self.process.pixels
        var greatest = 0.0
        for row in 0..<9 {
            for column in 0..<11 {
                func value(_ row: Int, _ column: Int) -> Double { belief.mean[11 * row + column] }
                let (up, down) = (max(row - 1, 0), min(row + 1, 8))
                let (left, right) = (max(column - 1, 0), min(column + 1, 10))
                greatest = max(
                    greatest,
                    hypot(
                        (value(down, column) - value(up, column)) / Double(down - up),
                        (value(row, right) - value(row, left)) / Double(right - left)))
            }
        }
        let best = Self.process.measured.map { belief.mean[$0] }.max() ?? .nan
        for function in [AcquisitionFunction.expectedImprovement(), .upperConfidenceBound(kappa: 1.5)] {
            let (batch, _) = try choose(3, .localPenalty, by: function)
            var open = eligibility()
            var factors = try function.scores(of: belief, in: context).map { score in
                function == .expectedImprovement() ? score : log1p(exp(score))
            }
            for selection in batch.selections {
                #expect(selection.candidate == ranking(of: factors).first(where: open.admits))
                #expect(abs(selection.score - log(factors[selection.candidate])) < 1e-9)
                open.exclude(selection.candidate, as: .pending)
                let center = pixels[selection.candidate]
                for candidate in factors.indices {
                    let distance = hypot(
                        Double(pixels[candidate].row - center.row), Double(pixels[candidate].column - center.column))
                    let z =
                        (greatest * distance - best + belief.mean[selection.candidate])
                        / (2 * pow(belief.standardDeviation[selection.candidate], 2)).squareRoot()
                    factors[candidate] *= 0.5 * erfc(-z)
                }
            }
        }
    }

    @Test("Thompson's members are each the best of a sample of their own")
    func thompson() throws {
        let (batch, _) = try choose(5, .thompson, by: .thompson)
        #expect(Set(batch.selections.map(\.candidate)).count == 5)
        // With one candidate far above all others every sample agrees on it, and the rest are drawn without it.
        let sharp = CovarianceBelief(
            mean: [0, 0, 9], covariance: [1, 0, 0, 0, 1, 0, 0, 0, 1e-4], noiseVariance: 0)
        var wins = 0
        for seed in 0..<400 {
            var source = RandomSource(seed: UInt64(seed))
            let batch = try AcquisitionFunction.thompson.chooseBatch(
                of: 2, from: sharp.belief, in: DecisionContext(goal: .maximize, seed: UInt64(seed)),
                eligibility: Eligibility(count: 3), strategy: .thompson, using: &source
            ) { _, _ in sharp.belief }
            #expect(batch.selections[0].candidate == 2)
            wins += batch.selections[1].candidate
        }
        #expect((140...260).contains(wins))
    }

    @Test("the stage travels along with the batch")
    func travel() throws {
        // Equal candidates on a line: each next one is the nearest to the last.
        let count = 9
        let belief = Belief(
            mean: [Double](repeating: 0, count: count), standardDeviation: [Double](repeating: 1, count: count))
        let positions = (0..<count).map { StagePosition(x: pow(1.3, Double($0)), y: 0) }
        let cost = try TravelCost(positions: positions, travel: .straight(speed: 1), dwell: 0.1)
        let context = DecisionContext(
            goal: .maximize, cost: try CostWeight(cost, stage: StagePosition(x: 2.2, y: 0)))
        var source = RandomSource(seed: 1)
        let batch = try AcquisitionFunction.uncertainty.chooseBatch(
            of: 5, from: belief, in: context, eligibility: Eligibility(count: count), using: &source
        ) { _, _ in belief }
        #expect(batch.selections.map(\.candidate) == [3, 2, 1, 0, 4])
    }

    @Test("an incumbent that was given grows with what is believed")
    func incumbent() throws {
        let belief = Belief(mean: [0, 3, 2], standardDeviation: [1, 1, 1])
        var source = RandomSource(seed: 1)
        let ei = AcquisitionFunction.expectedImprovement()
        let batch = try ei.chooseBatch(
            of: 2, from: belief, in: DecisionContext(goal: .maximize, incumbent: 1), eligibility: Eligibility(count: 3),
            using: &source
        ) { _, _ in belief }
        #expect(batch.selections.map(\.score) == [try ei.score(3, 1, incumbent: 1), try ei.score(2, 1, incumbent: 3)])
    }

    @Test("is refused where it lacks what it goes by, and has a name")
    func refusals() throws {
        func cause(_ strategy: BatchStrategy, _ context: DecisionContext, joint: Bool) -> UnfitBatch.Cause? {
            var belief = Self.process.posterior.belief
            if !joint { belief.joint = nil }
            var source = RandomSource(seed: 2)
            let error = #expect(throws: UnfitBatch.self) {
                try AcquisitionFunction.logExpectedImprovement().chooseBatch(
                    of: 2, from: belief, in: context, eligibility: eligibility(), strategy: strategy, using: &source
                ) { _, _ in belief }
            }
            #expect(error?.description.contains("`\(strategy.name)`") == true)
            return error?.cause
        }
        var bare = context
        bare.geometry = nil
        bare.measuredValues = []
        #expect(cause(.constantLiar(.min), bare, joint: true) == .values)
        #expect(cause(.localPenalty, bare, joint: true) == .pixels)
        #expect(cause(.thompson, bare, joint: false) == .joint)
        var priced = context
        let cost = try TravelCost(
            positions: Self.process.pixels.map { _ in StagePosition(x: 0, y: 0) }, travel: .straight(speed: 1), dwell: 1
        )
        priced.cost = try CostWeight(cost)
        #expect(cause(.thompson, priced, joint: true) == .unweighable)
        for strategy in BatchStrategy.all { #expect(BatchStrategy(named: strategy.name) == strategy) }
        #expect(BatchStrategy(named: "liar") == nil)
    }
}
