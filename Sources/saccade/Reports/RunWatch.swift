import Control
import Experiments

/// The progress of a run on a terminal, or in lines of text elsewhere.
struct RunWatch {
    let run: Entry.RunID
    let client: ControlClient
    var isQuiet = false
    private let terminal = Terminal.standard

    init(run: Entry.RunID, client: ControlClient, isQuiet: Bool = false) {
        self.run = run
        self.client = client
        self.isQuiet = isQuiet
    }

    /// Shows the run until it ends, and returns how it ended.
    ///
    /// - Throws: ``Failure`` if the daemon knows no such run; what the client throws.
    func untilEnd() async throws -> RunStatus {
        var shown: RunStatus?
        while true {
            guard let status = try await client.runs().first(where: { $0.run == run }) else {
                throw Failure("the daemon does not work on run \(run)", .noInput)
            }
            if !isQuiet { show(status, after: shown) }
            shown = status
            if status.hasEnded {
                if !isQuiet { for line in summary(status) { say(line) } }
                return status
            }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Writes a line at once, also into a pipe or file.
    private func say(_ line: String) {
        terminal.write(line + "\n")
    }

    private func show(_ status: RunStatus, after shown: RunStatus?) {
        guard status.candidates > 0 else {
            if status.phase != shown?.phase, status.phase.hasPrefix("waiting") {
                say("run \(run) · \(status.phase)" + (status.trouble.map { " · \($0)" } ?? ""))
            }
            return
        }
        if (shown?.candidates ?? 0) == 0 { say(heading(status)) }
        if terminal.isInteractive {
            let isFirst = (shown?.candidates ?? 0) == 0
            let block = [seedLine(status), exploreLine(status), lastLine(status)]
            let back = isFirst ? "" : "\u{1B}[\(block.count)A"
            terminal.write(back + block.map { "\u{1B}[K\($0)\n" }.joined())
        } else {
            // A line for every tenth measurement, the first and the last.
            let before = (shown?.seedsMeasured ?? 0) + (shown?.spent ?? 0)
            let now = status.seedsMeasured + status.spent
            let isTenth = now / 10 > before / 10
            if now > before, isTenth || before == 0 || status.hasEnded { say(plainLine(status)) }
        }
    }

    private func heading(_ status: RunStatus) -> String {
        let pool = status.candidates > 0 ? "\(status.candidates.grouped) candidates · " : ""
        return "run \(run) · \(status.instrument) · " + pool + "\(status.seeds) seeds + \(status.budget)"
    }

    private func seedLine(_ status: RunStatus) -> String {
        let share = status.seeds > 0 ? Double(status.seedsMeasured) / Double(status.seeds) : 1
        return "  seeds   \(ProgressBar().text(share)) \(status.seedsMeasured)/\(status.seeds)"
    }

    private func exploreLine(_ status: RunStatus) -> String {
        let share = status.budget > 0 ? Double(status.spent) / Double(status.budget) : 1
        return "  explore \(ProgressBar().text(share)) \(status.spent)/\(status.budget)   " + facts(status)
    }

    private func facts(_ status: RunStatus) -> String {
        var parts = [status.found]
        if let infeasible = status.infeasible { parts.append("\(infeasible) break a constraint") }
        if let density = status.leaveOneOut { parts.append("LOO \(density.fixed(2))") }
        if let seconds = status.secondsPerDecision { parts.append("\(seconds.duration) a decision") }
        parts.append("instrument waited \((status.waitedShare * 100).fixed(1)) %")
        if let trouble = status.trouble { parts.append(terminal.styled(trouble, .red)) }
        return parts.joined(separator: "   ")
    }

    private func lastLine(_ status: RunStatus) -> String {
        guard let last = status.last else { return "  \(status.phase)" }
        var parts = ["  \(last.step == 0 ? "seed" : "\(last.step)")", "\(last.pixel)"]
        if let score = last.score { parts.append("\(status.function) \(score.text())") }
        if let mean = last.mean, let deviation = last.standardDeviation {
            parts.append("predicted \(mean.text()) ± \(deviation.text(2))")
        }
        parts.append("measured \(last.values.isEmpty ? last.objective.text() : last.values.listed)")
        if !status.hasEnded, status.phase != "exploring", status.phase != "seeding" { parts.append(status.phase) }
        return parts.joined(separator: "  ")
    }

    private func plainLine(_ status: RunStatus) -> String {
        let count =
            status.spent == 0
            ? "seeds \(status.seedsMeasured)/\(status.seeds)" : "measured \(status.spent)/\(status.budget)"
        return "  \(count) " + lastLine(status) + "   " + facts(status)
    }

    private func summary(_ status: RunStatus) -> [String] {
        [
            "\(status.phase) after \(status.elapsed.duration): \(status.seedsMeasured) seeds + \(status.measured) measured, "
                + "\(status.refused) refused, " + (status.infeasible.map { "\($0) break a constraint, " } ?? "")
                + "\(status.found), instrument waited \((status.waitedShare * 100).fixed(1)) %"
        ] + (status.front.map { FrontReport($0).lines } ?? [])
    }
}
