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
        var (fallback, trouble) = (LastingReason(), LastingReason())
        while true {
            guard let status = try await client.runs().first(where: { $0.run == run }) else {
                throw Failure("the daemon does not work on run \(run)", .noInput)
            }
            if !isQuiet {
                let news = [
                    // Why a run failed is told at its end.
                    line(trouble.note(status.hasEnded ? nil : status.trouble), atEnd: "the run goes on"),
                    line(fallback.note(status.fallback), atEnd: "the model chooses again"),
                ]
                show(status, after: shown, news: news.compactMap(\.self))
            }
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

    /// What began or ended, in a line of its own; nil if nothing did.
    private func line(_ news: LastingReason.News?, atEnd text: String) -> String? {
        switch news {
        case .began(let reason): terminal.styled("  \(reason)", .red)
        case .ended: "  " + text
        case nil: nil
        }
    }

    private func show(_ status: RunStatus, after shown: RunStatus?, news: [String]) {
        guard status.candidates > 0 else {
            if status.phase != shown?.phase, status.phase.hasPrefix("waiting") { say("run \(run) · \(status.phase)") }
            return news.forEach(say)
        }
        let isFirst = (shown?.candidates ?? 0) == 0
        if isFirst { say(heading(status)) }
        if terminal.isInteractive {
            // What is new stays above the block that moves.
            let block = [seedLine(status), exploreLine(status), lastLine(status)]
            let back = isFirst ? "" : "\u{1B}[\(block.count)A"
            terminal.write(back + (news + block).map { "\u{1B}[K\($0)\n" }.joined())
        } else {
            news.forEach(say)
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
                + (status.fallbacks > 0 ? "\(status.fallbacks) decisions at random, " : "")
                + "\(status.found), instrument waited \((status.waitedShare * 100).fixed(1)) %"
        ] + (status.front.map { FrontReport($0).lines } ?? [])
    }
}

extension RunStatus {
    /// Checks that a run that is over did not fail, and that its model had a part in it.
    ///
    /// - Throws: ``Failure`` with the reason if not.
    func checkSuccess() throws {
        if phase.contains("failed") {
            throw Failure("run \(run) failed: \(trouble ?? "`saccade inspect \(run)` says why")")
        }
        if decisions > 0, fallbacks == decisions {
            throw Failure("run \(run) had no model, all of its points are random: \(fallback ?? "")", .noModel)
        }
    }
}
