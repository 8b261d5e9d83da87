import Experiments
import Foundation
import Storage
import Testing

/// Faults F13 and F14 of the fault list.
@Suite struct `A journal whose disk fails` {
    @Test func `goes on when there is room again, with nothing lost and no gap`() async throws {
        let temporary = try TemporaryDirectory()
        let lock = try temporary.data.lock()
        let journal = try SQLiteJournal(lock, pages: 40)
        let run = try await journal.createRun().run
        let values = (0..<1000).map(Double.init)
        var stored = 0
        let full = JournalError(path: temporary.data.journalPath, reason: .diskFull)
        await #expect(throws: full) {
            while true {
                let event = Event.measured(Examples.measurement("\(stored)", values))
                _ = try await journal.append([draft(.paused), draft(event)], to: run)
                stored += 1
            }
        }
        #expect(stored > 2)
        #expect(full.isTransient)
        #expect(try await journal.entries(of: run, maps: false).count == 2 * stored)
        try journal.pragma("max_page_count = 4000")
        #expect(try await journal.append([draft(.resumed)], to: run).map(\.sequence) == [2 * stored + 1])
    }

    @Test func `stores nothing more after a failed write, until it is opened again`() async throws {
        let temporary = try TemporaryDirectory()
        // A limit on the size of files makes writing fail with EFBIG, which is no lack of room.
        await #expect(processExitsWith: .exitCode(7)) { [path = temporary.data.path as String] in
            let journal = try SQLiteJournal(DataDirectory(path: path).lock())
            let run = try await journal.createRun().run
            _ = try await journal.append([draft(.paused)], to: run)
            signal(SIGXFSZ, SIG_IGN)
            var limits = rlimit(rlim_cur: 200_000, rlim_max: .max)
            _ = unsafe setrlimit(__rlimit_resource_t(1), &limits)
            let large = draft(.started(plan: Examples.plan, text: String(repeating: "x", count: 400_000)))
            do {
                _ = try await journal.append([large], to: run)
                exit(1)
            } catch let error as JournalError {
                guard case .diskFailed = error.reason, !error.isTransient else { exit(2) }
            }
            limits.rlim_cur = .max
            _ = unsafe setrlimit(__rlimit_resource_t(1), &limits)
            do {
                _ = try await journal.append([draft(.resumed)], to: run)
                exit(3)
            } catch let error as JournalError {
                guard case .diskFailed = error.reason else { exit(4) }
            }
            guard try await journal.entries(of: run, maps: false).map(\.event) == [.paused] else { exit(5) }
            exit(7)
        }
        let journal = try SQLiteJournal(temporary.data.lock())
        #expect(try await journal.entries(of: 1, maps: false).map(\.event) == [.paused])
        #expect(try await journal.append([draft(.resumed)], to: 1).map(\.sequence) == [2])
    }
}
