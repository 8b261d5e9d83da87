import Experiments
import Foundation
import Testing

@Suite struct `What an older version stored` {
    private func decode<Value: Decodable>(_ text: String, as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }

    @Test func `is read as a plan with what it says and the defaults of all that came later`() throws {
        var plan = Plan(source: .instrument("stem-1"))
        plan.name = "edge plasmons"
        plan.overview.channels = ["HAADF", "BF"]
        plan.candidates.positions = .stride(2)
        plan.candidates.margin = 3
        plan.candidates.exclusionRadius = 1.5
        plan.candidates.largePool = .every
        plan.candidates.forbidden = [Plan.PixelRectangle(rows: 0...3, columns: 10...19)]
        var patch = PatchFeatures()
        (patch.window, patch.border, patch.normalization) = (8, .nearest, .patch)
        plan.features = Features([Features.Block(.patch(patch))])
        plan.scalarizer.quantity = .bandRatio(
            .init(from: 0.3, to: 0.4, unit: "eV"), over: .init(from: 1, to: 2, unit: "eV"))
        plan.scalarizer.axis = "energy"
        plan.scalarizer.isNegated = true
        plan.scalarizer.transformation = .asinh(scale: 0.5)
        plan.goal = .minimize
        var kernel = DeepKernelChoice()
        (kernel.layers, kernel.activation, kernel.kernel) = ([32, 2], .tanh, "rbf")
        (kernel.objective, kernel.weightPrecision, kernel.weightDecay) = (.marginalLikelihood, 0.5, 0.01)
        (kernel.networkLearningRate, kernel.processLearningRate) = (2e-3, 3e-2)
        (kernel.coldIterations, kernel.warmIterations, kernel.ensemble, kernel.restart) = (100, 5, 2, false)
        plan.surrogate = .deepKernel(kernel)
        plan.acquisition.function = "ucb"
        (plan.acquisition.kappa, plan.acquisition.xi) = (3, 0.1)
        (plan.batch.count, plan.batch.inFlight) = (4, 2)
        (plan.seeds.count, plan.seeds.design) = (10, .grid)
        (plan.budget.measurements, plan.budget.time) = (50, 2700)
        (plan.budget.target, plan.budget.uncertainty) = (0.9, 0.05)
        (plan.training.schedule, plan.training.every) = (.lockstep, 3)
        plan.attempts = 2
        plan.randomSeed = .max
        #expect(try decode(StoredByFirstVersion.planOfInstrument) == plan)
    }

    @Test func `is read in its other forms too`() throws {
        let plan: Plan = try decode(StoredByFirstVersion.planOfData)
        #expect(plan.features == .coordinates)
        #expect(plan.goal == .band(0.6...0.8))
        var process = GaussianProcessChoice()
        (process.kernel, process.isIsotropic, process.draws) = ("matern-3/2", true, 0)
        #expect(plan.surrogate == .gaussianProcess(process))
        guard case .data(let data) = plan.source else {
            Issue.record("\(plan.source)")
            return
        }
        #expect(data.image == .spectra(Scalarizer()))
        #expect((data.path, data.spectra, data.axis) == ("cube.npz", "spectra", "voltage"))
        #expect((data.axisName, data.axisUnit, data.positions) == ("bias", "V", "xy"))
        #expect((data.step, data.stepUnit, data.imageMedian, data.spectrumMedian) == (40.8, "nm", 3, 5))
        #expect(data.spectrumMedianWraps && data.imagePercentiles == [2, 98])

        var sample = Plan.SampleChoice(name: "ferroelectric")
        (sample.height, sample.width, sample.seed, sample.noise) = (32, 48, 9, 0.1)
        var expected = Plan(source: .sample(sample))
        var kernel = DeepKernelChoice()
        kernel.restart = false
        expected.surrogate = .deepKernel(kernel)
        expected.candidates.largePool = .every
        expected.seeds.design = .maximin
        #expect(try decode(StoredByFirstVersion.planOfSample) == expected)
    }

    @Test func `is read as a decision`() throws {
        var choice = Decision.Choice(candidate: 7, position: Position(x: 1.5, y: 0.2), pixel: Pixel(row: 2, column: 15))
        (choice.score, choice.mean, choice.standardDeviation, choice.nearestMeasured) = (-1.25, 0.4, 0.05, 3)
        var decision = Decision(step: 3, chooser: .model, function: "log-ei", choices: [choice])
        decision.incumbent = 0.6
        decision.runnersUp = [
            Decision.Choice(candidate: 8, position: Position(x: 1.6, y: 0.2), pixel: Pixel(row: 2, column: 16))
        ]
        decision.alternatives = [
            Decision.Alternative(function: "ucb", candidate: 9, pixel: Pixel(row: 0, column: 1))
        ]
        (decision.counts.eligible, decision.counts.measured, decision.counts.pending) = (100, 23, 1)
        (decision.counts.masked, decision.counts.ties) = (4, 2)
        (decision.counts.nonFinite, decision.counts.clippedVariances) = (1, 5)
        var model = ModelSummary(name: "deep-kernel", trained: 22)
        (model.appended, model.believed, model.iterations, model.isColdStart) = (1, 1, 10, false)
        (model.leaveOneOut, model.lengthScales) = (-0.9, [0.5, 2])
        (model.outputScale, model.noise, model.jitter) = (1.5, 0.01, 1e-8)
        (model.embeddingRank, model.embeddingSpread) = (1.75, 2.5)
        decision.model = model
        (decision.timing.fit, decision.timing.predict, decision.timing.acquire) = (0.5, 0.25, 0.125)
        decision.largestUncertainty = 0.3
        decision.note = "the sample was drawn at 10 candidates"
        #expect(try decode(StoredByFirstVersion.decision) == decision)
        #expect(try decode(StoredByFirstVersion.seedPoints, as: Decision.self).chooser == .design)
    }

    /// The same rule for keys that are still to come: whatever has a default may be missing.
    @Test func `needs no more than what has no default`() throws {
        #expect(try decode(#"{"source": {"instrument": {"_0": "a"}}}"#) == Plan(source: .instrument("a")))
        let sparse = #"""
            {"source": {"sample": {"_0": {"name": "gold"}}}, "candidates": {}, "overview": {}, "scalarizer": {},
             "features": {"blocks": [{"kind": {"stem": {"_0": {}}}}, {"kind": {"components": {"_0": {}}}}]},
             "surrogate": {"committee": {"_0": {"deepKernel": {}}}}, "batch": {}, "seeds": {}, "budget": {},
             "training": {}, "acquisition": {"cost": {"dwell": 1, "speed": 2, "unit": "px"}}}
            """#
        var plan = Plan(source: .sample(Plan.SampleChoice(name: "gold")))
        plan.features = Features([.init(.stem(StemFeatures())), .init(.components(ComponentFeatures()))])
        var committee = CommitteeChoice()
        (committee.deepKernel.restart, committee.draws) = (false, 0)
        plan.surrogate = .committee(committee)
        plan.acquisition.cost = MeasurementCost(dwell: 1, speed: 2, unit: "px")
        plan.candidates.largePool = .every
        #expect(try decode(sparse) == plan)
        #expect(try decode("{}", as: Plan.DataChoice.self) == Plan.DataChoice())
        var process = GaussianProcessChoice()
        process.draws = 0
        #expect(try decode("{}", as: GaussianProcessChoice.self) == process)
        let formula = #"{"text": "a", "parameters": {"a": {"initial": 1}}}"#
        #expect(try decode(formula, as: MeanFormula.self).parameters["a"]?.isPositive == false)
        #expect(try decode("{}", as: Decision.Counts.self) == Decision.Counts())
        #expect(try decode("{}", as: Decision.Timing.self) == Decision.Timing())
        #expect(try decode(#"{"name": "a", "trained": 3}"#) == ModelSummary(name: "a", trained: 3))
        let decision = #"{"step": 1, "chooser": "model", "function": "ei", "choices": []}"#
        #expect(try decode(decision) == Decision(step: 1, chooser: .model, function: "ei", choices: []))
    }

    @Test func `of one objective has it under the name that it has when a plan gives none`() throws {
        let stored = #"""
            {"source": {"instrument": {"_0": "a"}}, "scalarizer": {"isNegated": true}, "goal": {"level": {"_0": 3}}}
            """#
        var scalarizer = Scalarizer()
        scalarizer.isNegated = true
        let plan: Plan = try decode(stored)
        #expect(plan.quantities == [Plan.Quantity("objective", scalarizer, .objective(.level(3)))])
        #expect(!plan.hasSeveralObjectives)
        let choice = #"{"candidate": 3, "position": {"x": 1, "y": 2}, "pixel": {"row": 2, "column": 1}, "mean": 0.5}"#
        let read: Decision.Choice = try decode(choice)
        #expect(read.mean == 0.5)
        #expect(read.predictions.isEmpty)
        #expect(read.feasibility == nil)
    }

    @Test func `now has several quantities, and comes back as it was`() throws {
        let plan = RunScript.vectorPlan(RunScript.plan())
        let text = String(decoding: try JSONEncoder().encode(plan), as: UTF8.self)
        #expect(try decode(text) == plan)
        let constraintFirst = #"""
            {"source": {"instrument": {"_0": "a"}}, "quantities": [
              {"name": "c", "scalarizer": {}, "role": {"constraint": {"_0": {"above": 1}}}},
              {"name": "o", "scalarizer": {}, "role": {"objective": {"_0": {"maximize": {}}}}}]}
            """#
        #expect(throws: DecodingError.self) { try decode(constraintFirst, as: Plan.self) }
        let none = #"{"source": {"instrument": {"_0": "a"}}, "quantities": []}"#
        #expect(throws: DecodingError.self) { try decode(none, as: Plan.self) }
    }

    @Test func `that cannot be is refused`() {
        #expect(throws: DecodingError.self) { try decode(#"{"blocks": []}"#, as: Features.self) }
        #expect(throws: DecodingError.self) { try decode(#"{"pixels": {}}"#, as: Features.self) }
        #expect(throws: DecodingError.self) { try decode("{}", as: Plan.self) }
        #expect(throws: DecodingError.self) { try decode(#"{"window": "8"}"#, as: PatchFeatures.self) }
    }
}
