import Experiments
import Orchestration
import TestSupport
import Testing

@Suite("A comparison") struct SimulationComparisonTests {
    @Test(
        "lets every contestant choose from the same candidates",
        arguments: [PatchFeatures.Border.crop, .reflect])
    func samePool(border: PatchFeatures.Border) async throws {
        let specimen = try FormulaSpecimen()
        let plan = quickPlan {
            var patch = PatchFeatures()
            patch.window = 5
            patch.border = border
            $0.features = .patch(patch)
            $0.candidates.forbidden = [Plan.PixelRectangle(rows: 3...6, columns: 4...9)]
            $0.budget.measurements = 3
        }
        let own = try CandidatePool(plan: plan, overview: specimen.overview)
        // A window of 5 reaches 2 pixels to each side of the 16 x 20 pixels.
        #expect(own.candidates.count == (border == .crop ? 12 * 16 : 16 * 20))
        let comparison = try Comparison(plan, on: specimen, functions: ["ei"], seeds: 1)
        #expect(comparison.contestants.map(\.model) == [.deepKernel, .stem, .coordinates, .deepKernel])
        #expect(comparison.contestants.map(\.acquisition) == ["ei", "ei", "ei", "random"])
        for contestant in comparison.contestants {
            let plan = comparison.plan(of: contestant, seed: 3)
            let pool = try CandidatePool(plan: plan, overview: specimen.overview)
            #expect(pool.candidates == own.candidates)
            #expect(pool.isForbidden == own.isForbidden)
        }
        let runs = try await comparison.run(workers: 1)
        #expect(runs.map(\.model) == ["deep-kernel", "stem", "coordinates", "deep-kernel"])
        #expect(runs.map(\.features) == ["patches", "stem", "coordinates", "patches"])
        #expect(runs.allSatisfy { $0.run.pool?.candidates == own.candidates })
        #expect(Set(runs.map { Array($0.measured.prefix(5)) }).count == 1)
    }

    @Test("has the simple models themselves for baselines, whatever kernel and mean the plan's own has")
    func baselines() throws {
        var choice = GaussianProcessChoice()
        choice.kernel = "rbf(stem) + rbf"
        choice.mean = .linear
        let plan = quickPlan {
            $0.features = Features([.init(.stem(StemFeatures())), .init(.coordinates)])
            $0.surrogate = .gaussianProcess(choice)
        }
        let comparison = try Comparison(plan, on: try FormulaSpecimen(), functions: ["ei"], seeds: 1)
        #expect(comparison.contestants.map(\.model) == [.gaussianProcess, .stem, .coordinates, .gaussianProcess])
        let plans = comparison.contestants.map { comparison.plan(of: $0, seed: 0) }
        #expect(plans.map(\.features) == [plan.features, .stem(StemFeatures()), .coordinates, plan.features])
        #expect(
            plans.map(\.surrogate) == [
                plan.surrogate, .gaussianProcess(GaussianProcessChoice()), .gaussianProcess(GaussianProcessChoice()),
                plan.surrogate,
            ])
    }

    @Test("compares no model with itself: the plan's own may be one of the simple ones")
    func noTwins() throws {
        let plan = quickPlan {
            $0.features = .coordinates
            $0.surrogate = .gaussianProcess(GaussianProcessChoice())
        }
        let own = try Comparison(plan, on: try FormulaSpecimen(), functions: ["ei", "ucb"], seeds: 1)
        #expect(
            own.contestants.map(\.model) == [
                .gaussianProcess, .gaussianProcess, .stem, .stem, .gaussianProcess,
            ])
        let named = try Comparison(
            plan, on: try FormulaSpecimen(), functions: [], models: [.committee, .coordinates, .committee], seeds: 1)
        #expect(named.contestants.map(\.model) == [.committee, .coordinates, .stem, .committee])
        #expect(named.contestants.map(\.isRandom) == [false, false, false, true])
    }
}
