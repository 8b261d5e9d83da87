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
                + (status.refused > 0 ? " · \(status.refused) refused" : "")
                + (status.infeasible.map { " · \($0) break a constraint" } ?? "")
                + " · \(status.found) · \(status.elapsed.duration) · instrument waited "
                + (status.waitedShare * 100).fixed(1) + " %",
        ]
        if case .ended(let ending) = history.run.phase, !ending.text.isEmpty { lines.append(ending.text) }
        for refusal in history.run.refusals.suffix(5) {
            let place = refusal.candidate.flatMap { history.run.pool?.candidates[$0].pixel }
            lines.append(
                "refused \(place.map { "pixel \($0)" } ?? "the overview"), request \(refusal.request), attempt "
                    + "\(refusal.attempt): \(refusal.text) (\(refusal.code))")
        }
        if let guessing = status.guessing { lines.append(guessing) }
        lines.append("")
        if let front = status.front { lines += FrontReport(front).lines + [""] }
        lines += table.lines()
        return lines
    }

    private var table: TextTable {
        let plan = history.run.plan
        let isSingle = plan?.hasSeveralObjectives != true
        var table = TextTable(
            [
                ("step", .right), (Pixel.heading, .left), ("function", .left), ("score", .right), ("predicted", .right),
                ("measured", .right),
            ] + (isSingle ? [("best", .right)] : []) + [
                ("model of", .right), ("LOO", .right), ("decided in", .right),
            ])
        let measured = Dictionary(
            history.run.observations.map { ($0.candidate, $0.values) }, uniquingKeysWith: { first, _ in first })
        var best: Double?
        for (_, decision) in history.decisions {
            for choice in decision.choices {
                let values = measured[choice.candidate]
                if let values, let plan, plan.allows(values),
                    best.map({ plan.goal.merit(of: values[0]) > plan.goal.merit(of: $0) }) ?? true
                {
                    best = values[0]
                }
                table.add(
                    [
                        "\(decision.step)", "\(choice.pixel)",
                        decision.chooser == .fallback ? decision.function + " (fallback)" : decision.function,
                        choice.score.text(), prediction(choice), values.map(\.listed) ?? "-",
                    ] + (isSingle ? [best.text(4)] : []) + [
                        decision.model.map { "\($0.trained)+\($0.appended)" } ?? "-",
                        (decision.model?.leaveOneOut).fixed(2),
                        decision.chooser == .design
                            ? "-" : (decision.timing.predict + decision.timing.acquire).duration,
                    ])
            }
        }
        return table
    }

    private func prediction(_ choice: Decision.Choice) -> String {
        if !choice.predictions.isEmpty { return choice.predictions.map(\.text).joined(separator: ", ") }
        guard let mean = choice.mean, let deviation = choice.standardDeviation else { return "-" }
        return "\(mean.text()) ± \(deviation.text(2))"
    }
}

extension Pixel {
    /// What stands above pixels in tables.
    static let heading = "pixel (column, row)"
}

extension RunStatus {
    /// How many decisions random choice made for want of a model, and why the last one was such; nil if none was.
    var guessing: String? {
        guard fallbacks > 0 else { return nil }
        return "\(fallbacks) \(fallbacks == 1 ? "decision was" : "decisions were") random choice"
            + (fallback.map { ", the last one among them: \($0)" } ?? "")
    }

    /// What was found: `best 0.91 at pixel (44, 31)`, or `front of 7`.
    var found: String {
        if let front { return "front of \(front.members.count)" }
        return "best \(best.text(4))" + (bestAt.map { " at pixel \($0)" } ?? "")
    }
}
