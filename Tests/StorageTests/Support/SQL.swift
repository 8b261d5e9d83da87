import Foundation
import GRDB

@testable import Storage

// In a file of its own: GRDB's operators are in the way of the testing macros.

/// Another program's look at a database: what a query gives, as text, one string a row.
func query(_ path: String, _ sql: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.writeWithoutTransaction { try String.fetchAll($0, sql: sql) }
}

/// Another program's change of a database, in a transaction.
func change(_ path: String, _ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    try queue.write { try $0.execute(sql: sql) }
}

extension SQLiteJournal {
    /// Opens a journal on a disk that has room for so many pages.
    convenience init(_ lock: DataDirectoryLock, pages: Int) throws {
        try self.init(lock, clock: SQLiteJournal.wallClock) {
            try $0.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
    }

    /// Sets or asks for a setting of the connection that writes.
    @discardableResult
    func pragma(_ pragma: String) throws -> String? {
        try database.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA \(pragma)") }
    }
}
