import Experiments
import Foundation
import Orchestration
import Testing

/// A field that is an exact law, 2 + 0.3 x, and a texture that the law knows nothing of.
private struct RampSpecimen: Specimen {
    let overview: Overview
    let axis = Experiments.Axis(name: "channel", unit: "V", values: [0])
    let isTruthKnown = true

    init() throws(UnusableOverview) {
        overview = try Overview(
            channels: ["height"], height: 16, width: 16, values: (0..<256).map { Float(sin(Double($0 * $0))) })
    }

    func spectrum(at position: Position, attempt: Int) -> [Double] { truth(at: position) }

    func truth(at position: Position) -> [Double] {
        [2 + 0.3 * position.x + 0.05 * sin(7 * position.x * position.y)]
    }
}

@Suite("The parameters of a plan's own mean") struct MeanParametersTests {
    private func model(draws: Int) throws -> ModelSummary {
        let plan = quickPlan {
            $0.scalarizer.quantity = .value(index: 0)
            $0.features = .coordinates
            var formula = MeanFormula("a + b * x")
            formula.parameters = ["a": .init(initial: 0), "b": .init(initial: 0)]
            var process = GaussianProcessChoice()
            (process.mean, process.draws) = (.formula(formula), draws)
            $0.surrogate = .gaussianProcess(process)
            $0.acquisition = AcquisitionChoice(.uncertainty)
            $0.seeds.count = 20
            $0.budget.measurements = 5
        }
        return try #require(try Simulation(plan, on: RampSpecimen()).run().decisions.last?.model)
    }

    @Test("stand in the record, in the formula's units", arguments: [0, 4])
    func recorded(draws: Int) throws {
        let parameters = try model(draws: draws).meanParameters
        #expect(parameters.map(\.name) == ["a", "b"])
        try #require(parameters.count == 2)
        #expect(abs(parameters[0].value - 2) < 0.3, "\(parameters)")
        #expect(abs(parameters[1].value - 0.3) < 0.04, "\(parameters)")
        // Parameters without a prior have no posterior to draw from: all draws have their best values.
        #expect(parameters.map(\.standardDeviation) == (draws == 0 ? [nil, nil] : [0, 0]))
    }
}
