import ArgumentParser
import Experiments
import Foundation
import Orchestration
import Storage

/// `saccade runs`: what is in the journal.
struct Runs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists the runs of a data directory, with or without a daemon.")

    @OptionGroup var data: DataDirectoryOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let directory = try data.directory()
        let journal = try SQLiteJournal(reading: directory)
        var (statuses, plans) = ([RunStatus](), [Plan?]())
        for stored in try await journal.runs() {
            do {
                let history = try await RunHistory(stored.run, in: directory)
                statuses.append(RunStatus(run: stored.run, history.run, isConnected: true, trouble: nil))
                plans.append(history.run.plan)
            } catch {
                // A damaged run must not hide the others.
                statuses.append(
                    RunStatus(
                        run: stored.run, Run(name: stored.name), isConnected: true, trouble: "cannot be read: \(error)")
                )
                plans.append(nil)
            }
        }
        if json { return print(try JSONText.encode(statuses)) }
        guard !statuses.isEmpty else { return print("no runs in \(directory.path)") }
        var table = TextTable([
            ("run", .right), ("plan", .left), ("instrument", .left), ("state", .left), ("seeds", .right),
            ("measured", .right), ("spent", .right), ("refused", .right), ("best", .right), (Pixel.heading, .left),
            ("time", .right),
            ("instrument waited", .right),
        ])
        for (status, title) in zip(statuses, PlanTitles.telling(plans)) {
            table.add([
                "\(status.run)", title, status.instrument, status.phase,
                "\(status.seedsMeasured)/\(status.seeds)", "\(status.measured)", "\(status.spent)/\(status.budget)",
                "\(status.refused)",
                status.front.map { "front of \($0.members.count)" } ?? status.best.text(4),
                status.bestAt.map(\.description) ?? "-", status.elapsed.duration,
                (status.waitedShare * 100).fixed(1) + " %",
            ])
        }
        for line in table.lines() { print(line) }
        for status in statuses {
            if let front = status.front, !front.members.isEmpty {
                print("\nrun \(status.run), \(status.title)")
                for line in FrontReport(front).lines { print(line) }
            }
            if let guessing = status.guessing { print("run \(status.run): \(guessing)") }
            if let trouble = status.trouble { print("run \(status.run): \(trouble)") }
        }
    }
}
