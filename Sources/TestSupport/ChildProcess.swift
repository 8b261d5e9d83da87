package import Foundation
private import Synchronization

/// A program that a test started, and can signal and wait for.
///
/// By `posix_spawn` and `waitpid` rather than by Foundation's `Process`, whose `run()` read beyond its memory where some two
/// thousand descriptors were open and a dozen tests started programs at once (swift-corelibs-foundation of Swift 6.3.1).
package final class ChildProcess: Sendable {
    /// The process's number.
    package let identifier: pid_t
    /// How it ended, as `waitpid` tells it; nil while it runs.
    private let ending = Mutex<Int32?>(nil)

    /// Starts a program with its standard input empty; with the last reference it is killed.
    ///
    /// - Parameters:
    ///   - program: Its path.
    ///   - arguments: What follows its name.
    ///   - environment: Variables beside those of this process.
    ///   - folder: Where it works; here if nil.
    ///   - output: The file that its standard output is written to, made anew; nowhere if nil.
    ///   - errors: The same for its standard error.
    /// - Throws: `POSIXError` if it cannot be started.
    package init(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], folder: String? = nil,
        output: String? = nil, errors: String? = nil
    ) throws {
        let variables = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        // The folder is env's to change into: what posix_spawn has for it is not everywhere to be had.
        let launcher = folder.map { ["/usr/bin/env", "-C", $0, program] } ?? [program]
        var words = unsafe Self.copies(of: launcher + arguments)
        var settings = unsafe Self.copies(of: variables.map { "\($0)=\($1)" })
        defer { unsafe (words + settings).forEach { unsafe free($0) } }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        for (descriptor, path) in [(STDOUT_FILENO, output), (STDERR_FILENO, errors)] {
            unsafe posix_spawn_file_actions_addopen(
                &actions, descriptor, path ?? "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
        var number = pid_t()
        let fault = unsafe posix_spawn(&number, launcher[0], &actions, nil, &words, &settings)
        guard fault == 0 else { throw POSIXError(POSIXErrorCode(rawValue: fault) ?? .EINVAL) }
        identifier = number
    }

    deinit {
        guard isRunning else { return }
        kill(identifier, SIGKILL)
        var status = Int32()
        unsafe waitpid(identifier, &status, 0)
    }

    /// Whether it has not ended yet.
    package var isRunning: Bool { look() == nil }

    /// Its exit code, or the number of the signal that ended it, negative; nil while it runs.
    package var exitCode: Int32? {
        look().map { status in
            let signal = status & 0x7f
            return signal == 0 ? (status >> 8) & 0xff : -signal
        }
    }

    /// Sends it a signal, if it still runs.
    package func signal(_ number: Int32) {
        if isRunning { kill(identifier, number) }
    }

    /// Waits for its end.
    ///
    /// - Returns: Its exit code, or the number of the signal that ended it, negative.
    /// - Throws: `CancellationError` if the task is cancelled; the program runs on.
    @discardableResult package func end() async throws -> Int32 {
        while true {
            if let exitCode { return exitCode }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Runs a program that ends soon, and returns its exit code as ``exitCode`` does; blocks until then.
    ///
    /// - Throws: `POSIXError` if it cannot be started.
    package static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
        let process = try ChildProcess(program, arguments)
        while true {
            if let exitCode = process.exitCode { return exitCode }
            usleep(1000)
        }
    }

    private func look() -> Int32? {
        ending.withLock { ending in
            if let ending { return ending }
            var status = Int32()
            if unsafe waitpid(identifier, &status, WNOHANG) == identifier { ending = status }
            return ending
        }
    }

    /// Copies of texts for C, to be freed, and a null after them.
    private static func copies(of texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        unsafe texts.map { unsafe strdup($0) } + [nil]
    }
}
