import Control
import Experiments
import Foundation
import Logging
import Messages
import ZeroMQ

/// A daemon that only remembers what it was asked, and whose journal is an array.
actor FakeDaemon: ControlDelegate {
    private(set) var asked: [String] = []
    private(set) var entries: [Entry] = []
    private var gate: AsyncStream<Void>?
    let lastSequence: Int?

    /// Creates a daemon; `lastSequence` is what it says of its journal, if not the truth.
    init(entries: [Entry] = [], lastSequence: Int? = nil) {
        self.entries = entries
        self.lastSequence = lastSequence
    }

    /// Lets submissions wait until the stream ends.
    func hold(until gate: AsyncStream<Void>) {
        self.gate = gate
    }

    func append(_ event: Event) -> Entry {
        let entry = Entry(sequence: entries.count + 1, run: 1, time: 1, elapsed: 0.5, event: event)
        entries.append(entry)
        return entry
    }

    func submit(_ submission: Submission) async throws -> Entry.RunID {
        asked.append("submit \(submission.file) \(submission.text.utf8.count) \(submission.overrides)")
        if let gate { for await _ in gate {} }
        switch submission.file {
        case "bad.yaml":
            throw ControlError(
                .badPlan, "bad.yaml has 2 faults", lines: ["bad.yaml:3: seeds: unknown key", "bad.yaml:9: ü"])
        case "full.yaml": throw DiskFull()
        default: return Int(submission.text) ?? 12
        }
    }

    func pause(_ run: Entry.RunID) throws { try note("pause", run) }
    func resume(_ run: Entry.RunID) throws { try note("resume", run) }
    func stop(_ run: Entry.RunID) throws { try note("stop", run) }

    private func note(_ command: String, _ run: Entry.RunID) throws {
        guard run < 100 else { throw ControlError(.unknownRun, "there is no run \(run)") }
        asked.append("\(command) \(run)")
    }

    func runs() -> [RunStatus] { [Examples.run, Examples.freshRun] }
    func instruments() -> [LiveInstrument] { [Examples.instrument] }

    func status() -> DaemonStatus {
        var status = Examples.status
        status.lastSequence = lastSequence ?? entries.count
        return status
    }

    func entries(after sequence: Int, limit: Int) -> [Entry] {
        asked.append("entries \(sequence)")
        return Array(entries.dropFirst(sequence).prefix(limit))
    }
}

struct DiskFull: Error, CustomStringConvertible {
    var description: String { "no room on the disk" }
}

/// A folder for sockets, removed after the test.
final class SocketFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "saccade-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var control: String { "ipc://\(path)/control.ipc" }
    var events: String { "ipc://\(path)/events.ipc" }
}

let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

/// Runs `body` beside a daemon that serves and publishes in a folder; it believes that its journal has `ahead` more
/// entries than it has.
func withDaemon<Result: Sendable>(
    _ daemon: FakeDaemon, in folder: SocketFolder, ahead: Int = 0,
    _ body: (EventPublisher) async throws -> Result
) async throws -> Result {
    let context = Context()
    let server = try ControlServer(endpoints: [folder.control], delegate: daemon, context: context, logger: quiet)
    let publisher = try await EventPublisher(
        endpoints: [folder.events], after: daemon.entries.count + ahead, context: context, logger: quiet)
    return try await withThrowingTaskGroup { group in
        group.addTask { await server.run() }
        group.addTask { await publisher.run() }
        defer { group.cancelAll() }
        return try await body(publisher)
    }
}
