package import Experiments
import Foundation
import GRDB

extension SQLiteJournal {
    /// Returns the events of a run in order; with `maps`, decisions carry their maps.
    ///
    /// - Throws: ``JournalError``: ``JournalError/Reason/noRun(_:)`` if there is no such run.
    package func entries(of run: Entry.RunID, maps: Bool) async throws -> [Entry] {
        try await read { [path] database in
            guard try Self.exists(run, database) else { throw JournalError(path: path, reason: .noRun(run)) }
            return try Self.entries(
                database, path, maps: maps, where: "run = ? ORDER BY sequence", [run])
        }
    }

    package func entries(after sequence: Int, limit: Int) async throws -> [Entry] {
        try await read { [path] database in
            let entries = try Self.entries(
                database, path, maps: false, where: "sequence > ? ORDER BY sequence LIMIT ?", [sequence, limit])
            let first = max(sequence, 0) + 1
            for (index, entry) in entries.enumerated() where entry.sequence != first + index {
                throw JournalError(path: path, reason: .damaged(sequence: first + index, why: "it is missing"))
            }
            return entries
        }
    }

    /// Returns one entry, with its maps if it is a decision that has some; nil if there is none.
    package func entry(at sequence: Int) async throws -> Entry? {
        try await read { [path] database in
            try Self.entries(database, path, maps: true, where: "sequence = ?", [sequence]).first
        }
    }

    /// Returns the place of the last entry of all runs; 0 if there is none.
    package func lastSequence() async throws -> Int {
        try await read { try Int.fetchOne($0, sql: "SELECT max(sequence) FROM events") ?? 0 }
    }

    package func run(named name: String) async throws -> Entry.RunID? {
        try await read { database in
            try Int.fetchOne(database, sql: "SELECT run FROM runs WHERE name = ?", arguments: [name])
        }
    }

    package func unfinishedRuns() async throws -> [(run: Entry.RunID, name: String)] {
        try await runs().filter { $0.ending == nil }.map { ($0.run, $0.name) }
    }

    /// Returns all runs, oldest first, without their events.
    package func runs() async throws -> [StoredRun] {
        try await read { [path] database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT run, name, created,
                        (SELECT body FROM events WHERE events.run = runs.run AND kind = 'ended' LIMIT 1)
                    FROM runs ORDER BY run
                    """)
            let json = JSONDecoder()
            var runs: [StoredRun] = []
            while let row = try rows.next() {
                let body: String? = try row.decode(atIndex: 3)
                do {
                    runs.append(
                        StoredRun(
                            run: try row.decode(atIndex: 0), name: try row.decode(atIndex: 1),
                            created: try row.decode(atIndex: 2),
                            ending: try body.map { try json.decode(Ending.self, from: Data($0.utf8)) }))
                } catch {
                    throw JournalError(path: path, reason: .damaged(sequence: nil, why: "its list of runs: \(error)"))
                }
            }
            return runs
        }
    }

    private static func exists(_ run: Int, _ database: Database) throws -> Bool {
        try Bool.fetchOne(database, sql: "SELECT true FROM runs WHERE run = ?", arguments: [run]) == true
    }

    /// Reads rows one after the other, and never the data that is not asked for.
    private static func entries(
        _ database: Database, _ path: String, maps: Bool, where condition: String, _ arguments: StatementArguments
    ) throws -> [Entry] {
        let data = maps ? "data" : "CASE kind WHEN 'decided' THEN NULL ELSE data END"
        let statement = try database.cachedStatement(
            sql: """
                SELECT sequence, run, time, elapsed, kind, request, attempt, body, checksum, \(data)
                FROM events WHERE \(condition)
                """)
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        var decoder = EventDecoder()
        var entries: [Entry] = []
        while let row = try rows.next() {
            do {
                entries.append(try entry(row, &decoder))
            } catch let error as DamagedRow {
                let last = entries.last?.sequence
                throw JournalError(
                    path: path, reason: .damaged(sequence: row[0] as Int? ?? last.map { $0 + 1 }, why: error.reason))
            }
        }
        return entries
    }

    private static func entry(_ row: Row, _ decoder: inout EventDecoder) throws -> Entry {
        let sequence: Int
        let run: Int
        let time: Int64
        let elapsed: Double
        let checksum: Int
        let event: EventRow
        do {
            sequence = try row.decode(atIndex: 0)
            run = try row.decode(atIndex: 1)
            time = try row.decode(atIndex: 2)
            elapsed = try row.decode(atIndex: 3)
            event = EventRow(
                kind: try row.decode(atIndex: 4), request: try row.decode(atIndex: 5),
                attempt: try row.decode(atIndex: 6), body: try row.decode(atIndex: 7),
                data: try row.decode(atIndex: 9))
            checksum = try row.decode(atIndex: 8)
        } catch {
            throw DamagedRow(reason: "a column is not what it should be (\(error))")
        }
        guard checksum == Int(event.checksum(sequence: sequence, run: run, time: time, elapsed: elapsed)) else {
            throw DamagedRow(reason: "its checksum is wrong")
        }
        return Entry(
            sequence: sequence, run: run, time: time, elapsed: elapsed, event: try decoder.event(of: event))
    }

    private func read<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws -> Result {
        do {
            return try await database.read(body)
        } catch let error as DatabaseError {
            throw JournalError(error, at: path)
        }
    }
}
