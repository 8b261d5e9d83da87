import Foundation
import Testing
import ZeroMQ

@Suite(.timeLimit(.minutes(2)))
struct `A wait for a socket` {
    private let context = Context()

    private func silentCaller() throws -> Caller {
        // Nobody listens there.
        try Caller(in: context, to: "tcp://127.0.0.1:1")
    }

    @Test func `that was cancelled before it began ends at once`() async throws {
        let caller = try silentCaller()
        for _ in 0..<200 {
            let task = Task {
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
                return try await caller.wait()
            }
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }

    @Test func `that is cancelled at any moment ends`() async throws {
        let caller = try silentCaller()
        for round in 0..<500 {
            let task = Task { try await caller.wait() }
            // From before the registration to long after it.
            for _ in 0..<(round % 50) { await Task.yield() }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }

    @Test func `that is cancelled after its message came leaves the message to be received`() async throws {
        let echo = try Echo(in: context)
        let caller = try Caller(in: context, to: echo.endpoint)
        try await serving(echo) {
            for round in 0..<UInt8(100) {
                _ = try await caller.call([[round]])
                let waiter = Task { try await caller.wait() }
                let answer = Task { try await caller.call([[round, round]]) }
                for _ in 0..<round { await Task.yield() }
                waiter.cancel()
                #expect(try await answer.value == [[round, round]])
                _ = await waiter.result
            }
        }
    }

    @Test func `ends with false after its time`() async throws {
        let caller = try silentCaller()
        let start = ContinuousClock.now
        #expect(try await !caller.wait(.milliseconds(20)))
        #expect(ContinuousClock.now - start >= .milliseconds(20))
        #expect(try await !caller.wait(.zero))
    }

    @Test func `ends with true if the message comes in time, among others that do not`() async throws {
        let echo = try Echo(in: context)
        let silent = try silentCaller()
        let caller = try Caller(in: context, to: echo.endpoint)
        try await serving(echo) {
            let others = (0..<4).map { number in Task { try await silent.wait(.milliseconds(50 + number)) } }
            _ = try await caller.call([[1]])
            try await caller.withSocket { try $0.send([[2]]) }
            #expect(try await caller.wait(.seconds(60)))
            for other in others { #expect(try await !other.value) }
        }
    }

    @Test func `fails when the socket is closed meanwhile`() async throws {
        let caller = try silentCaller()
        let waiter = Task { try await caller.wait() }
        try await Task.sleep(for: .milliseconds(5))
        await caller.withSocket { $0.close() }
        let error = await #expect(throws: ZeroMQError.self) { try await waiter.value }
        #expect(error?.code == .notASocket)
        let next = await #expect(throws: ZeroMQError.self) { try await caller.call([[1]]) }
        #expect(next?.code == .notASocket)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/task")))
    func `does not keep a thread that nobody refers to`() async throws {
        do {
            let thread = PollThread(name: "mortal")
            let caller = try Caller(in: context, to: "tcp://127.0.0.1:1", on: thread)
            #expect(try await !caller.wait(.milliseconds(1)))
            withExtendedLifetime(caller) { #expect(threads(named: "mortal") == 1) }
        }
        // The thread ends a moment after its last reference; a thread that stays runs into the suite's time limit.
        while threads(named: "mortal") > 0 { try await Task.sleep(for: .milliseconds(1)) }
    }

    private func threads(named name: String) -> Int {
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        return tasks.count { task in
            let found = try? String(contentsOfFile: "/proc/self/task/\(task)/comm", encoding: .utf8)
            return found?.trimmingCharacters(in: .newlines) == name
        }
    }

    @Test func `off the poll thread is a programmer's error`() async throws {
        await #expect(processExitsWith: .failure) {
            let socket = try Socket(.dealer, in: Context())
            try await PollThread(name: "other").waitUntilReadable(socket)
        }
    }
}
