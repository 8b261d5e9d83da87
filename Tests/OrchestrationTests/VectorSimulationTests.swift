import Acquisition
import Experiments
import Foundation
import Orchestration
import TestSupport
import Testing

/// Two smooth fields that go against each other, and a third that bounds: the three channels of a spectrum.
private struct TradeSpecimen: Specimen {
    let overview: Overview
    let axis = Experiments.Axis(name: "channel", unit: "V", values: [0, 1, 2])
    let isTruthKnown = true
    /// Added to each value times a number from -1 to 1 that depends on the place.
    var noise = 0.0

    static let side = 22

    init(noise: Double = 0) throws(UnusableOverview) {
        self.noise = noise
        overview = try Overview(
            channels: ["field"], height: Self.side, width: Self.side,
            values: (0..<Self.side * Self.side).map { Float($0 % Self.side) })
    }

    func spectrum(at position: Position, attempt: Int) throws(UnmeasurablePosition) -> [Double] {
        try truth(at: position).enumerated().map { index, value in
            value + noise * sin(Double(index + 1) * 1e4 * (position.x + 2 * position.y + 1))
        }
    }

    func truth(at position: Position) throws(UnmeasurablePosition) -> [Double] {
        guard let pixel = overview.pixel(at: position) else {
            throw UnmeasurablePosition(position: position, hint: "outside the image")
        }
        let (x, y) = (Double(pixel.column) / Double(Self.side), Double(pixel.row) / Double(Self.side))
        func bump(_ left: Double, _ top: Double, _ width: Double) -> Double {
            exp(-((x - left) * (x - left) + (y - top) * (y - top)) / (2 * width * width))
        }
        let first = bump(0.25, 0.7, 0.16) + 0.6 * bump(0.8, 0.2, 0.12)
        let second = bump(0.5, 0.75, 0.16) + 0.5 * bump(0.85, 0.35, 0.1)
        return [first, -second, x + y]
    }
}

private func trade(_ function: AcquisitionChoice.Function, seed: UInt64 = 1, bounded: Bool = false) -> Plan {
    var plan = quickPlan {
        $0.features = .coordinates
        $0.surrogate = .gaussianProcess(GaussianProcessChoice())
        $0.seeds.count = 6
        $0.budget.measurements = 25
        $0.randomSeed = seed
        $0.acquisition = AcquisitionChoice(function)
    }
    plan.set(
        objectives: [
            .init("gain", channel(0), .objective(.maximize)), .init("loss", channel(1), .objective(.minimize)),
        ],
        constraints: bounded ? [.init("reach", channel(2), .constraint(.init(below: 1.1)))] : [])
    return plan
}

private func channel(_ index: Int) -> Scalarizer {
    var scalarizer = Scalarizer()
    scalarizer.quantity = .value(index: index)
    return scalarizer
}

private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

@Suite struct `A simulation of several objectives` {
    private func shares(_ function: AcquisitionChoice.Function) throws -> [Double] {
        try (UInt64(1)...3).map { seed in
            let run = try Simulation(trade(function, seed: seed), on: TradeSpecimen()).run()
            let shares = run.checkpoints.compactMap(\.hypervolumeShare)
            #expect(shares.count == run.checkpoints.count)
            #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 <= $1 })
            #expect(run.checkpoints.allSatisfy { $0.topShareFound == nil && $0.best == nil && $0.regret == nil })
            return try #require(shares.last)
        }
    }

    @Test func `finds far more of the front than chance does`() throws {
        let random = median(try shares(.random))
        #expect(random < 0.8)
        for function in [AcquisitionChoice.Function.logExpectedHypervolumeImprovement, .parego] {
            let share = median(try shares(function))
            #expect(share > random + 0.15, "\(function.rawValue): \(share), random: \(random)")
            #expect(share > 0.85, "\(function.rawValue): \(share)")
        }
    }

    @Test func `tells what it expects of every quantity`() throws {
        let plan = trade(.logExpectedHypervolumeImprovement, bounded: true)
        let run = try Simulation(plan, on: TradeSpecimen()).run()
        for decision in run.decisions {
            let choice = try #require(decision.choices.first)
            #expect(decision.chooser == .model)
            #expect(decision.function == "log-ehvi")
            #expect(decision.incumbent == nil)
            #expect(choice.predictions.count == 3)
            #expect(choice.predictions.first?.mean == choice.mean)
            #expect(choice.predictions.first?.standardDeviation == choice.standardDeviation)
            #expect(choice.feasibility.map { (0...1).contains($0) } == true)
        }
        let maps = try #require(run.lastDecision?.maps)
        #expect(maps.feasibility?.count == maps.mean.count)
        // Nearly linear in the coordinates, the bound is soon known: far inside it is kept, far outside it is not.
        let feasibility = try #require(maps.feasibility)
        #expect(feasibility.first.map { $0 > 0.95 } == true)
        #expect(feasibility.last.map { $0 < 0.05 } == true)
        #expect(run.decisions.allSatisfy { $0.alternatives.map(\.function) == ["parego"] })
    }

    @Test(arguments: [AcquisitionChoice.Function.parego, .logExpectedHypervolumeImprovement])
    func `is the same twice, in batches and with requests in flight`(function: AcquisitionChoice.Function) throws {
        var plan = trade(function, bounded: true)
        (plan.batch.count, plan.batch.inFlight, plan.budget.measurements) = (2, 3, 10)
        let first = try Simulation(plan, on: TradeSpecimen(noise: 0.05)).run()
        #expect(try Simulation(plan, on: TradeSpecimen(noise: 0.05)).run().measured == first.measured)
        #expect(first.decisions.allSatisfy { $0.chooser == .model })
        #expect(Set(first.measured).count == 16)
    }
}

@Suite struct `A simulation with a constraint` {
    private func plan(_ function: AcquisitionChoice.Function, seed: UInt64, below: Double = 1.1) -> Plan {
        var plan = trade(function, seed: seed)
        // The greatest gain beyond the bound is out of bounds.
        plan.set(
            objectives: [.init("objective", channel(1), .objective(.minimize))],
            constraints: [.init("reach", channel(2), .constraint(.init(below: below)))])
        return plan
    }

    @Test func `soon measures where the constraint is kept`() throws {
        var (ours, random): ([Double], [Double]) = ([], [])
        for seed in UInt64(1)...3 {
            let run = try Simulation(plan(.logExpectedImprovement, seed: seed), on: TradeSpecimen()).run()
            let last = try #require(run.checkpoints.last)
            ours.append(try #require(last.infeasibleShare))
            // The best of what is allowed is found, and nothing that is not counts as better.
            #expect(try #require(last.regret) < 0.05)
            #expect(try #require(last.regret) >= 0)
            let chance = try Simulation(plan(.random, seed: seed), on: TradeSpecimen()).run()
            random.append(try #require(chance.checkpoints.last?.infeasibleShare))
        }
        #expect(median(ours) < median(random) / 2, "\(ours), random \(random)")
    }

    @Test func `looks for something that keeps it while nothing does`() throws {
        // The seed design's first point is far from the only corner that is allowed.
        var plan = plan(.logExpectedImprovement, seed: 3, below: 0.12)
        plan.seeds.count = 3
        let run = try Simulation(plan, on: TradeSpecimen()).run()
        let first = try #require(run.decisions.first)
        #expect(first.note?.contains("no measurement keeps the constraints yet") == true)
        #expect(first.incumbent == nil)
        #expect(run.run.best.map { $0.values[1] <= 0.12 } == true)
        #expect(run.decisions.last?.note == nil)
    }

    @Test func `refuses bounds that nothing keeps`() throws {
        let refusal = #expect(throws: NothingToSimulate.self) {
            try Simulation(plan(.logExpectedImprovement, seed: 1, below: -1), on: TradeSpecimen())
        }
        #expect(refusal?.description.contains("constraints") == true)
    }
}

@Suite struct `The true front of a pool` {
    private func truth(_ bounded: Bool) throws -> (truth: PoolTruth, values: [[Double]], pool: CandidatePool) {
        let (specimen, plan) = (try TradeSpecimen(), trade(.parego, bounded: bounded))
        let pool = try CandidatePool(plan.candidates, features: plan.features, overview: specimen.overview)
        return (
            try PoolTruth(plan: plan, pool: pool, specimen: specimen),
            try pool.candidates.map { try specimen.truth(at: $0.position) }, pool
        )
    }

    @Test(arguments: [false, true]) func `is what nothing surpasses, by the definition`(bounded: Bool) throws {
        let (truth, values, _) = try truth(bounded)
        let front = try #require(truth.front)
        let counted = values.indices.filter { !bounded || values[$0][2] <= 1.1 }
        let expected = counted.filter { one in
            !counted.contains { other in
                values[other][0] >= values[one][0] && values[other][1] <= values[one][1]
                    && (values[other][0] > values[one][0] || values[other][1] < values[one][1])
            }
        }
        #expect(Set(front.candidates) == Set(expected))
        #expect(front.found(by: expected) == 1)
        #expect(front.found(by: []) == 0)
        #expect(front.share(of: expected) == 1)
        #expect(front.share(of: []) == 0)
        #expect(front.share(of: Array(values.indices)) == 1)
        // A tenth of the front's range beyond its worst value.
        let ends = expected.map { values[$0][0] }
        let (low, high) = (try #require(ends.min()), try #require(ends.max()))
        #expect(abs(front.reference[0] - (low - 0.1 * (high - low))) < 1e-12)
        #expect(truth.infeasibleShare(of: Array(values.indices)) == 1 - Double(counted.count) / Double(values.count))
    }

    @Test func `has a volume that a fine raster confirms`() throws {
        let (truth, values, _) = try truth(false)
        let front = try #require(truth.front)
        let measured = [30, 200, 333, 471]
        let best = values.map { ($0[0], -$0[1]) }
        let origin = (front.reference[0], -front.reference[1])
        let extent = (best.map(\.0).max() ?? 0, best.map(\.1).max() ?? 0)
        func share(_ points: [(Double, Double)]) -> Int {
            let steps = 400
            return (0..<steps * steps).count { cell in
                let x = origin.0 + (Double(cell / steps) + 0.5) / Double(steps) * (extent.0 - origin.0)
                let y = origin.1 + (Double(cell % steps) + 0.5) / Double(steps) * (extent.1 - origin.1)
                return points.contains { $0.0 >= x && $0.1 >= y }
            }
        }
        let expected = Double(share(measured.map { best[$0] })) / Double(share(front.candidates.map { best[$0] }))
        let found = try #require(front.share(of: measured))
        #expect(abs(found - expected) < 0.01)
    }

    @Test func `is the acquisition functions' own`() throws {
        let specimen = try TradeSpecimen()
        let run = try Simulation(trade(.random), on: specimen).run().run
        let values = (0..<2).map { index in run.observations.map { $0.values[index] } }
        let front = ParetoFront(of: values, directions: [.maximize, .minimize])
        #expect(run.front.map(\.candidate) == front.indices.map { run.observations[$0].candidate })
    }
}
