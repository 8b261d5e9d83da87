import Experiments
import Foundation
import Storage
import Testing

@Suite struct `Opening a journal` {
    let temporary: TemporaryDirectory
    let lock: DataDirectoryLock
    var path: String { lock.directory.journalPath }

    init() throws {
        temporary = try TemporaryDirectory()
        lock = try temporary.data.lock()
    }

    @Test func `fills an empty file`() async throws {
        try Data().write(to: URL(filePath: path))
        let journal = try SQLiteJournal(lock)
        #expect(try await journal.createRun().run == 1)
    }

    @Test func `goes on where a daemon was killed before it had made the tables`() async throws {
        #expect(try query(path, "PRAGMA journal_mode = wal") == ["wal"])
        try change(path, "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
        #expect(throws: JournalError(path: path, reason: .missing)) { _ = try SQLiteJournal(reading: temporary.data) }
        #expect(try await SQLiteJournal(lock).createRun().run == 1)
    }

    @Test func `changes nothing the second time`() async throws {
        let journal = try SQLiteJournal(lock)
        let before = try schema()
        #expect(before.count == 11)
        try journal.close()
        try SQLiteJournal(lock).close()
        #expect(try schema() == before)
    }

    private func schema() throws -> Set<String> {
        Set(try query(path, "SELECT name || coalesce(sql, '') FROM sqlite_master"))
    }

    @Test func `refuses what a newer saccade made`() async throws {
        try SQLiteJournal(lock).close()
        try change(path, "INSERT INTO grdb_migrations VALUES ('9 wonders')")
        let expected = JournalError(path: path, reason: .newer(migrations: ["9 wonders"]))
        #expect(throws: expected) { _ = try SQLiteJournal(lock) }
        #expect(throws: expected) { _ = try SQLiteJournal(reading: temporary.data) }
        #expect(expected.description.contains("made by a newer saccade (it has 9 wonders)"))
    }

    @Test func `leaves another program's database as it is`() async throws {
        try change(path, "CREATE TABLE runs (name TEXT)")
        let before = try contents(path)
        #expect(throws: JournalError(path: path, reason: .foreign)) { _ = try SQLiteJournal(lock) }
        #expect(throws: JournalError(path: path, reason: .foreign)) { _ = try SQLiteJournal(reading: temporary.data) }
        #expect(try contents(path) == before)
        #expect(temporary.files == ["journal.sqlite", "saccade.lock"])
    }

    @Test func `refuses what is no database and leaves it as it is`() throws {
        let bytes = Data("an experiment of 1923, typed off from paper".utf8) + Data(count: 5000)
        try bytes.write(to: URL(filePath: path))
        for _ in 0..<2 {
            let error = #expect(throws: JournalError.self) { _ = try SQLiteJournal(lock) }
            guard case .damaged(nil, _) = error?.reason else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
        #expect(try contents(path) == bytes)
    }

    @Test func `refuses a directory in its place`() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        let expected = JournalError(path: path, reason: .unopenable(why: "it is a directory"))
        #expect(throws: expected) { _ = try SQLiteJournal(lock) }
        #expect(expected.description.hasPrefix("cannot open the journal \(path): it is a directory;"))
    }

    @Test func `holds the lock until it is gone`() throws {
        let temporary = try TemporaryDirectory()
        do {
            let journal = try SQLiteJournal(temporary.data.lock())
            #expect(throws: DataDirectoryError.self) { _ = try temporary.data.lock() }
            try journal.close()
        }
        _ = try temporary.data.lock()
    }
}
