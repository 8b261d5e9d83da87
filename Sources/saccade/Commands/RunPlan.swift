import ArgumentParser
import Control
import Experiments
import Foundation
import Orchestration

/// `saccade run PLAN`: an experiment on an instrument.
struct RunPlan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Gives the daemon a plan to carry out on an instrument.")

    @Argument(help: "The plan; - reads standard input.") var plan: String
    @Flag(help: "Show the progress and wait for the end.") var wait = false
    @Option(name: .customLong("set"), help: ArgumentHelp("Overrides a key of the plan.", valueName: "key=value"))
    var overrides: [String] = []
    @OptionGroup var data: DataDirectoryOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let source = try PlanSource(plan, overriding: overrides)
        // Found out here, what is wrong with them is told as of any other file; the daemon reads them for itself.
        try source.plan.check(try source.weights(), channels: nil)
        let number = try await data.withDaemon { client in
            try await client.submit(
                Submission(
                    text: source.text, file: source.path, overrides: overrides, folder: source.absoluteFolder))
        }
        if !wait || json { try await warn(of: number) }
        guard wait else {
            if json {
                print("{\"run\": \(number)}")
            } else {
                print("run \(number) · \(source.plan.source.words)")
                print("`saccade watch \(number)` shows it, `saccade stop \(number)` ends it")
            }
            return
        }
        let status = try await data.withDaemon { client in
            try await RunWatch(run: number, client: client, isQuiet: json).untilEnd()
        }
        if json { print(try JSONText.encode(status)) }
        try status.checkSuccess()
    }

    /// Says so if the instrument is not there: whoever does not watch would wait in vain.
    private func warn(of number: Entry.RunID) async throws {
        let status = try await data.withDaemon { try await $0.runs() }.first { $0.run == number }
        if let trouble = status?.trouble { Failure.warn("run \(number): \(trouble)") }
    }
}
