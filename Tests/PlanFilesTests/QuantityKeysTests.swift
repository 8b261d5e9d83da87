import Experiments
import PlanFiles
import Testing

@Suite struct `Objectives and constraints in a plan file` {
    private func plan(_ text: String, overriding overrides: [String] = []) throws -> Plan {
        try PlanFile.parse(text: "sample: ferroelectric\n" + text, name: "plan.yaml", overriding: overrides)
    }

    private func errors(_ text: String, overriding overrides: [String] = []) -> [String] {
        let errors = #expect(throws: PlanErrors.self) { try plan(text, overriding: overrides) }
        return errors?.description.split(separator: "\n").map(String.init) ?? []
    }

    private static let two = """
        objectives:
          width: {scalarizer: coercive-voltage, goal: minimize}
          area: {scalarizer: {loop-area: {axis: voltage}, noise: {deviation: 0.1}}}

        """

    @Test func `are read in the order in which they are written`() throws {
        let plan = try plan(Self.two + "constraints: {shift: {scalarizer: coercive-bias, above: -0.2, below: 1}}")
        #expect(plan.quantities.map(\.name) == ["width", "area", "shift"])
        #expect(plan.objectives.compactMap(\.goal) == [.minimize, .maximize])
        #expect(plan.scalarizer.quantity == .coerciveVoltage)
        #expect(plan.quantities[1].scalarizer.axis == "voltage")
        #expect(plan.quantities[1].scalarizer.noise == .deviation(0.1))
        #expect(plan.constraints.map(\.bounds) == [Plan.Bounds(above: -0.2, below: 1)])
    }

    @Test func `are written as they are read`() throws {
        let plan = try plan(Self.two + "constraints: {shift: {scalarizer: coercive-bias, above: -0.2}}")
        let text = PlanReference.explain(plan)
        #expect(try PlanFile.parse(text: text) == plan)
        #expect(!text.contains("\nscalarizer:"))
        #expect(!text.contains("\nobjective:"))
        #expect(PlanReference.explain().contains("\nobjectives: none\n"))
    }

    @Test func `may be one objective, written either way, with constraints beside it`() throws {
        let long = try plan("objectives: {objective: {scalarizer: norm, goal: minimize}}")
        #expect(try plan("scalarizer: norm\nobjective: minimize") == long)
        let named = try plan("objectives: {strength: {scalarizer: norm, goal: {level: 3}}}")
        #expect(named.quantities.map(\.name) == ["strength"])
        #expect(named.acquisition.function == "straddle")
        let bounded = try plan("scalarizer: norm\nconstraints: {shift: {scalarizer: coercive-bias, below: 0.1}}")
        #expect(bounded.quantities.map(\.name) == ["objective", "shift"])
        #expect(bounded.scalarizer.quantity == .norm)
    }

    @Test func `choose the function that suits them`() throws {
        #expect(try plan(Self.two).acquisition.function == "log-ehvi")
        let third = "  strength: {scalarizer: norm}\n"
        #expect(try plan(Self.two + third).acquisition.function == "parego")
        #expect(try plan(Self.two + third + "acquisition: random").acquisition.function == "random")
        #expect(try plan(Self.two + "acquisition: {ehvi: , cost: {dwell: 1 s, speed: 1 um/s}}").acquisition.cost != nil)
        // The score of `straddle` cannot be weighed.
        let level = "objective: {level: 2}\nconstraints: {shift: {scalarizer: coercive-bias, below: 0.1}}"
        #expect(try plan(level).acquisition.function == "log-ei")
    }

    @Test func `can be overridden`() throws {
        let plan = try plan(
            Self.two, overriding: ["objectives.area.goal=minimize", "constraints.norm={scalarizer: norm, below: 2}"])
        #expect(plan.objectives.map(\.goal) == [.minimize, .minimize])
        #expect(plan.constraints.map(\.name) == ["norm"])
    }

    @Test(arguments: [
        (two + "scalarizer: norm", "plan.yaml:5: scalarizer: `objectives` says it of each objective. Leave this out"),
        (two + "objective: maximize", "plan.yaml:5: objective: `objectives` says it of each objective."),
        (
            two + "acquisition: ei",
            "plan.yaml:5: acquisition: `ei` does not go with 2 objectives. Choose one of `random`, `parego`, `log-ehvi`, `ehvi`."
        ),
        (
            two + "  c: {scalarizer: norm}\nacquisition: ehvi",
            "plan.yaml:6: acquisition: `ehvi` does not go with 3 objectives. Choose one of `random`, `parego`."
        ),
        ("acquisition: parego", "plan.yaml:2: acquisition: `parego` does not go with `objective: maximize`. Choose"),
        (
            two + "  c: {scalarizer: norm, goal: {level: 1}}",
            "plan.yaml:5: objectives.c.goal: of several objectives each is maximised or minimised."
        ),
        (
            two + "budget: {target: 3}",
            "plan.yaml:5: budget.target: there are several objectives, and it is for one. Leave it out."
        ),
        (two + "budget: {uncertainty: 3}", "plan.yaml:5: budget.uncertainty: there are several objectives"),
        (
            two + "batch: {strategy: thompson}",
            "plan.yaml:5: batch.strategy: with several objectives a decision's further points are chosen by `believer`."
        ),
        ("objectives: {a: {goal: minimize}}", "plan.yaml:2: objectives.a.scalarizer: is missing; expected"),
        ("objectives: {1a: {scalarizer: norm}}", "plan.yaml:2: objectives.1a: expected a name of at most 40 letters"),
        ("objectives: [norm]", "plan.yaml:2: objectives: expected a map from names to objectives"),
        ("constraints: {c: {scalarizer: norm}}", "plan.yaml:2: constraints.c: needs `above` or `below`, or both"),
        (
            "constraints: {c: {scalarizer: norm, above: 2, below: 1}}",
            "plan.yaml:2: constraints.c: nothing lies above 2 and below 1."
        ),
        ("constraints: {c: {scalarizer: norm, over: 2}}", "plan.yaml:2: constraints.c.over: unknown key."),
        (
            "constraints: {objective: {scalarizer: norm, above: 2}}",
            "plan.yaml:2: constraints.objective: an objective has this name already."
        ),
        (
            "acquisition: ucb\nconstraints: {c: {scalarizer: norm, above: 2}}",
            "plan.yaml:2: acquisition: the score of `ucb` cannot be weighed by the probability that constraints are kept. Choose one of `uncertainty`, `ei`"
        ),
        (
            "batch: {strategy: thompson}\nconstraints: {c: {scalarizer: norm, above: 2}}",
            "plan.yaml:2: batch.strategy: draws of the model cannot be weighed"
        ),
    ])
    func `are refused where they do not go together, with line and key`(text: String, expected: String) {
        let found = errors(text)
        #expect(found.count == 1, "\(found)")
        #expect(found.first?.hasPrefix(expected) == true, "\(found)")
    }

    @Test func `stand in the reference`() {
        let paths = PlanReference.entries().map(\.path)
        for path in ["objectives.<name>.goal", "objectives.<name>.scalarizer.loop-area", "constraints.<name>.below"] {
            #expect(paths.contains(path))
        }
    }
}
