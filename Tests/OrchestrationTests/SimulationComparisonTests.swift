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
        #expect(comparison.contestants.map(\.features) == ["patches", "coordinates", "patches"])
        for contestant in comparison.contestants {
            let plan = comparison.plan(of: contestant, seed: 3)
            let pool = try CandidatePool(plan: plan, overview: specimen.overview)
            #expect(pool.candidates == own.candidates)
            #expect(pool.isForbidden == own.isForbidden)
        }
        let runs = try await comparison.run(workers: 1)
        #expect(runs.map(\.features) == ["patches", "coordinates", "patches"])
        #expect(runs.allSatisfy { $0.run.pool?.candidates == own.candidates })
        #expect(Set(runs.map { Array($0.measured.prefix(5)) }).count == 1)
    }

    @Test("gives the coordinates a kernel that they have")
    func kernels() throws {
        var choice = GaussianProcessChoice()
        for (kernel, expected) in [("rbf(stem) + rbf", "matern-5/2"), ("rbf", "rbf")] {
            choice.kernel = kernel
            let plan = quickPlan {
                $0.features = Features([.init(.stem(StemFeatures())), .init(.coordinates)])
                $0.surrogate = .gaussianProcess(choice)
            }
            let comparison = try Comparison(plan, on: try FormulaSpecimen(), functions: ["ei"], seeds: 1)
            #expect(comparison.contestants.map(\.features) == ["stem+coordinates", "coordinates", "stem+coordinates"])
            let plans = comparison.contestants.map { comparison.plan(of: $0, seed: 0) }
            choice.kernel = expected
            #expect(plans[1].surrogate == .gaussianProcess(choice))
            #expect(plans[1].features == .coordinates)
            choice.kernel = kernel
            #expect(plans[0].surrogate == .gaussianProcess(choice))
        }
    }
}
