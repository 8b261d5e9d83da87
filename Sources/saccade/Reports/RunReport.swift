import Experiments
import Orchestration

/// A run in lines of text: how it stands, and its decisions.
struct RunReport {
    private let history: RunHistory

    init(_ history: RunHistory) {
        self.history = history
    }

    var lines: [String] {
        let status = RunStatus(run: history.number, history.run, isConnected: true, trouble: nil)
        var lines = [
            "run \(history.number) · \(history.title) · \(status.phase) · \(status.candidates.grouped) candidates",
            "measured \(status.seedsMeasured) seeds + \(status.measured), \(status.spent) of \(status.budget) spent"
                + (status.refused > 0 ? " · \(status.refused) refused" : "") + " · best \(status.best.text(4))"
                + (status.bestAt.map { " at \($0)" } ?? "") + " · \(status.elapsed.duration) · instrument waited "
                + (status.waitedShare * 100).fixed(1) + " %",
        ]
        if case .ended(let ending) = history.run.phase, !ending.text.isEmpty { lines.append(ending.text) }
        for refusal in history.run.refusals.suffix(5) {
            lines.append("refused \(refusal.request), attempt \(refusal.attempt): \(refusal.text) (\(refusal.code))")
        }
        lines.append("")
        lines += table.lines()
        return lines
    }

    private var table: TextTable {
        var table = TextTable([
            ("step", .right), ("at (x, y)", .left), ("function", .left), ("score", .right), ("predicted", .right),
            ("measured", .right), ("best", .right), ("model of", .right), ("LOO", .right), ("decided in", .right),
        ])
        let measured = Dictionary(
            history.run.observations.map { ($0.candidate, $0.objective) }, uniquingKeysWith: { first, _ in first })
        var best: Double?
        for (_, decision) in history.decisions {
            for choice in decision.choices {
                let objective = measured[choice.candidate]
                if let objective, let goal = history.run.plan?.goal,
                    best.map({ goal.merit(of: objective) > goal.merit(of: $0) }) ?? true
                {
                    best = objective
                }
                table.add([
                    "\(decision.step)", "\(choice.pixel)",
                    decision.chooser == .fallback ? decision.function + " (fallback)" : decision.function,
                    choice.score.text(), prediction(choice), objective.text(4), best.text(4),
                    decision.model.map { "\($0.trained)+\($0.appended)" } ?? "-",
                    (decision.model?.leaveOneOut).fixed(2),
                    decision.chooser == .design ? "-" : (decision.timing.predict + decision.timing.acquire).duration,
                ])
            }
        }
        return table
    }

    private func prediction(_ choice: Decision.Choice) -> String {
        guard let mean = choice.mean, let deviation = choice.standardDeviation else { return "-" }
        return "\(mean.text()) ± \(deviation.text(2))"
    }
}
