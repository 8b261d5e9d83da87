package import Experiments
private import Foundation
import GRDB

extension SQLiteJournal {
    package func createRun() async throws -> (run: Entry.RunID, name: String) {
        let created = clock()
        return try await write { database in
            let run = try (Int.fetchOne(database, sql: "SELECT max(run) FROM runs") ?? 0) + 1
            // The number is for readers; the random part makes it unique beyond this directory.
            let random = String(UInt64.random(in: .min ... .max), radix: 16)
            let name = "\(run)-" + String(repeating: "0", count: 16 - random.count) + random
            try database.execute(
                sql: "INSERT INTO runs (run, name, created) VALUES (?, ?, ?)", arguments: [run, name, created])
            return (run, name)
        }
    }

    /// Stores events in one transaction: all of them, or none.
    ///
    /// Once begun it is carried through, whether or not the calling task is cancelled: nobody is left in doubt.
    ///
    /// - Throws: ``AlreadyStored`` if one of them is a result that is in the journal, ``JournalError`` otherwise.
    package func append(_ events: [JournalDraft], to run: Entry.RunID) async throws -> [Entry] {
        let encoder = EventEncoder()
        let rows = try events.map { try encoder.row(of: $0.event) }
        return try await write { [path] database in
            guard try Bool.fetchOne(database, sql: "SELECT true FROM runs WHERE run = ?", arguments: [run]) == true
            else { throw JournalError(path: path, reason: .noRun(run)) }
            var sequence = try Int.fetchOne(database, sql: "SELECT max(sequence) FROM events") ?? 0
            var entries: [Entry] = []
            entries.reserveCapacity(events.count)
            for (draft, row) in zip(events, rows) {
                sequence += 1
                // SQLite knows no negative zero.
                let entry = Entry(
                    sequence: sequence, run: run, time: draft.time, elapsed: draft.elapsed + 0, event: draft.event)
                try Self.insert(entry, row, database)
                entries.append(entry)
            }
            return entries
        }
    }

    private static func insert(_ entry: Entry, _ row: EventRow, _ database: Database) throws {
        precondition(entry.elapsed.isFinite, "the time that a run has been going on is a finite number")
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO events (sequence, run, time, elapsed, kind, request, attempt, body, checksum, data)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        let checksum = row.checksum(
            sequence: entry.sequence, run: entry.run, time: entry.time, elapsed: entry.elapsed)
        do {
            try statement.execute(arguments: [
                entry.sequence, entry.run, entry.time, entry.elapsed, row.kind, row.request, row.attempt, row.body,
                Int(checksum), row.data,
            ])
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
            throw try alreadyStored(row, database) ?? error
        }
    }

    /// Says which result stands in the way of a row.
    private static func alreadyStored(_ row: EventRow, _ database: Database) throws -> AlreadyStored? {
        guard let request = row.request else { return nil }
        let stored = try Row.fetchOne(
            database,
            sql: "SELECT body->>'digest' FROM events WHERE kind = ? AND request = ? AND attempt IS ?",
            arguments: [row.kind, request, row.attempt])
        guard let stored else { return nil }
        return AlreadyStored(request: request, attempt: row.attempt, digest: try stored.decode(atIndex: 0))
    }

    /// Runs `body` in a transaction that is durable when this returns.
    private func write<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            database.asyncWriteWithoutTransaction { database in
                do {
                    let result = try self.transaction(database, body)
                    continuation.resume(returning: result)
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        }
    }

    private func transaction<Result>(_ database: Database, _ body: (Database) throws -> Result) throws -> Result {
        var result: Result?
        do {
            try database.inTransaction {
                result = try body(database)
                return .commit
            }
        } catch let error as DatabaseError {
            throw failure(error, database)
        }
        guard let result else { preconditionFailure("a transaction that was committed has a result") }
        return result
    }

    /// Says what became of a transaction, and after a failed write allows no other.
    private func failure(_ error: DatabaseError, _ database: Database) -> JournalError {
        let failure = JournalError(error, at: path)
        switch failure.reason {
        case .diskFailed:
            // The connection refuses to write from now on, before the next append has its turn.
            try? database.execute(sql: "PRAGMA query_only = ON")
            return failure
        case .readOnly where isWritable:
            return JournalError(path: path, reason: .diskFailed(why: "a write failed before"))
        default:
            return failure
        }
    }
}
