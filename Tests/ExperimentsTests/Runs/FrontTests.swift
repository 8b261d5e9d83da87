import Experiments
import Randomness
import Testing

@Suite struct `The front of a run` {
    private func run(_ spectra: [[Double]]) throws -> Run {
        var plan = RunScript.vectorPlan(RunScript.plan(seeds: spectra.count))
        plan.budget.measurements = 0
        var script = RunScript()
        try script.take(.started(plan: plan, text: ""))
        try script.answer()
        try script.decide()
        for spectrum in spectra { try script.answer(values: spectrum) }
        return script.run
    }

    /// Straight from the definition, each with each.
    private func isOnFront(_ index: Int, of spectra: [[Double]]) -> Bool {
        func surpasses(_ one: [Double], _ other: [Double]) -> Bool {
            one[2] >= -0.5 && one[0] >= other[0] && one[1] <= other[1] && (one[0] > other[0] || one[1] < other[1])
        }
        return spectra[index][2] >= -0.5 && !spectra.contains { surpasses($0, spectra[index]) }
    }

    @Test(arguments: UInt64(1)...20) func `is what no other measurement surpasses`(seed: UInt64) throws {
        var source = RandomSource(seed: seed, stream: "front")
        // On a coarse raster there are equal values in one objective, and in both.
        let spectra = (0..<30).map { _ in
            [Double(source.integer(below: 6)), Double(source.integer(below: 6)), source.normal()]
        }
        let run = try run(spectra)
        let expected = spectra.indices.filter { isOnFront($0, of: spectra) }
        #expect(run.front.map(\.ordinal) == expected)
        #expect(run.best == nil)
        let status = try #require(FrontStatus(run))
        #expect(Set(status.members.map(\.values)) == Set(expected.map { spectra[$0] }))
        let first = status.members.map { $0.values[0] }
        #expect(first == first.sorted(by: >))
        #expect(status.quantities.map(\.goal) == ["maximize", "minimize", nil])
    }

    @Test func `is empty while nothing keeps the bounds`() throws {
        let run = try run([[1, 1, -1], [2, 0, -2]])
        #expect(run.front.isEmpty)
        #expect(FrontStatus(run)?.members.isEmpty == true)
        #expect(RunStatus(run: 1, run, isConnected: true, trouble: nil).infeasible == 2)
    }

    @Test func `of one objective is its best, and the best must keep the bounds`() throws {
        var plan = RunScript.plan(seeds: 4)
        var second = Scalarizer()
        second.quantity = .value(index: 1)
        plan.set(
            objectives: plan.objectives, constraints: [.init("bound", second, .constraint(.init(below: 1)))])
        plan.budget.target = 5
        var script = RunScript()
        try script.take(.started(plan: plan, text: ""))
        try script.answer()
        try script.decide()
        for spectrum in [[1.0, 0], [9, 2], [3, 1]] { try script.answer(values: spectrum) }
        #expect(script.run.best?.values == [3, 1])
        #expect(script.run.front.map(\.values) == [[3, 1]])
        #expect(FrontStatus(script.run) == nil)
        // The 9 outside of the bounds did not reach the target.
        #expect(script.ending == nil)
        try script.answer(values: [5, 0])
        #expect(script.ending?.reason == .targetReached)
    }
}
