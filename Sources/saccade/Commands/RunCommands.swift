import ArgumentParser
import Control
import Experiments

/// `saccade pause`.
struct Pause: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Pauses a run: answers are still taken, but nothing more is asked.")

    @Argument(help: "The number of the run.") var run: Int
    @OptionGroup var data: DataDirectoryOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await data.withDaemon { try await $0.pause(self.run) }
        print(
            json
                ? "{\"run\": \(self.run), \"state\": \"paused\"}"
                : "run \(self.run) is paused; `saccade resume \(self.run)` goes on")
    }
}

/// `saccade resume`.
struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Goes on with a paused run.")

    @Argument(help: "The number of the run.") var run: Int
    @OptionGroup var data: DataDirectoryOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await data.withDaemon { try await $0.resume(self.run) }
        print(json ? "{\"run\": \(self.run), \"state\": \"going on\"}" : "run \(self.run) goes on")
    }
}

/// `saccade stop`.
struct Stop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Ends a run; what was measured is kept.")

    @Argument(help: "The number of the run.") var run: Int
    @OptionGroup var data: DataDirectoryOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await data.withDaemon { try await $0.stop(self.run) }
        print(
            json
                ? "{\"run\": \(self.run), \"state\": \"stopped\"}"
                : "run \(self.run) is stopped; `saccade inspect \(self.run)` shows it")
    }
}
