import ArgumentParser
import Control
import Experiments
import Storage

/// `saccade watch`: the progress of runs.
struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows the progress of a run until its end, or every event of all runs as JSON lines.")

    @Argument(help: "The number of the run; the newest one if not given.") var run: Int?
    @Flag(help: "Print every event as a JSON line: those of all runs without end, or those of one run until its end.")
    var json = false
    @Option(help: "With --json: only events after this place in the journal.") var after = 0
    @OptionGroup var data: DataDirectoryOptions

    func run() async throws {
        if json { return try await printEvents() }
        try await data.withDaemon { client in
            let runs = try await client.runs()
            guard let number = self.run ?? runs.last?.run else {
                throw Failure("the daemon works on no run; `saccade run PLAN` starts one", .noInput)
            }
            guard runs.contains(where: { $0.run == number }) else {
                // Whether it is over or never was, the journal knows.
                _ = try await RunHistory(number, in: try data.directory())
                throw Failure(
                    "run \(number) was over before the daemon was started; `saccade inspect \(number)` shows it",
                    .noInput)
            }
            try await RunWatch(run: number, client: client).untilEnd().checkSuccess()
        }
    }

    private func printEvents() async throws {
        let directory = try data.directory()
        try await data.withDaemon { client in
            let subscriber = try EventSubscriber(
                endpoint: try directory.eventsEndpoint, control: client, after: after)
            while true {
                guard case .entry(let entry) = try await subscriber.next() else { continue }
                guard self.run == nil || entry.run == self.run else { continue }
                Terminal.standard.write(try entry.line + "\n")
                if self.run != nil, entry.kind == "ended" { return }
            }
        }
    }
}
