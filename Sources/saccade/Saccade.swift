import ArgumentParser
import Foundation

/// The command `saccade`.
@main
struct Saccade: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "saccade",
        abstract: "Decides where a microscope measures next.",
        discussion: """
            Start the daemon with `serve`, give it a plan with `run`, look at its decisions with `inspect`.
            Try a plan without an instrument with `simulate`, and its models with `calibrate`.

            Exit codes: 0 success, 64 wrong usage, 65 bad data or plan, 66 no such file, 69 no daemon, 70 no model \
            could be trained even once (`simulate`, `calibrate`, `run --wait`, `watch`), 73 cannot write, 75 in use by another process, 1 anything else.
            """,
        version: Version.text,
        subcommands: [
            Serve.self, RunPlan.self, Runs.self, Watch.self, Pause.self, Resume.self, Stop.self, Simulate.self,
            Calibrate.self, Inspect.self, Train.self, Encode.self, Manifold.self, Traverse.self, Reconstruct.self,
            Translate.self, Twin.self, PlanCommand.self, Compute.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            failure.report()
        } catch {
            guard let failure = Failure(describing: error) else { exit(withError: error) }
            failure.report()
        }
    }
}

/// What `--version` prints.
enum Version {
    static let number = "0.1.0"
    static let text = "saccade \(number)"
}
