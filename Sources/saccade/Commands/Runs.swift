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
        var statuses: [RunStatus] = []
        for stored in try await journal.runs() {
            let history = try await RunHistory(stored.run, in: directory)
            statuses.append(RunStatus(run: stored.run, history.run, isConnected: true, trouble: nil))
        }
        if json { return print(try JSONText.encode(statuses)) }
        guard !statuses.isEmpty else { return print("no runs in \(directory.path)") }
        var table = TextTable([
            ("run", .right), ("plan", .left), ("instrument", .left), ("state", .left), ("seeds", .right),
            ("measured", .right), ("refused", .right), ("best", .right), ("at", .left), ("time", .right),
            ("instrument waited", .right),
        ])
        for status in statuses {
            table.add([
                "\(status.run)", status.title, status.instrument, status.phase,
                "\(status.seedsMeasured)/\(status.seeds)", "\(status.spent)/\(status.budget)", "\(status.refused)",
                status.best.text(4), status.bestAt.map(\.description) ?? "-", status.elapsed.duration,
                (status.waitedShare * 100).fixed(1) + " %",
            ])
        }
        for line in table.lines() { print(line) }
    }
}
