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

    @Test("takes every point inside a band for as good: any of them count, up to 5 % of the pool")
    func band() throws {
        let (truth, values) = try truth(.band(0.3...0.6))
        let inside = values.indices.filter { (0.3...0.6).contains(values[$0]) }
        let outside = values.indices.filter { !(0.3...0.6).contains(values[$0]) }
        #expect(inside.count > 10)
        #expect(truth.topCount == 5)
        #expect(truth.topCandidates == Set(inside))
        #expect(truth.topShareFound(by: outside) == 0)
        #expect(truth.topShareFound(by: Array(inside.suffix(2)) + [outside[0]]) == 0.4)
        #expect(truth.topShareFound(by: Array(inside.prefix(5))) == 1)
        #expect(truth.topShareFound(by: inside) == 1)
        #expect(truth.regret(of: [outside[0], inside[9]]) == 0)
    }

    @Test("counts candidates that are as good as the last of the best, and none that are less good")
    func ties() throws {
        let specimen = try FormulaSpecimen(height: 44, width: 1)
        let plan = quickPlan { $0.goal = .maximize }
        let pool = try CandidatePool(plan.candidates, features: plan.features, overview: specimen.overview)
        let truth = try PoolTruth(plan: plan, pool: pool, specimen: specimen)
        // Eleven brightnesses, each four times; 5 % of 44 candidates are two, and the best brightness has four.
        let best = truth.objectives.max() ?? .nan
        let equal = truth.objectives.indices.filter { truth.objectives[$0] == best }
        let others = truth.objectives.indices.filter { truth.objectives[$0] < best }
        #expect(equal.count == 4)
        #expect(truth.topCount == 2)
        #expect(truth.topCandidates == Set(equal))
        #expect(truth.topShareFound(by: [equal[3]] + others) == 0.5)
        #expect(truth.topShareFound(by: [equal[0], equal[3]]) == 1)
        #expect(truth.topShareFound(by: equal) == 1)
    }

    @Test("never counts forbidden candidates: not among the best, not for the regret")
    func forbidden() throws {
        let specimen = try FormulaSpecimen(height: 10, width: 10)
        let plan = quickPlan { $0.candidates.forbidden = [Plan.PixelRectangle(rows: 0...9, columns: 5...9)] }
        let pool = try CandidatePool(plan.candidates, features: plan.features, overview: specimen.overview)
        let truth = try PoolTruth(plan: plan, pool: pool, specimen: specimen)
        let values = specimen.overview.values.map(Double.init)
        let allowed = values.indices.filter { $0 % 10 < 5 }.sorted { values[$0] > values[$1] }
        // 5 % of 50 candidates, rounded away from zero.
        #expect(truth.topCount == 3)
        #expect(truth.topCandidates == Set(allowed.prefix(3)))
        #expect(truth.bestMerit == values[allowed[0]])
        let brightest = try #require(values.indices.max { values[$0] < values[$1] })
        #expect(pool.isForbidden[brightest])
        #expect(truth.best(of: [brightest]) == nil)
        #expect(truth.best(of: [brightest, allowed[4]]) == values[allowed[4]])
        #expect(truth.regret(of: [brightest, allowed[0]]) == 0)
        #expect(truth.topShareFound(by: values.indices.filter { $0 % 10 >= 5 }) == 0)
        #expect(truth.topShareFound(by: allowed) == 1)
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
