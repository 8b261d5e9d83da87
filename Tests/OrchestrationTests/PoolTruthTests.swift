import Experiments
import Orchestration
import TestSupport
import Testing

@Suite("The truth of a pool") struct PoolTruthTests {
    private func truth(_ goal: Goal = .maximize) throws -> (PoolTruth, [Double]) {
        let specimen = try FormulaSpecimen(height: 10, width: 10)
        let plan = quickPlan { $0.goal = goal }
        let pool = try CandidatePool(plan.candidates, features: plan.features, overview: specimen.overview)
        let truth = try PoolTruth(plan: plan, pool: pool, specimen: specimen)
        return (truth, specimen.overview.values.map(Double.init))
    }

    @Test("counts the share of the best 5 % that was found")
    func topShare() throws {
        let (truth, values) = try truth()
        let order = values.indices.sorted { values[$0] > values[$1] }
        #expect(truth.topCandidates.count == 5)
        #expect(truth.topCandidates == Set(order.prefix(5)))
        #expect(truth.topShareFound(by: []) == 0)
        #expect(truth.topShareFound(by: [order[0], order[1], order[50], order[0]]) == 0.4)
        #expect(truth.topShareFound(by: order) == 1)
    }

    @Test("knows the best and the regret in the goal's direction")
    func regret() throws {
        let (truth, values) = try truth(.minimize)
        let order = values.indices.sorted { values[$0] < values[$1] }
        #expect(truth.best(of: [order[3], order[9]]) == values[order[3]])
        #expect(truth.regret(of: [order[0]]) == 0)
        let regret = try #require(truth.regret(of: [order[7]]))
        #expect(abs(regret - (values[order[7]] - values[order[0]])) < 1e-12)
        #expect(truth.regret(of: []) == nil)
    }

    @Test("judges a map: 0 and 1 for the truth itself, 1 and nothing for its mean")
    func judgement() throws {
        let (truth, values) = try truth()
        #expect(truth.normalizedError(of: values) == 0)
        let mean = values.reduce(0, +) / Double(values.count)
        let flat = [Double](repeating: mean, count: values.count)
        let error = try #require(truth.normalizedError(of: flat))
        #expect(abs(error - 1) < 1e-12)
        #expect(truth.rankCorrelation(of: flat) == nil)
        #expect(truth.rankCorrelation(of: values.map { $0 * $0 * $0 }) == 1)
        #expect(truth.rankCorrelation(of: values.map { -$0 }).map { abs($0 + 1) < 1e-12 } == true)
    }

    @Test("leaves out spectra that cannot be scalarized, and refuses a set of nothing else")
    func refused() throws {
        let specimen = try FormulaSpecimen()
        let plan = quickPlan { $0.scalarizer.quantity = .value(index: 17) }
        let pool = try CandidatePool(plan.candidates, features: plan.features, overview: specimen.overview)
        #expect(throws: NothingToSimulate.self) { try PoolTruth(plan: plan, pool: pool, specimen: specimen) }
    }
}
