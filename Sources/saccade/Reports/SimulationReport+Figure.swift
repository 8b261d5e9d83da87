import Figures
import Orchestration

extension SimulationReport {
    /// Learning curves of every contestant: one colour a model, one dash a function.
    func figure(title: String, remark: String) -> LearningCurveFigure {
        func curves(_ value: (Checkpoint) -> Double?) -> [LearningCurve] {
            contestants.enumerated().map { index, contestant in
                let counts = counts(of: index)
                return LearningCurve(
                    contestant.isRandom ? contestant.acquisition : contestant.model.rawValue,
                    variant: contestant.isRandom ? "" : variant(of: index), isReference: contestant.isRandom,
                    measurements: counts.map(Double.init),
                    runs: runs(of: index).map { run in
                        counts.map { Self.checkpoint(of: run, after: $0).flatMap(value) ?? .nan }
                    })
            }
        }
        func variant(of index: Int) -> String {
            let function = contestants[index].acquisition
            return reliance(of: index).isAllRandom ? "not trained, random" : function
        }
        let map = LearningCurveFigure.Panel(
            title: "Error of the map", quantity: "NRMSE", curves: curves(\.normalizedError), reaching: [0, 1])
        let isConstrained = runs.contains { $0.checkpoints.contains { $0.infeasibleShare != nil } }
        let infeasible = LearningCurveFigure.Panel(
            title: "Outside of the constraints", quantity: "share of the measurements chosen",
            curves: curves(\.infeasibleShare), reaching: [0])
        let found: [LearningCurveFigure.Panel] =
            front == nil
            ? [
                .init(
                    title: "Best 5 % found", quantity: "share of the pool's best 5 %", curves: curves(\.topShareFound),
                    reaching: [0]),
                .init(title: "Regret", quantity: "regret", curves: curves(\.regret), reaching: [0]),
            ]
            : [
                .init(
                    title: "Hypervolume", quantity: "share of the pool's hypervolume",
                    curves: curves(\.hypervolumeShare),
                    reaching: [1]),
                .init(
                    title: "Front found", quantity: "share of the true front", curves: curves(\.frontFound),
                    reaching: [0]),
            ]
        return LearningCurveFigure(
            heading: title, remark: remark, panels: found + (isConstrained ? [infeasible] : []) + [map],
            footnote: "Measurements after the seed points. NRMSE: 1 is no better than the mean; random choice's map is "
                + "that of the first model."
                + (front.map { " · Hypervolume counted from \($0.reference.listed)." } ?? ""))
    }
}
