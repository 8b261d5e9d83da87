import ArgumentParser
import Control
import Foundation
import Storage

/// Where the daemon keeps its journal and its sockets.
struct DataDirectoryOptions: ParsableArguments {
    @Option(
        name: .customLong("data-directory"),
        help: "Where runs are stored; $SACCADE_DATA or ~/.local/share/saccade if not given.")
    var path: String?

    /// The directory that the option or the environment names.
    func directory() throws -> DataDirectory {
        if let path { return DataDirectory(path: URL(filePath: path).standardizedFileURL.path) }
        return try DataDirectory(environment: ProcessInfo.processInfo.environment)
    }
}

extension DataDirectoryOptions {
    /// Talks to the daemon of the data directory.
    ///
    /// - Throws: ``Failure`` if there is none, or if it refuses.
    func withDaemon<Result: Sendable>(_ body: (ControlClient) async throws -> Result) async throws -> Result {
        let client = ControlClient(endpoint: try directory().controlEndpoint)
        do {
            return try await body(client)
        } catch let error as ControlError {
            throw Failure(
                error.description, Failure.Code(error.code))
        }
    }
}

extension Failure.Code {
    /// The exit code for what the control link answered.
    fileprivate init(_ code: ControlError.Code) {
        switch code {
        case .noAnswer: self = .unavailable
        case .badPlan: self = .badData
        case .unknownRun: self = .noInput
        default: self = .other
        }
    }
}
