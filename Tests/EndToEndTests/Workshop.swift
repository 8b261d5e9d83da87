import Foundation
import TestSupport
import Testing

/// A folder of its own for one test, and the built command in it.
final class Workshop: Sendable {
    let folder: URL
    /// The root of the checkout.
    static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    /// The built products lie beside the test bundle.
    static let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    static let saccade = products.appending(path: "saccade")

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "saccade-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Writes a text into the folder and returns its path.
    func write(_ text: String, as name: String) throws -> String {
        try Data(text.utf8).write(to: folder.appending(path: name))
        return path(name)
    }

    /// Starts `saccade` with this folder's data directory.
    func start(_ arguments: [String], log: String) throws -> RunningCommand {
        try start(Self.saccade.path, arguments, log: log)
    }

    /// Starts a program.
    func start(_ program: String, _ arguments: [String], log: String) throws -> RunningCommand {
        try RunningCommand(program, arguments, environment: ["SACCADE_DATA": path("data")], output: path(log))
    }

    /// Runs `saccade` to its end.
    func run(_ arguments: [String]) async throws -> Outcome {
        let command = try start(arguments, log: "out-\(UUID().uuidString.prefix(8))")
        let status = await command.end()
        return Outcome(status: status, output: command.output, errors: command.errors)
    }

    /// What a command left.
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    /// A TCP port that is free now.
    static func freePort() throws -> Int {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        try #require(isBound)
        return Int(UInt16(bigEndian: address.sin_port))
    }
}

/// A program that a test started, with what it prints.
final class RunningCommand: Sendable {
    private let process: ChildProcess
    private let outputPath: String
    private let errorPath: String

    init(_ program: String, _ arguments: [String], environment: [String: String], output: String) throws {
        outputPath = output
        errorPath = output + ".err"
        process = try ChildProcess(
            program, arguments, environment: environment, folder: Workshop.checkout.path, output: outputPath,
            errors: errorPath)
    }

    var isRunning: Bool { process.isRunning }
    var output: String { (try? String(contentsOfFile: outputPath, encoding: .utf8)) ?? "" }
    var errors: String { (try? String(contentsOfFile: errorPath, encoding: .utf8)) ?? "" }

    /// Sends a signal.
    func signal(_ number: Int32) {
        process.signal(number)
    }

    /// Waits for the end and returns the exit code; a process that lives longer than `patience` is killed.
    func end(within patience: Duration = .seconds(180)) async -> Int32 {
        let deadline = ContinuousClock.now + patience
        while true {
            if let code = process.exitCode { return code }
            if ContinuousClock.now > deadline {
                process.signal(SIGKILL)
                Issue.record("the process did not end; it printed \(output.suffix(2000)) \(errors.suffix(2000))")
            }
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Waits until the output holds a text.
    func prints(_ text: String, within patience: Duration = .seconds(30)) async throws {
        let deadline = ContinuousClock.now + patience
        while !output.contains(text) {
            guard process.isRunning || output.contains(text), ContinuousClock.now < deadline else {
                Issue.record("never printed `\(text)`, but: \(output.suffix(2000)) \(errors.suffix(2000))")
                throw CancellationError()
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
