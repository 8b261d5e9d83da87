import Experiments
import Figures

/// The picture of a whole run: where it measured, what it gained, how well it foresaw.
struct RunPicture {
    let figure: RunFigure

    /// Draws a run.
    ///
    /// - Throws: ``Failure`` if nothing was measured yet.
    init(_ history: RunHistory) throws {
        guard let overview = history.run.overview, let pool = history.run.pool, let plan = history.run.plan,
            !history.run.observations.isEmpty
        else {
            throw Failure("run \(history.number): nothing was measured yet", .badData)
        }
        var predicted: [Int: Decision.Choice] = [:]
        for (_, decision) in history.decisions {
            for choice in decision.choices { predicted[choice.candidate] = choice }
        }
        // Not a number, and so not drawn, until something keeps the constraints.
        var best = Double.nan
        let measured = history.run.observations.map { observation in
            let isBetter = !(plan.goal.merit(of: observation.objective) <= plan.goal.merit(of: best))
            if plan.allows(observation.values), isBetter { best = observation.objective }
            let choice = predicted[observation.candidate]
            return RunFigure.Measured(
                at: GridPoint(pool.candidates[observation.candidate].pixel), value: observation.objective, best: best,
                predictedMean: choice?.mean, predictedDeviation: choice?.standardDeviation)
        }
        figure = RunFigure(
            run: "run \(history.number) · \(history.title)", remark: history.run.phase.description,
            grid: Grid(overview), structure: .init(overview: overview), objective: plan.quantities[0].name,
            measured: measured,
            seeds: history.run.observations.count { $0.step == 0 })
    }
}
