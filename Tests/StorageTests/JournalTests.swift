import Experiments
import Foundation
import Storage
import Testing

@Suite struct `The journal` {
    let temporary: TemporaryDirectory
    let journal: SQLiteJournal

    init() throws {
        temporary = try TemporaryDirectory()
        journal = try SQLiteJournal(temporary.data.lock(), clock: { 42 })
    }

    @Test func `numbers the events of all runs without a gap`() async throws {
        #expect(try await journal.lastSequence() == 0)
        let first = try await journal.createRun().run
        let second = try await journal.createRun().run
        #expect(first == 1 && second == 2)
        _ = try await journal.append([draft(.paused), draft(.resumed)], to: second)
        _ = try await journal.append([draft(.paused)], to: first)
        _ = try await journal.append([], to: first)
        let last = try await journal.append([draft(.paused)], to: second)
        #expect(last.map(\.sequence) == [4])
        #expect(try await journal.lastSequence() == 4)
        #expect(try await journal.entries(of: second, maps: false).map(\.sequence) == [1, 2, 4])
        #expect(try await journal.entries(of: first, maps: false).map(\.sequence) == [3])
        let all = try await journal.entries(after: 0, limit: 100)
        #expect(all.map(\.run) == [2, 2, 1, 2])
        #expect(try await journal.entries(after: 1, limit: 2) == Array(all[1...2]))
        #expect(try await journal.entries(after: 4, limit: 2).isEmpty)
        #expect(try await journal.entries(after: .max - 1, limit: 0).isEmpty)
    }

    @Test func `gives each run a name of its own`() async throws {
        var names: Set<String> = []
        for _ in 0..<20 {
            let (run, name) = try await journal.createRun()
            #expect(name.wholeMatch(of: /[0-9]+-[0-9a-f]{16}/) != nil)
            #expect(name.hasPrefix("\(run)-"))
            #expect(try await journal.run(named: name) == run)
            names.insert(name)
        }
        #expect(names.count == 20)
        #expect(try await journal.run(named: "1") == nil)
    }

    @Test func `stores a result once`() async throws {
        let run = try await journal.createRun().run
        _ = try await journal.append([draft(.measured(Examples.measurement("m", [1], digest: "d")))], to: run)
        let again = draft(.measured(Examples.measurement("m", [2], digest: "e")))
        let expected = AlreadyStored(request: "m", attempt: 1, digest: "d")
        await #expect(throws: expected) { _ = try await journal.append([again], to: run) }
        let other = try await journal.createRun().run
        await #expect(throws: expected) { _ = try await journal.append([again], to: other) }
        // Another attempt is another result, and whatever is no result may come as often as it likes.
        let second = Measurement(request: "m", attempt: 2, values: [], axis: .channels(0), digest: "d")
        let failed = Event.failed(request: "m", attempt: 1, code: "E_HW", text: "", isRetryable: true)
        _ = try await journal.append([draft(.measured(second)), draft(failed), draft(failed)], to: run)
        #expect(try await journal.entries(of: run, maps: false).count == 4)
    }

    @Test func `stores an overview once`() async throws {
        let run = try await journal.createRun().run
        let overviewed = draft(.overviewed(request: "o", try Examples.overview))
        _ = try await journal.append([overviewed], to: run)
        await #expect(throws: AlreadyStored(request: "o", attempt: nil, digest: nil)) {
            _ = try await journal.append([overviewed], to: run)
        }
    }

    @Test func `stores all of a batch or nothing`() async throws {
        let run = try await journal.createRun().run
        let result = draft(.measured(Examples.measurement("m", [1])))
        await #expect(throws: AlreadyStored(request: "m", attempt: 1, digest: "crc32:00")) {
            _ = try await journal.append([draft(.paused), result, draft(.resumed), result], to: run)
        }
        #expect(try await journal.entries(after: 0, limit: 9).isEmpty)
        // Nor does the failure leave a gap.
        #expect(try await journal.append([result], to: run).map(\.sequence) == [1])
    }

    @Test func `knows which runs there are`() async throws {
        await #expect(throws: JournalError(path: temporary.data.journalPath, reason: .noRun(1))) {
            _ = try await journal.append([draft(.paused)], to: 1)
        }
        await #expect(throws: JournalError(path: temporary.data.journalPath, reason: .noRun(7))) {
            _ = try await journal.entries(of: 7, maps: false)
        }
        let (first, _) = try await journal.createRun()
        let (second, name) = try await journal.createRun()
        let ending = Ending(.targetReached, text: "ü")
        _ = try await journal.append([draft(.paused), draft(.ended(ending))], to: first)
        #expect(try await journal.entries(of: second, maps: false).isEmpty)
        let unfinished = try await journal.unfinishedRuns()
        #expect(unfinished.map(\.run) == [second])
        #expect(unfinished.map(\.name) == [name])
        let runs = try await journal.runs()
        #expect(runs.map(\.ending) == [ending, nil])
        #expect(runs.map(\.created) == [42, 42])
    }

    @Test func `orders what many tasks append at once`() async throws {
        let run = try await journal.createRun().run
        try await withThrowingTaskGroup { group in
            for task in 0..<8 {
                group.addTask {
                    for index in 0..<10 {
                        let failed = Event.failed(
                            request: "\(task)", attempt: index, code: "", text: "", isRetryable: false)
                        let events = [Event.accepted(request: "\(task)"), failed]
                        _ = try await journal.append(events.map { draft($0) }, to: run)
                    }
                }
            }
            try await group.waitForAll()
        }
        let entries = try await journal.entries(of: run, maps: false)
        #expect(entries.map(\.sequence) == Array(1...160))
        var next: [String: Int] = [:]
        for pair in stride(from: 0, to: 160, by: 2) {
            guard case .accepted(let task) = entries[pair].event,
                case .failed(task, let index, _, _, _) = entries[pair + 1].event
            else {
                Issue.record("batches are mixed at \(pair)")
                return
            }
            #expect(index == next[task, default: 0])
            next[task] = index + 1
        }
    }

    @Test func `carries an append through though the task is cancelled`() async throws {
        let run = try await journal.createRun().run
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await journal.append([draft(.paused)], to: run)
        }
        task.cancel()
        #expect(try await task.value.map(\.sequence) == [1])
        #expect(try await journal.entries(of: run, maps: false).count == 1)
    }

    @Test func `is shared by two handles of one lock`() async throws {
        let temporary = try TemporaryDirectory()
        let lock = try temporary.data.lock()
        let handles = [try SQLiteJournal(lock), try SQLiteJournal(lock)]
        let run = try await handles[0].createRun().run
        try await withThrowingTaskGroup { group in
            for handle in handles {
                group.addTask {
                    for _ in 0..<25 { _ = try await handle.append([draft(.paused), draft(.resumed)], to: run) }
                }
            }
            try await group.waitForAll()
        }
        for handle in handles {
            #expect(try await handle.entries(of: run, maps: false).map(\.sequence) == Array(1...100))
        }
    }

    @Test func `waits for the disk at every commit`() async throws {
        // 2 is FULL: https://www.sqlite.org/pragma.html#pragma_synchronous
        #expect(try journal.pragma("synchronous") == "2")
        #expect(try journal.pragma("journal_mode") == "wal")
        #expect(try journal.pragma("foreign_keys") == "1")
        #expect(try journal.pragma("busy_timeout") == "10000")
    }

    @Test func `can be read with nothing but the sqlite3 program`() async throws {
        let run = try await journal.createRun().run
        _ = try await journal.append([draft(.measured(Examples.measurement("m", [0.5, .nan])), elapsed: 1.5)], to: run)
        let columns = "kind || ' ' || request || ' ' || elapsed || ' ' || body || ' ' || hex(data)"
        #expect(
            try query(temporary.data.journalPath, "SELECT \(columns) FROM events") == [
                """
                measured m 1.5 {"arrays":[{"crc32":906907199,"dtype":"<f8","name":"values","shape":[2]},\
                {"crc32":1315014613,"dtype":"<f8","name":"axis","shape":[2]}],\
                "axisName":"channel","axisUnit":"","digest":"crc32:00"} \
                000000000000E03F000000000000F87F0000000000000000000000000000F03F
                """
            ])
    }

    @Test func `is only ever added to`() async throws {
        let run = try await journal.createRun().run
        _ = try await journal.append([draft(.paused)], to: run)
        for sql in ["UPDATE events SET kind = 'resumed'", "DELETE FROM events", "DELETE FROM runs"] {
            #expect(throws: (any Error).self) { try change(temporary.data.journalPath, sql) }
        }
        #expect(try await journal.entries(of: run, maps: false).map(\.event) == [.paused])
    }

    @Test func `keeps ten thousand events in order`() async throws {
        let run = try await journal.createRun().run
        for batch in 0..<10 {
            let events = (0..<1000).map { Event.measured(Examples.measurement("\(batch)-\($0)", [Double($0)])) }
            _ = try await journal.append(events.map { draft($0) }, to: run)
        }
        let entries = try await journal.entries(of: run, maps: false)
        #expect(entries.map(\.sequence) == Array(1...10_000))
        guard case .measured(let last) = entries[9_998].event else {
            Issue.record("no measurement")
            return
        }
        #expect(last.request == "9-998")
        #expect(last.values == [998])
    }
}
