import Experiments
import Foundation
import Orchestration
import Surrogates
import TestSupport
import Testing

/// Two bumps of different height on a slope, on 60 x 60 points.
private struct HillSpecimen: Specimen {
    let overview: Overview
    let axis = Experiments.Axis(name: "channel", unit: "V", values: [0, 1])
    let isTruthKnown = true
    static let side = 60

    init() throws(UnusableOverview) {
        overview = try Overview(
            channels: ["height"], height: Self.side, width: Self.side,
            values: (0..<Self.side * Self.side).map { Float(Self.height($0 / Self.side, $0 % Self.side)) })
    }

    private static func height(_ row: Int, _ column: Int) -> Double {
        let (x, y) = (Double(column) / Double(side), Double(row) / Double(side))
        func bump(_ left: Double, _ top: Double, _ width: Double) -> Double {
            exp(-((x - left) * (x - left) + (y - top) * (y - top)) / (2 * width * width))
        }
        return bump(0.3, 0.65, 0.09) + 0.7 * bump(0.8, 0.25, 0.12) + 0.2 * x
    }

    func spectrum(at position: Position, attempt: Int) throws(UnmeasurablePosition) -> [Double] {
        try truth(at: position)
    }

    func truth(at position: Position) throws(UnmeasurablePosition) -> [Double] {
        guard let pixel = overview.pixel(at: position) else {
            throw UnmeasurablePosition(position: position, hint: "outside the image")
        }
        let height = Self.height(pixel.row, pixel.column)
        return [height, -height * height]
    }
}

/// A plan whose pool of 3,600 candidates is large only because its memory is tiny: 480 or so are looked at on a grid.
private func plan(
    _ function: AcquisitionChoice.Function, _ large: Plan.CandidateChoice.LargePool = .automatic
) -> Plan {
    quickPlan {
        $0.scalarizer.quantity = .value(index: 0)
        $0.features = .coordinates
        var process = GaussianProcessChoice()
        process.draws = 0
        $0.surrogate = .gaussianProcess(process)
        $0.seeds.count = 12
        $0.budget.measurements = 8
        $0.acquisition = AcquisitionChoice(function)
        $0.candidates.largePool = large
        // 20 measurements of 4 bytes: 625 candidates fit half of it.
        $0.training.memory = 100_000
    }
}

@Suite("A large pool") struct LargePoolTests {
    /// What a plan decides after its seed points.
    private func decisions(
        _ plan: Plan, count: Int = 1, pending: Int = 0
    ) throws -> (decision: Decision, pool: CandidatePool, taken: Set<Int>) {
        let specimen = try HillSpecimen()
        let pool = try CandidatePool(plan.candidates, features: plan.features, overview: specimen.overview)
        let agent = Agent(plan: plan, pool: pool)
        let view = try CandidateView(plan: plan, overview: specimen.overview, pool: pool)
        let learner = Learner(plan: plan, view: view)
        let seeds = try #require(agent.suggest(count: plan.seeds.count + pending, step: 0, taken: [], pending: []))
        let places = seeds.choices.map(\.candidate)
        for place in places.prefix(plan.seeds.count) {
            let values = try specimen.truth(at: pool.candidates[place].position)
            agent.ingest(candidate: place, try plan.reading(of: values, axis: specimen.axis))
        }
        let lesson = try #require(agent.lesson(isDecisionDue: true))
        agent.adopt(try learner.learn(lesson), of: lesson, seconds: 0)
        let decision = try #require(
            agent.suggest(
                count: count, step: 1, taken: Set(places), pending: Array(places.suffix(pending))))
        return (decision, pool, Set(places))
    }

    @Test("is one whose rows would take more than half of the memory")
    func rule() throws {
        var plan = plan(.logExpectedImprovement)
        // 1,000 candidates x 20 measurements x 1 process x 4 bytes are 80 kB.
        plan.training.memory = 160_000
        #expect(CoarseToFine(plan, count: 1000) == nil)
        plan.training.memory = 159_000
        let scope = try #require(CoarseToFine(plan, count: 1000))
        // 79.5 kB hold 993 candidates.
        #expect((scope.coarse, scope.fine) == (496, 497))
        #expect("\(scope)".contains("20 measurements and 1 processes"))
        // At four networks it is four times as large, and with two quantities twice as much.
        plan.surrogate = .deepKernel(DeepKernelChoice())
        plan.training.memory = 600_000
        #expect(CoarseToFine(plan, count: 1000)?.coarse == 468)
        // A million candidates of a usual plan do not fit the default, ten thousand do.
        var usual = quickPlan {
            $0.surrogate = .deepKernel(DeepKernelChoice())
            $0.budget.measurements = 150
            $0.seeds.count = 20
        }
        #expect(CoarseToFine(usual, count: 1_000_000)?.coarse == 16_384)
        #expect(CoarseToFine(usual, count: 10_000) == nil)
        #expect(CoarseToFine.excess(of: usual, count: 1_000_000) == nil)
        usual.candidates.largePool = .every
        #expect(CoarseToFine(usual, count: 1_000_000) == nil)
        // 170 measurements x 4 networks x 1,000,000 candidates x 4 bytes.
        #expect(CoarseToFine.excess(of: usual, count: 1_000_000)?.contains("2720 MB of the 500 MB") == true)
        #expect(CoarseToFine.excess(of: usual, count: 10_000) == nil)
        usual.candidates.largePool = .coarseToFine
        #expect(CoarseToFine(usual, count: 10_000).map { $0.coarse + $0.fine } == 2500)
        #expect(CoarseToFine(usual, count: 400) == nil)
        usual.candidates.largePool = .automatic
        usual.acquisition = AcquisitionChoice(.gradient)
        #expect(CoarseToFine(usual, count: 1_000_000) == nil)
    }

    /// A first training does not depend on the pool, so that the model that scores every candidate is the truth.
    @Test(
        "is decided on by the scores that every candidate would have",
        arguments: [
            AcquisitionChoice.Function.uncertainty, .upperConfidenceBound, .expectedImprovement,
            .logExpectedImprovement, .probabilityOfImprovement, .logProbabilityOfImprovement, .noisyExpectedImprovement,
            .thompson,
        ])
    func scores(function: AcquisitionChoice.Function) throws {
        let every = try decisions(plan(function, .every)).decision
        let coarse = try decisions(plan(function)).decision
        #expect(every.note == nil)
        let note = try #require(coarse.note)
        #expect(note.hasPrefix("coarse to fine: ") && note.contains("of 3600 candidates scored, 312 on a coarse grid"))
        #expect(coarse.chooser == .model)
        let (truth, found) = (try #require(every.maps), try #require(coarse.maps))
        #expect(found.score.count == 3600)
        let looked = found.mean.indices.filter { !found.mean[$0].isNaN }
        #expect((450...650).contains(looked.count), "\(looked.count)")
        for candidate in looked {
            #expect(abs(found.mean[candidate] - truth.mean[candidate]) < 1e-4)
            #expect(abs(found.standardDeviation[candidate] - truth.standardDeviation[candidate]) < 1e-4)
            #expect(found.score[candidate].isNaN == truth.score[candidate].isNaN)
            if found.score[candidate].isFinite, truth.score[candidate] > -20 {
                #expect(abs(found.score[candidate] - truth.score[candidate]) < 2e-2, "\(candidate)")
            }
        }
        let chosen = coarse.choices[0].candidate
        let better = truth.score.count { $0 > truth.score[chosen] + 1e-4 }
        #expect(better <= 18, "\(better) of 3600 candidates are better")
        #expect(coarse.counts.measured == 12 && coarse.counts.masked == 0)
    }

    @Test(
        "is decided on by functions of all candidates together from those that are looked at",
        arguments: [AcquisitionChoice.Function.varianceReduction, .knowledgeGradient, .maxValueEntropy])
    func joint(function: AcquisitionChoice.Function) throws {
        let truth = try #require(try decisions(plan(function, .every)).decision.maps)
        let (coarse, _, taken) = try decisions(plan(function))
        #expect(coarse.chooser == .model && coarse.note?.hasPrefix("coarse to fine") == true)
        let chosen = coarse.choices[0].candidate
        #expect(!taken.contains(chosen))
        let better = truth.score.count { $0 > truth.score[chosen] }
        #expect(better <= 180, "\(better) of 3600 candidates are better")
    }

    @Test("has batches, exclusion radii, costs and pending points, too", arguments: Plan.Batch.Strategy.allCases)
    func batches(strategy: Plan.Batch.Strategy) throws {
        var plan = plan(.logExpectedImprovement)
        plan.batch.strategy = strategy
        plan.candidates.exclusionRadius = 2.5
        plan.candidates.forbidden = [.init(rows: 30...59, columns: 0...20)]
        if strategy != .thompson {
            plan.acquisition.cost = MeasurementCost(dwell: 1, speed: 20, unit: "px")
        }
        let (decision, pool, taken) = try decisions(plan, count: 4, pending: 3)
        #expect(decision.chooser == .model, "\(decision.note ?? "")")
        #expect(decision.choices.count == 4 && decision.model?.believed == 3)
        let all = decision.choices.map(\.candidate)
        for (index, candidate) in all.enumerated() {
            let pixel = pool.candidates[candidate].pixel
            #expect(!plan.candidates.forbidden[0].contains(pixel))
            for other in taken.union(all[..<index]) {
                let near = pool.candidates[other].pixel
                let (down, right) = (near.row - pixel.row, near.column - pixel.column)
                #expect(down * down + right * right > 6, "\(pixel) and \(near)")
            }
            #expect(decision.choices[index].pixel == pixel)
        }
        #expect(decision.counts.pending == 3)
    }

    @Test("of several objectives with constraints is looked at alike")
    func vectors() throws {
        for function in [AcquisitionChoice.Function.parego, .logExpectedHypervolumeImprovement] {
            var plan = plan(function)
            var (first, second) = (plan.scalarizer, plan.scalarizer)
            first.quantity = .value(index: 0)
            second.quantity = .value(index: 1)
            plan.set(
                objectives: [.init("a", first, .objective(.maximize)), .init("b", second, .objective(.maximize))],
                constraints: [.init("c", first, .constraint(.init(below: 0.9)))])
            let (decision, _, taken) = try decisions(plan, count: 2)
            #expect(decision.chooser == .model, "\(decision.note ?? "")")
            #expect(decision.note?.contains("coarse grid") == true)
            #expect(decision.choices.count == 2 && taken.isDisjoint(with: decision.choices.map(\.candidate)))
            #expect(decision.choices[0].predictions.count == 3)
        }
    }

    @Test("is driven as it is simulated, and its best is found", arguments: [false, true])
    func simulated(hasNetwork: Bool) async throws {
        var plan = plan(.logExpectedImprovement)
        plan.budget.measurements = 25
        plan.seeds.design = .maximin
        plan.training.schedule = .lockstep
        if hasNetwork {
            plan.surrogate = quickPlan().surrogate
            plan.training.memory = 50_000
        }
        let simulation = try Simulation(plan, on: HillSpecimen())
        #expect(simulation.scope != nil)
        let run = try simulation.run()
        #expect(run.decisions.allSatisfy { $0.chooser == .model && $0.note?.contains("coarse grid") == true })
        let last = try #require(run.checkpoints.last)
        #expect(last.normalizedError.map { $0 < 1 } == true)
        if !hasNetwork { #expect(last.regret.map { $0 < 0.02 } == true) }

        let instrument = ScriptedInstrument(specimen: try HillSpecimen())
        let loop = Loop(instrument)
        try await loop.whileRunning { orchestrator in
            let number = try await orchestrator.submit(plan, text: "")
            _ = try await loop.wait(for: number) { $0.hasEnded }
        }
        #expect(instrument.asked.compactMap(\.candidate) == run.measured)
    }

    @Test("tells once how its posterior is kept")
    func storage() async throws {
        let plan = quickPlan { $0.training.schedule = .lockstep }
        let run = try Simulation(plan, on: FormulaSpecimen()).run()
        let words = "measurements, all in memory, in double precision; "
        #expect(run.storage?.hasPrefix("predictions of 320 candidates from 13 \(words)") == true)
        let instrument = ScriptedInstrument(specimen: try FormulaSpecimen())
        let loop = Loop(instrument)
        try await loop.whileRunning { orchestrator in
            let number = try await orchestrator.submit(plan, text: "")
            _ = try await loop.wait(for: number) { $0.hasEnded }
        }
        let told = await loop.journal.entries.compactMap { entry -> String? in
            if case .trained(let model, _) = entry.event { model.storage } else { nil }
        }
        #expect(told.count == 1)
        #expect(told[0].hasPrefix("predictions of 320 candidates from 5 \(words)"), "\(told[0])")
    }
}
