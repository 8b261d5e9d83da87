import Experiments
import Networks
import Orchestration
import Randomness
import TestSupport
import Testing

@Suite("A plan that names weights") struct PretrainedPlanTests {
    /// A network of 16 inputs, 8 and 2 outputs.
    private static func weights(inputs: Int = 16) -> NetworkWeights {
        var source = RandomSource(seed: 77)
        return Network(inputs: inputs, layers: [8, 2], activation: .relu, using: &source).weights
    }

    private static func plan(frozen: Int = 1, _ change: (inout Plan) -> Void = { _ in }) -> Plan {
        quickPlan {
            guard var choice = $0.surrogate.extractor else { return }
            choice.weights = "film.safetensors"
            choice.frozenLayers = frozen
            $0.surrogate = .deepKernel(choice)
            $0.training.schedule = .lockstep
            change(&$0)
        }
    }

    @Test("begins from them, and keeps its frozen layers")
    func frozen() throws {
        let weights = Self.weights()
        let specimen = try FormulaSpecimen()
        let run = try Simulation(Self.plan(), on: specimen, weights: weights).run()
        let after = try #require(run.extractor)
        #expect(after["layers.0.weight"] == weights["layers.0.weight"])
        #expect(after["layers.0.bias"] == weights["layers.0.bias"])
        #expect(after["layers.1.weight"] != weights["layers.1.weight"])
        let free = try Simulation(Self.plan(frozen: 0), on: specimen, weights: weights).run()
        #expect(free.extractor?["layers.0.weight"] != weights["layers.0.weight"])
        let random = try Simulation(quickPlan { $0.training.schedule = .lockstep }, on: specimen).run()
        #expect(random.extractor?["layers.0.weight"] != weights["layers.0.weight"])
        // The seed points are the design's; what follows is the model's.
        #expect(Array(run.measured.prefix(5)) == Array(random.measured.prefix(5)))
        #expect(run.measured != random.measured)
        #expect(run.lastDecision?.maps?.mean != random.lastDecision?.maps?.mean)
    }

    @Test("begins from them in a committee, a comparison and a calibration as well")
    func everywhere() async throws {
        let weights = Self.weights()
        let specimen = try FormulaSpecimen()
        let plan = Self.plan {
            var choice = CommitteeChoice()
            choice.members = [.stem, .deepKernel]
            if let network = $0.surrogate.extractor { choice.deepKernel = network }
            $0.surrogate = .committee(choice)
            $0.budget.measurements = 2
        }
        let comparison = try Comparison(
            plan, on: specimen, functions: [], models: [.committee, .deepKernelSingle, .deepKernelPublished], seeds: 1,
            weights: weights)
        let runs = try await comparison.run(workers: 2)
        for run in runs where run.acquisition != "random" {
            let isSame = run.extractor?["layers.0.weight"] == weights["layers.0.weight"]
            #expect(isSame == ["committee", "deep-kernel-single"].contains(run.model), "\(run.model)")
        }
        let calibration = try Calibration(
            plan, on: specimen, models: [.deepKernel], points: [10], repeats: 1, weights: weights)
        #expect(try await calibration.run(workers: 1).allSatisfy { $0.score != nil })
    }

    @Test("is refused before anything is measured if they are another network's")
    func unfit() async throws {
        let specimen = try FormulaSpecimen()
        for (weights, expected) in [
            (
                Self.weights(inputs: 9),
                "the weights film.safetensors do not fit the plan: layers.0.weight was expected to be"
                    + " 8 x 16 (outputs x inputs), but the file has 8 x 9; give the network the layers and the features that the"
                    + " weights were trained with"
            ),
            (nil, "the weights film.safetensors cannot be read: their content was not given with the plan"),
        ] as [(NetworkWeights?, String)] {
            let refused = #expect(throws: UnusableWeights.self) {
                _ = try Simulation(Self.plan(), on: specimen, weights: weights)
            }
            #expect(refused?.description == expected)
            #expect(throws: UnusableWeights.self) {
                _ = try Calibration(
                    Self.plan(), on: specimen, models: [.deepKernel], points: [5], repeats: 1, weights: weights)
            }
        }
        // What the plan alone can tell is told at once, the rest when the overview comes.
        let instrument = ScriptedInstrument(specimen: specimen)
        let loop = Loop(instrument)
        try await loop.whileRunning { orchestrator in
            await #expect(throws: UnusableWeights.self) { try await orchestrator.submit(Self.plan(), text: "") }
            await #expect(throws: UnusableWeights.self) {
                try await orchestrator.submit(Self.plan(), text: "", weights: [1, 2, 3])
            }
            var source = RandomSource(seed: 1)
            let deeper = Network(inputs: 16, layers: [8, 3], activation: .relu, using: &source).weights
            await #expect(throws: UnusableWeights.self) {
                try await orchestrator.submit(Self.plan(), text: "", weights: SafeTensors.encode(deeper))
            }
            var astray = Self.weights(inputs: 16)
            if let bias = astray["layers.0.bias"] {
                astray["layers.0.bias"] = Tensor(shape: bias.shape, elements: bias.elements.map { _ in .nan })
            }
            let refused = await #expect(throws: UnusableWeights.self) {
                try await orchestrator.submit(Self.plan(), text: "", weights: SafeTensors.encode(astray))
            }
            #expect(refused?.cause == .notFinite(tensor: "layers.0.bias", element: 0))
            let run = try await orchestrator.submit(
                Self.plan(), text: "", weights: SafeTensors.encode(Self.weights(inputs: 32)))
            let status = try await loop.wait(for: run) { $0.hasEnded }
            #expect(status.phase == "ended (failed)")
        }
        #expect(instrument.asked.map(\.action) == [.overview])
        let ending = await loop.journal.entries.compactMap { entry in
            if case .ended(let ending) = entry.event { ending } else { nil }
        }
        #expect(ending.first?.text.contains("8 x 16 (outputs x inputs), but the file has 8 x 32") == true)
    }

    @Test("is driven with what the journal holds, after a restart as well")
    func driven() async throws {
        let plan = Self.plan { $0.budget.measurements = 20 }
        let weights = Self.weights()
        let specimen = try FormulaSpecimen()
        let simulated = try Simulation(plan, on: specimen, weights: weights).run()
        let journal = MemoryJournal()
        let first = ScriptedInstrument(specimen: specimen, delay: .milliseconds(1))
        let before = Loop(first, journal: journal)
        var run = 0
        try await before.whileRunning { orchestrator in
            run = try await orchestrator.submit(plan, text: "", weights: SafeTensors.encode(weights))
            _ = try await before.wait(for: run) { $0.seedsMeasured >= 2 }
        }
        guard case .started(_, _, let recorded) = await journal.entries[0].event else {
            Issue.record("no beginning")
            return
        }
        #expect(recorded == SafeTensors.encode(weights))
        let second = ScriptedInstrument(specimen: specimen)
        let after = Loop(second, journal: journal)
        try await after.whileRunning { _ in
            _ = try await after.wait(for: run) { $0.hasEnded }
        }
        let chosen = await journal.entries.compactMap { entry -> Int? in
            guard case .decided(let decision) = entry.event, decision.step == 1 else { return nil }
            return decision.choices[0].candidate
        }
        // The first decision of a model that was trained once, on either side of the restart.
        #expect(chosen == [simulated.measured[5]])
    }
}
