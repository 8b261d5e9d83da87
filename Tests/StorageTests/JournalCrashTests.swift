import Experiments
import Foundation
import Storage
import Testing

/// Faults F01, F15 and F16 of the fault list, as far as they concern the journal alone.
@Suite struct `A journal after a crash` {
    let temporary: TemporaryDirectory

    init() throws {
        temporary = try TemporaryDirectory()
    }

    @Test func `has all that was acknowledged, in order, whenever its daemon was killed`() async throws {
        var acknowledged = 0
        for milliseconds in [1, 2, 3, 5, 8, 13, 21, 34, 55, 89] {
            let result = await #expect(
                processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]
            ) { [path = temporary.data.path as String, milliseconds = milliseconds as Int] in
                try await appendUntilKilled(DataDirectory(path: path), after: milliseconds)
            }
            // What was acknowledged stands in whole lines.
            let lines = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
                .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            acknowledged = max(acknowledged, lines.compactMap { Int($0) }.max() ?? 0)
            let journal = try SQLiteJournal(temporary.data.lock())
            let entries = try await journal.entries(after: 0, limit: .max)
            #expect(entries.count >= acknowledged)
            #expect(entries.count % 3 == 0)
            expectBatches(entries)
            try journal.close()
        }
        #expect(acknowledged > 0)
    }

    @Test func `has a good prefix wherever its log breaks off`() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = temporary.data.path as String] in
            let journal = try SQLiteJournal(DataDirectory(path: path).lock())
            let run = try await journal.createRun().run
            for batch in 0..<6 { _ = try await journal.append(Crash.batch(batch), to: run) }
            kill(getpid(), SIGKILL)
        }
        let log = try contents(temporary.data.journalPath + "-wal")
        var counts: [Int] = []
        // At every sector of a disk, at its end, and sometimes between.
        for length in Array(stride(from: 0, to: log.count, by: 512)) + [log.count] {
            let copy = try copy(named: "\(length)", log: log.prefix(length))
            let entries = try await entries(reading: copy)
            #expect(entries.count % 3 == 0)
            expectBatches(entries)
            #expect(entries.count >= counts.last ?? 0, "a longer log gave less")
            counts.append(entries.count)
            if length % 8192 == 0 || length == log.count {
                // What is whole can be gone on with.
                let journal = try SQLiteJournal(copy.lock())
                #expect(
                    try await journal.entries(after: 0, limit: .max) == entries)
                let run = try await journal.createRun().run
                #expect(try await journal.append([draft(.paused)], to: run).map(\.sequence) == [entries.count + 1])
            }
            try FileManager.default.removeItem(atPath: copy.path)
        }
        #expect(Set(counts) == [0, 3, 6, 9, 12, 15, 18])
    }

    @Test func `never passes off as a record what is none, whichever byte is changed`() async throws {
        do {
            let journal = try SQLiteJournal(temporary.data.lock())
            let run = try await journal.createRun().run
            for event in try Examples.all() { _ = try await journal.append([draft(event, elapsed: 1.5)], to: run) }
            try journal.close()
        }
        let truth = try await read(temporary.data)
        let database = try contents(temporary.data.journalPath)
        var damaged = 0
        // 127 is a prime, so that all offsets within a page have their turn.
        for offset in stride(from: 0, to: database.count, by: 127) {
            var bytes = database
            bytes[offset] ^= 1 << UInt8(offset % 8)
            let copy = try copy(named: "\(offset)", database: bytes)
            do {
                let found = try await read(copy)
                #expect(found == truth, "byte \(offset)")
            } catch let error as JournalError {
                damaged += 1
                if case .unexpected(let why) = error.reason, !why.contains("malformed"), offset > 4096 {
                    Issue.record("byte \(offset): \(error)")
                }
            }
            try FileManager.default.removeItem(atPath: copy.path)
        }
        #expect(damaged > 20)
    }

    /// The entries of a journal; none where not even its tables are.
    private func entries(reading directory: DataDirectory) async throws -> [Entry] {
        do {
            return try await SQLiteJournal(reading: directory).entries(after: 0, limit: .max)
        } catch let error as JournalError where error.reason == .missing {
            return []
        }
    }

    private func read(_ directory: DataDirectory) async throws -> [String] {
        let journal = try SQLiteJournal(reading: directory)
        var found: [String] = []
        for entry in try await journal.entries(after: 0, limit: .max) {
            guard let whole = try await journal.entry(at: entry.sequence) else { continue }
            found.append("\(whole.sequence) \(whole.run) \(whole.time) \(whole.elapsed) \(text(whole.event))")
        }
        return found
    }

    private func copy(named name: String, database: Data? = nil, log: Data? = nil) throws -> DataDirectory {
        let copy = DataDirectory(path: temporary.path + "/" + name)
        try FileManager.default.createDirectory(
            atPath: copy.path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        try (database ?? contents(temporary.data.journalPath)).write(to: URL(filePath: copy.journalPath))
        if let log { try log.write(to: URL(filePath: copy.journalPath + "-wal")) }
        return copy
    }

    private func expectBatches(_ entries: [Entry]) {
        #expect(entries.map(\.sequence) == Array(1..<entries.count + 1))
        for (index, entry) in entries.enumerated() where index % 3 == 0 {
            let batch = entries[index..<min(index + 3, entries.count)].map(\.event)
            #expect(batch.map(text) == Crash.batch(index / 3).map { text($0.event) }, "entry \(entry.sequence)")
        }
    }
}

/// What the processes that are to be killed write.
private enum Crash {
    /// Three events that show which batch they belong to.
    static func batch(_ number: Int) -> [JournalDraft] {
        let values = (0..<300).map { Double($0 * number) }
        return [
            draft(.accepted(request: "r-\(number)")),
            draft(.measured(Examples.measurement("r-\(number)", values))),
            draft(.requested(Examples.request(number))),
        ]
    }
}

/// Appends batches and prints the last sequence number after each, until a thread kills the process.
private func appendUntilKilled(_ directory: DataDirectory, after milliseconds: Int) async throws {
    let journal = try SQLiteJournal(directory.lock())
    let run = try await journal.runs().isEmpty ? try await journal.createRun().run : 1
    var number = try await journal.entries(of: run, maps: false).count / 3
    Thread {
        usleep(UInt32(milliseconds * 1000))
        kill(getpid(), SIGKILL)
    }.start()
    while true {
        let entries = try await journal.append(Crash.batch(number), to: run)
        number += 1
        let line = Array("\(entries[2].sequence)\n".utf8)
        _ = unsafe write(STDOUT_FILENO, line, line.count)
    }
}
