import Experiments
import Testing

@Suite("A run's budget") struct StopRuleTests {
    private func script(_ change: (inout Plan) -> Void) throws -> RunScript {
        var plan = RunScript.plan(seeds: 2, measurements: 50)
        change(&plan)
        var script = RunScript()
        try script.take(.started(plan: plan, text: ""))
        try script.answer()
        try script.decide()
        return script
    }

    @Test("ends the run when the time is over, after the last answer")
    func time() throws {
        var script = try script { $0.budget.time = 6 }
        while script.ending == nil {
            if script.due.isEmpty { try script.answer() } else { try script.decide() }
        }
        #expect(script.ending?.reason == .timeSpent)
        #expect(script.run.elapsed >= 6)
        #expect(script.run.elapsed <= 8)
    }

    @Test(
        "ends the run when the target is reached, whatever the direction",
        arguments: [
            (.maximize, 5, 4.9, 5), (.minimize, -5, -4.9, -5), (.level(2), 0.1, 2.2, 1.95),
            (.band(1...2), 0, 0.5, 1.5),
        ] as [(Goal, Double, Double, Double)])
    func target(goal: Goal, target: Double, short: Double, enough: Double) throws {
        var script = try script {
            $0.goal = goal
            $0.budget.target = target
        }
        try script.answer(values: [short])
        #expect(script.ending == nil)
        try script.answer(values: [enough])
        #expect(script.ending?.reason == .targetReached)
    }

    @Test("ends the run when the model is certain everywhere")
    func uncertainty() throws {
        var script = try script { $0.budget.uncertainty = 0.1 }
        for _ in 0..<2 { try script.answer() }
        var decision = Decision(
            step: 1, chooser: .model, function: "uncertainty",
            choices: [.init(candidate: 40, position: Position(x: 0, y: 0), pixel: Pixel(row: 0, column: 0))])
        decision.largestUncertainty = 0.2
        try script.take(.decided(decision))
        #expect(script.ending == nil)
        try script.answer()
        decision.step = 2
        decision.largestUncertainty = 0.05
        decision.choices[0].candidate = 41
        try script.take(.decided(decision))
        #expect(script.ending?.reason == .certain)
        #expect(script.asked.isEmpty)
    }

    @Test("may be only seed points")
    func seedsOnly() throws {
        var script = try script { $0.budget.measurements = 0 }
        for _ in 0..<2 { try script.answer() }
        #expect(script.ending?.reason == .measurementsSpent)
        #expect(script.run.observations.count == 2)
    }

    @Test(
        "knows the best in the goal's direction",
        arguments: [(Goal.maximize, 3.0), (.minimize, -2.0), (.level(1), 0.5)])
    func best(goal: Goal, expected: Double) throws {
        var script = try script {
            $0.goal = goal
            $0.seeds.count = 3
        }
        for value in [0.5, -2, 3] { try script.answer(values: [value]) }
        #expect(script.run.best?.objective == expected)
    }
}
