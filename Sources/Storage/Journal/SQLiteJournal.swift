import Experiments
private import Foundation
import GRDB
private import GRDBSQLite

/// The journal in a SQLite database.
///
/// It is written ahead of its database file (WAL) and synchronised at every commit (`synchronous = FULL`): what
/// ``append(_:to:)`` has returned is on the disk. After a crash SQLite takes up whole transactions, up to the last
/// one that was complete. Readers, in this process or others, never wait for the writer and see whole transactions.
///
/// If the disk fails while writing, the journal writes nothing more until it is opened again: after a failed `fsync`
/// the system forgets what it could not write, so that a second try would report a success that is none (Rebello et
/// al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020). A full disk is no such failure.
package final class SQLiteJournal: Journal {
    package let path: String
    let database: any DatabaseWriter
    let clock: @Sendable () -> Int64
    private let lock: DataDirectoryLock?

    /// Whether it was opened for writing.
    var isWritable: Bool { lock != nil }

    /// Opens the journal of a data directory for writing; makes it if there is none, and updates an older one.
    ///
    /// - Parameters:
    ///   - lock: The right to write, held until the journal is closed or gone.
    ///   - clock: Microseconds since 1970, for the time when a run was made.
    /// - Throws: ``JournalError``.
    package convenience init(
        _ lock: DataDirectoryLock, clock: @escaping @Sendable () -> Int64 = SQLiteJournal.wallClock
    ) throws(JournalError) {
        try self.init(lock, clock: clock) { _ in }
    }

    /// Opens the journal for writing, with further settings of each connection for tests.
    init(
        _ lock: DataDirectoryLock, clock: @escaping @Sendable () -> Int64,
        prepare: @escaping @Sendable (Database) throws -> Void
    ) throws(JournalError) {
        let path = lock.directory.journalPath
        self.path = path
        self.lock = lock
        self.clock = clock
        database = try Self.reporting(path) {
            try Self.refuseForeign(path)
            var configuration = Self.configuration
            configuration.prepareDatabase { try prepare($0) }
            let pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets NORMAL when it turns the WAL on, after it prepared the connection.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try Schema.migrator.migrate(pool)
            return pool
        }
    }

    /// Opens the journal of a data directory for reading, beside a living daemon or without one.
    ///
    /// Makes and changes no file but the `-shm` file, which holds no data: SQLite keeps its locks there.
    ///
    /// - Throws: ``JournalError``.
    package init(reading directory: DataDirectory) throws(JournalError) {
        let path = directory.journalPath
        self.path = path
        lock = nil
        clock = Self.wallClock
        database = try Self.reporting(path) {
            guard Self.size(of: path) > 0 else { throw JournalError(path: path, reason: .missing) }
            var configuration = Self.configuration
            configuration.readonly = true
            // A daemon's journal always has a WAL file. Without one it is a copy, which SQLite would give one.
            let isCopy = Self.size(of: path + "-wal") < 0
            let queue = try DatabaseQueue(
                path: isCopy ? Self.immutable(path) : path, configuration: configuration)
            try queue.read { try Self.check($0, path, isComplete: true) }
            return queue
        }
    }

    /// Closes the database; every later call fails.
    ///
    /// It is also closed with the last reference to the journal.
    package func close() throws(JournalError) {
        try Self.reporting(path) { try database.close() }
    }

    /// Microseconds since 1970, by the system's clock.
    package static let wallClock: @Sendable () -> Int64 = {
        Int64((Date().timeIntervalSince1970 * 1e6).rounded())
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "journal"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            // Keeps the WAL file when the last connection closes, so that readers need make none.
            var isPersistent: CInt = 1
            unsafe sqlite3_file_control(database.sqliteConnection, "main", SQLITE_FCNTL_PERSIST_WAL, &isPersistent)
            // Gives back what a large transaction took, once it is in the database file.
            try database.execute(sql: "PRAGMA journal_size_limit = \(64 << 20)")
            #if os(macOS)
            try database.execute(sql: "PRAGMA fullfsync = 1")
            #endif
        }
        return configuration
    }

    /// Looks at a database before it is opened for writing, which would change it.
    private static func refuseForeign(_ path: String) throws {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        if attributes?[.type] as? FileAttributeType == .typeDirectory {
            throw JournalError(path: path, reason: .unopenable(why: "it is a directory"))
        }
        guard size(of: path) > 0 else { return }
        var configuration = configuration
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.read { try check($0, path, isComplete: false) }
        try queue.close()
    }

    /// Refuses databases that are no journals, or newer ones; with `isComplete`, also those not made to the end.
    private static func check(_ database: Database, _ path: String, isComplete: Bool) throws {
        let id = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let applied = try Schema.migrator.appliedIdentifiers(database)
        // A daemon that was killed in its first moments leaves a database with nothing in it but GRDB's own tables.
        let tables = try Int.fetchOne(
            database, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name NOT LIKE 'grdb%'")
        if id == 0, applied.isEmpty, tables == 0 {
            if isComplete { throw JournalError(path: path, reason: .missing) }
            return
        }
        guard id == Schema.applicationID else { throw JournalError(path: path, reason: .foreign) }
        let unknown = applied.subtracting(Schema.migrator.migrations)
        guard unknown.isEmpty else { throw JournalError(path: path, reason: .newer(migrations: unknown.sorted())) }
    }

    /// The size of a file in bytes, or -1 if there is none.
    private static func size(of path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? Int) ?? -1
    }

    /// The name by which SQLite opens a file of which it may believe that nobody writes it.
    private static func immutable(_ path: String) -> String {
        let allowed = CharacterSet(charactersIn: "/._-~").union(.alphanumerics)
        return "file:\(path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path)?immutable=1"
    }

    /// Runs `body` and turns SQLite's errors into the journal's.
    static func reporting<Result>(_ path: String, _ body: () throws -> Result) throws(JournalError) -> Result {
        do {
            return try body()
        } catch let error as JournalError {
            throw error
        } catch let error as DatabaseError {
            throw JournalError(error, at: path)
        } catch {
            throw JournalError(path: path, reason: .unexpected(why: "\(error)"))
        }
    }
}
