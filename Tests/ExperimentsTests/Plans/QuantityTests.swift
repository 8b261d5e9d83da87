import Experiments
import Testing

@Suite struct `The quantities of a plan` {
    private let plan = RunScript.vectorPlan(RunScript.plan())

    @Test func `are one objective unless more is said`() {
        var plan = RunScript.plan()
        #expect(plan.quantities.map(\.name) == ["objective"])
        plan.goal = .minimize
        plan.scalarizer.isNegated = true
        #expect(plan.quantities[0].goal == .minimize)
        #expect(plan.quantities[0].scalarizer.isNegated)
        #expect(plan.allows([.infinity]))
    }

    @Test func `are the objectives, then the constraints`() {
        #expect(plan.objectives.map(\.name) == ["large", "small"])
        #expect(plan.constraints.map(\.name) == ["bound"])
        #expect(plan.goal == .maximize)
        #expect(plan.hasSeveralObjectives)
        #expect(plan.allows([0, 0, -0.5]))
        #expect(!plan.allows([0, 0, -0.51]))
    }

    private static let cases: [(Double?, Double?, [Double], [Double])] = [
        (nil, 1, [-5, 1], [1.1]), (0, nil, [0, 9], [-0.1]), (0, 1, [0, 0.5, 1], [-1, 2]),
    ]

    @Test(arguments: cases)
    func `have bounds that include their ends`(above: Double?, below: Double?, inside: [Double], outside: [Double]) {
        let bounds = Plan.Bounds(above: above, below: below)
        #expect(inside.allSatisfy(bounds.allow))
        #expect(!outside.contains(where: bounds.allow))
    }

    @Test func `have a value and a noise variance each`() throws {
        let reading = try plan.reading(of: [1, 2, 3], axis: .channels(3))
        #expect(reading.values == [1, 2, 3])
        // The deviations 0, 1 and 2 of single channels.
        for (found, expected) in zip(reading.noiseVariances, [0.0, 1, 4]) { #expect(abs(found - expected) < 1e-9) }
        #expect(try RunScript.plan().reading(of: [7], axis: .channels(1)).noiseVariances == [0])
    }

    @Test func `are all refused where one is, by its name`() {
        let short = #expect(throws: UnusableSpectrum.self) { try plan.reading(of: [1, 2], axis: .channels(2)) }
        #expect(short?.cause == .axis)
        #expect(short?.reason.hasPrefix("bound: there is no channel 2") == true)
        let axis = #expect(throws: UnusableSpectrum.self) { try plan.check(on: .channels(1)) }
        #expect(axis?.reason.hasPrefix("small: ") == true)
        // Of one objective there is no need to say which.
        let sole = #expect(throws: UnusableSpectrum.self) { try RunScript.plan().reading(of: [], axis: .channels(0)) }
        #expect(sole?.reason.hasPrefix("it holds no values") == true)
    }

    @Test func `have the axis's unit where they are places on it`() {
        let axis = Axis(name: "voltage", unit: "V", values: [0, 1, 0, -1])
        var scalarizer = Scalarizer()
        scalarizer.quantity = .coerciveVoltage
        #expect(scalarizer.unit(on: axis) == "V")
        scalarizer.transformation = .log
        #expect(scalarizer.unit(on: axis) == "")
        scalarizer = Scalarizer()
        scalarizer.quantity = .loopArea
        #expect(scalarizer.unit(on: axis) == "")
    }
}
