import GRDB

/// A journal cannot be opened, read or written: where, why, and what to do.
package struct JournalError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: Hashable, Sendable {
        /// There is no journal to read.
        case missing
        /// The system does not let it be opened.
        case unopenable(why: String)
        /// The file is a database, but of another program.
        case foreign
        /// It was written by a version of Saccade that knows more; the names of what is unknown here.
        case newer(migrations: [String])
        /// What it holds is not what was written; the place in the journal, where one is known.
        case damaged(sequence: Int?, why: String)
        /// There is no room; nothing was stored, and the next try may succeed.
        case diskFull
        /// Another process kept it locked for too long; the next try may succeed.
        case busy
        /// The disk failed; if while writing, nothing more is stored until the journal is opened again.
        case diskFailed(why: String)
        /// It was opened for reading only.
        case readOnly
        /// There is no run of this number.
        case noRun(Int)
        /// Something that should not happen.
        case unexpected(why: String)
    }

    package let path: String
    package let reason: Reason

    package init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// Whether the same call may succeed later, with nothing lost and nothing to be opened again.
    package var isTransient: Bool {
        switch reason {
        case .diskFull, .busy: true
        default: false
        }
    }

    package var description: String {
        switch reason {
        case .missing:
            "there is no journal \(path) yet; `saccade serve` makes one, and SACCADE_DATA says where"
        case .unopenable(let why):
            "cannot open the journal \(path): \(why); its directory and the files beside it must be this user's"
        case .foreign:
            "\(path) is a database of another program, not a journal of Saccade; move it away, or set SACCADE_DATA to "
                + "another directory"
        case .newer(let migrations):
            "the journal \(path) was made by a newer saccade (it has \(migrations.joined(separator: ", "))); use that "
                + "version, or set SACCADE_DATA to another directory"
        case .damaged(let sequence, let why):
            "the journal \(path) is damaged" + (sequence.map { " at entry \($0)" } ?? "") + ": \(why); keep a copy of "
                + "the directory, then restore a backup or move it away"
        case .diskFull:
            "no room to write the journal \(path); nothing was stored: free some space on its disk, and it goes on"
        case .busy:
            "another process kept the journal \(path) locked for too long; close what has it open, and try again"
        case .diskFailed(let why):
            "the disk failed at the journal \(path): \(why); see to the disk, then start the daemon again: after a "
                + "failed write it stores nothing more"
        case .readOnly:
            "the journal \(path) was opened for reading only"
        case .noRun(let run):
            "there is no run \(run) in the journal \(path); `saccade runs` lists those there are"
        case .unexpected(let why):
            "the journal \(path): \(why)"
        }
    }
}

extension JournalError {
    /// Says in the journal's terms what SQLite reported.
    init(_ error: DatabaseError, at path: String) {
        self.init(path: path, reason: Reason(error))
    }
}

extension JournalError.Reason {
    fileprivate init(_ error: DatabaseError) {
        let message = error.message ?? "SQLite's code \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        // The shared-memory file is only ever grown; where that fails the disk is full.
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: self = .diskFull
        case .SQLITE_FULL: self = .diskFull
        case .SQLITE_IOERR: self = .diskFailed(why: "\(message) (\(error.extendedResultCode.rawValue))")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(sequence: nil, why: message)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: self = .unopenable(why: message)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_READONLY: self = .readOnly
        default: self = .unexpected(why: message)
        }
    }
}
