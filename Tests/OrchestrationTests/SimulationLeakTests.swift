import Experiments
import Orchestration
import TestSupport
import Testing

/// A specimen that lies about every position but those that an honest run measured.
private struct LyingSpecimen: Specimen {
    let honest: FormulaSpecimen
    let known: Set<Position>

    var overview: Overview { honest.overview }
    var axis: Axis { honest.axis }
    var isTruthKnown: Bool { true }

    func spectrum(at position: Position, attempt: Int) throws(UnmeasurablePosition) -> [Double] {
        try truth(at: position)
    }

    func truth(at position: Position) throws(UnmeasurablePosition) -> [Double] {
        let values = try honest.truth(at: position)
        return known.contains(position) ? values : values.map { 1000 - 3 * $0 }
    }
}

/// Defects of published loops: normalisation over data that nobody measured, and x taken for y.
@Suite("A simulated loop") struct SimulationLeakTests {
    @Test("decides by what was measured and nothing else", arguments: ["log-ei", "ucb", "uncertainty"])
    func leak(function: String) throws {
        let honest = try FormulaSpecimen()
        let plan = quickPlan { $0.acquisition.function = function }
        let run = try Simulation(plan, on: honest).run()
        let pool = try CandidatePool(plan.candidates, features: plan.features, overview: honest.overview)
        let known = Set(run.measured.map { pool.candidates[$0].position })
        let liar = LyingSpecimen(honest: honest, known: known)
        #expect(try Simulation(plan, on: liar).run().measured == run.measured)
    }

    @Test("measures where it decided: the objective at a candidate is that of its own pixel, column by x and row by y")
    func places() throws {
        let specimen = try FormulaSpecimen(height: 9, width: 17)
        let run = try Simulation(quickPlan(), on: specimen).run()
        let pool = try #require(run.run.pool)
        for observation in run.run.observations {
            let pixel = pool.candidates[observation.candidate].pixel
            let brightness = specimen.overview.values[pixel.row * 17 + pixel.column]
            #expect(observation.objective == Double(brightness))
            #expect(pool.candidates[observation.candidate].position.x == 0.5 * Double(pixel.column))
            #expect(pool.candidates[observation.candidate].position.y == 0.5 * Double(pixel.row))
        }
    }
}
