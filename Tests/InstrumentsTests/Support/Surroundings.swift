import Foundation
import Logging

extension Logger {
    /// Logs nothing, or everything where the environment asks for it.
    static var silent: Logger {
        guard ProcessInfo.processInfo.environment["SACCADE_TEST_LOG"] == nil else {
            var logger = Logger(label: "test")
            logger.logLevel = .debug
            return logger
        }
        return Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    }
}

extension String {
    /// An `ipc` endpoint that nobody else uses.
    static func freePath() -> String {
        "ipc://\(FileManager.default.temporaryDirectory.path)/saccade-\(UUID().uuidString.prefix(8)).sock"
    }

    /// Removes the file that libzmq leaves of an `ipc` endpoint.
    func removePath() {
        guard hasPrefix("ipc://") else { return }
        try? FileManager.default.removeItem(atPath: String(dropFirst(6)))
    }

    /// A message's id that no other has.
    static func freshID() -> String {
        UUID().uuidString.replacing("-", with: "").lowercased()
    }
}

/// A file that is gone after the test.
final class TemporaryFile: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "saccade-\(UUID().uuidString).journal").path

    var text: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

    func write(_ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
