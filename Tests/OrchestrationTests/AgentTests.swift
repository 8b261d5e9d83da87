import Experiments
import LinearAlgebra
import Orchestration
import Surrogates
import TestSupport
import Testing

@Suite("An agent") struct AgentTests {
    private func agent(
        _ change: (inout Plan) -> Void = { _ in }
    ) throws -> (agent: Agent, learner: Learner, pool: CandidatePool) {
        let specimen = try FormulaSpecimen()
        let plan = quickPlan(change)
        let pool = try CandidatePool(plan.candidates, features: plan.features, overview: specimen.overview)
        let view = try CandidateView(plan: plan, overview: specimen.overview, pool: pool)
        return (Agent(plan: plan, pool: pool), Learner(plan: plan, view: view), pool)
    }

    @Test("keeps seed points and decisions out of each other's exclusion radius", arguments: SeedChoice.Design.allCases)
    func radius(design: SeedChoice.Design) throws {
        let (agent, _, pool) = try agent {
            $0.candidates.exclusionRadius = 3
            $0.seeds.design = design
        }
        let decision = try #require(agent.suggest(count: 12, step: 0, taken: [], pending: []))
        #expect(decision.choices.count == 12)
        for one in decision.choices {
            for other in decision.choices where other.candidate != one.candidate {
                let (a, b) = (pool.candidates[one.candidate].pixel, pool.candidates[other.candidate].pixel)
                let squared = (a.row - b.row) * (a.row - b.row) + (a.column - b.column) * (a.column - b.column)
                #expect(squared > 9, "\(a) and \(b)")
            }
        }
    }

    @Test("believes what is pending: means stay, and what was asked is not asked again")
    func pending() throws {
        let (agent, learner, _) = try agent()
        for (candidate, objective) in [(3, 0.1), (50, 0.5), (120, 0.9), (200, 0.2)] {
            agent.ingest(candidate: candidate, Reading(values: [objective]))
        }
        let lesson = try #require(agent.lesson(isDecisionDue: true))
        agent.adopt(try learner.learn(lesson), of: lesson, seconds: 0)
        let taken: Set = [3, 50, 120, 200]
        let first = try #require(agent.suggest(count: 1, step: 1, taken: taken, pending: []))
        let chosen = first.choices[0].candidate
        let second = try #require(
            agent.suggest(count: 1, step: 2, taken: taken.union([chosen]), pending: [chosen]))
        #expect(second.choices[0].candidate != chosen)
        #expect(second.model?.believed == 1)
        #expect(second.counts.pending == 1)
        let maps = try #require(second.maps)
        let before = try #require(first.maps)
        #expect(maps.standardDeviation[chosen] < before.standardDeviation[chosen])
        #expect(zip(maps.mean, before.mean).allSatisfy { abs($0 - $1) < 1e-5 })
    }

    @Test("falls back to chance with a note when there is no model, and says so")
    func fallback() throws {
        let (agent, _, _) = try agent()
        agent.ingest(candidate: 3, Reading(values: [1]))
        agent.noteFailure("the covariance is singular")
        let decision = try #require(agent.suggest(count: 1, step: 1, taken: [3], pending: []))
        #expect(decision.chooser == .fallback)
        #expect(decision.note?.contains("singular") == true)
        #expect(decision.choices[0].candidate != 3)
    }

    @Test("has nothing to suggest when everything is taken")
    func exhausted() throws {
        let (agent, _, pool) = try agent()
        #expect(agent.suggest(count: 1, step: 1, taken: Set(pool.candidates.indices), pending: []) == nil)
    }

    @Test("sees the same coordinates wherever the stage stands", arguments: [0.0, 5000, -2e7])
    func origin(offset: Double) throws {
        let specimen = try FormulaSpecimen()
        let moved = try Overview(
            channels: specimen.overview.channels, height: specimen.overview.height, width: specimen.overview.width,
            values: specimen.overview.values, horizontal: ImageAxis(unit: "nm", origin: offset, step: 0.5),
            vertical: ImageAxis(unit: "nm", origin: -3 * offset, step: 0.5))
        let plan = quickPlan { $0.features = .coordinates }
        func rows(_ overview: Overview) throws -> [Float] {
            let pool = try CandidatePool(plan.candidates, features: plan.features, overview: overview)
            let view = try CandidateView(plan: plan, overview: overview, pool: pool)
            var matrix = Matrix<Float>(rows: view.features.count, columns: 2)
            view.features.copyRows(Array(0..<view.features.count), into: &matrix)
            return matrix.elements
        }
        let (here, there) = (try rows(specimen.overview), try rows(moved))
        #expect(zip(here, there).allSatisfy { abs($0 - $1) < 1e-5 })
        // As wide to the left as to the right, and of variance 1.
        #expect(abs((here.max() ?? 0) + (here.min() ?? 0)) < 1e-5)
        #expect(abs(here.reduce(0) { $0 + $1 * $1 } / Float(here.count) - 1) < 1e-3)
    }
}
