import Foundation
import Testing
import ZeroMQ

@Suite(.timeLimit(.minutes(2)))
struct `A round trip between a dealer and a router` {
    @Test(arguments: [1, 3], [0, 1, 255, 256, 8_192, 100_000])
    func `returns the frames as they were sent`(frameCount: Int, size: Int) async throws {
        let context = Context()
        let echo = try Echo(in: context)
        let caller = try Caller(in: context, to: echo.endpoint)
        try await serving(echo) {
            for round in 0..<20 {
                let frames = (0..<frameCount).map { frame in
                    (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ frame &+ round) }
                }
                let answer = try await caller.call(frames)
                #expect(answer == frames)
            }
        }
    }

    @Test func `works for many callers at once`() async throws {
        let context = Context()
        let echo = try Echo(in: context)
        try await serving(echo) {
            try await withThrowingTaskGroup(of: Int.self) { group in
                for caller in 0..<8 {
                    group.addTask {
                        let dealer = try Caller(in: context, to: echo.endpoint)
                        var matches = 0
                        for round in 0..<500 {
                            let question: [[UInt8]] = [Array("\(caller) \(round)".utf8)]
                            if try await dealer.call(question) == question { matches += 1 }
                        }
                        return matches
                    }
                }
                for try await matches in group { #expect(matches == 500) }
            }
        }
    }

    @Test func `works for several sockets of one thread`() async throws {
        let context = Context()
        let echo = try Echo(in: context)
        let thread = PollThread(name: "shared")
        try await serving(echo) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<UInt8(6) {
                    group.addTask {
                        let dealer = try Caller(in: context, to: echo.endpoint, on: thread)
                        for _ in 0..<100 {
                            let answer = try await dealer.call([[number], [], [number]])
                            #expect(answer == [[number], [], [number]])
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `works over a path`() async throws {
        let context = Context()
        let file = FileManager.default.temporaryDirectory.appending(path: "saccade-\(UUID().uuidString.prefix(8)).sock")
        // libzmq leaves the file behind.
        defer { try? FileManager.default.removeItem(at: file) }
        let path = "ipc://" + file.path
        let echo = try Echo(in: context, at: path)
        #expect(echo.endpoint == path)
        let caller = try Caller(in: context, to: path)
        let answer = try await serving(echo) { try await caller.call([[1, 2, 3]]) }
        #expect(answer == [[1, 2, 3]])
    }

    @Test func `runs its actor on the actor's own thread`() async throws {
        let context = Context()
        let caller = try Caller(in: context, to: "tcp://127.0.0.1:1")
        #expect(await caller.isOnItsThread())
        #expect(try await !caller.wait(.milliseconds(1)))
        #expect(await caller.isOnItsThread(), "also after a suspension")
    }
}
