import Experiments
import Foundation
import Storage
import Testing

@Suite struct `Reading a journal without its lock` {
    let temporary: TemporaryDirectory

    init() throws {
        temporary = try TemporaryDirectory()
    }

    @Test func `says that there is none, and makes none`() throws {
        let expected = JournalError(path: temporary.data.journalPath, reason: .missing)
        #expect(throws: expected) { _ = try SQLiteJournal(reading: temporary.data) }
        #expect(!FileManager.default.fileExists(atPath: temporary.data.path))
        _ = try temporary.data.lock()
        #expect(throws: expected) { _ = try SQLiteJournal(reading: temporary.data) }
        #expect(temporary.files == ["saccade.lock"])
    }

    @Test func `follows a living daemon and never blocks it`() async throws {
        let journal = try SQLiteJournal(temporary.data.lock())
        let run = try await journal.createRun().run
        let reader = try SQLiteJournal(reading: temporary.data)
        for count in 1...3 {
            _ = try await journal.append([draft(.accepted(request: "\(count)"))], to: run)
            #expect(try await reader.entries(of: run, maps: false).count == count)
        }
        #expect(try await reader.runs().map(\.run) == [run])
    }

    @Test func `finds everything after the daemon has closed it, and makes no file`() async throws {
        try await fill(temporary.data).close()
        let files = temporary.files
        for _ in 0..<2 {
            let reader = try SQLiteJournal(reading: temporary.data)
            #expect(try await reader.entries(of: 1, maps: false).count == 2)
            #expect(temporary.files == files)
            try reader.close()
            #expect(temporary.files == files)
        }
    }

    @Test func `finds everything after the daemon was killed, and makes no file`() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = temporary.data.path as String] in
            let journal = try await fill(DataDirectory(path: path))
            kill(getpid(), SIGKILL)
            withExtendedLifetime(journal) {}
        }
        let files = temporary.files
        let database = try contents(temporary.data.journalPath)
        let log = try contents(temporary.data.journalPath + "-wal")
        for _ in 0..<2 {
            let reader = try SQLiteJournal(reading: temporary.data)
            #expect(try await reader.entries(of: 1, maps: false).count == 2)
            try reader.close()
            #expect(temporary.files == files)
        }
        #expect(try contents(temporary.data.journalPath) == database)
        #expect(try contents(temporary.data.journalPath + "-wal") == log)
    }

    @Test func `reads a copy of the database file alone, and makes no file`() async throws {
        try await fill(temporary.data).close()
        let copy = DataDirectory(path: temporary.path + "/a copy? 100% #1 é")
        try FileManager.default.createDirectory(atPath: copy.path, withIntermediateDirectories: false)
        try FileManager.default.copyItem(atPath: temporary.data.journalPath, toPath: copy.journalPath)
        let reader = try SQLiteJournal(reading: copy)
        #expect(try await reader.entries(of: 1, maps: false).count == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: copy.path) == ["journal.sqlite"])
    }

    @Test func `stores nothing`() async throws {
        try await fill(temporary.data).close()
        let reader = try SQLiteJournal(reading: temporary.data)
        await #expect(throws: JournalError(path: temporary.data.journalPath, reason: .readOnly)) {
            _ = try await reader.append([draft(.paused)], to: 1)
        }
        await #expect(throws: JournalError(path: temporary.data.journalPath, reason: .readOnly)) {
            _ = try await reader.createRun()
        }
    }
}

/// Makes a journal with one run of two events.
@discardableResult
private func fill(_ directory: DataDirectory) async throws -> SQLiteJournal {
    let journal = try SQLiteJournal(directory.lock())
    let run = try await journal.createRun().run
    _ = try await journal.append([draft(.paused)], to: run)
    _ = try await journal.append([draft(.resumed)], to: run)
    return journal
}
