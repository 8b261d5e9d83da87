import GRDB

/// The tables of the journal, version by version.
///
/// A version that was released never changes; what comes later is a further migration.
enum Schema {
    /// `SACC`, in the header of every journal (`PRAGMA application_id`), tells it from other programs' databases.
    static let applicationID = 0x5341_4343

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 runs and events") { try $0.execute(sql: runsAndEvents) }
        return migrator
    }

    /// Times are microseconds since 1970, `elapsed` is seconds.
    ///
    /// `body` is JSON, and says how the arrays lie in `data`. `checksum` covers all columns but `data`, whose arrays
    /// have checksums of their own in `body`. `data` is the last column, so that SQLite need not step over it.
    ///
    /// The indices on results make storing one twice impossible, whatever else goes wrong. The triggers keep what
    /// happened from being changed by mistake.
    private static let runsAndEvents = """
        PRAGMA application_id = \(applicationID);

        CREATE TABLE runs (
            run INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            created INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE events (
            sequence INTEGER PRIMARY KEY,
            run INTEGER NOT NULL REFERENCES runs (run),
            time INTEGER NOT NULL,
            elapsed REAL NOT NULL,
            kind TEXT NOT NULL,
            request TEXT,
            attempt INTEGER,
            body TEXT NOT NULL,
            checksum INTEGER NOT NULL,
            data BLOB
        ) STRICT;

        CREATE INDEX events_of_run ON events (run);
        CREATE INDEX endings ON events (run) WHERE kind = 'ended';
        CREATE UNIQUE INDEX measured_once ON events (request, attempt) WHERE kind = 'measured';
        CREATE UNIQUE INDEX overviewed_once ON events (request) WHERE kind = 'overviewed';

        CREATE TRIGGER events_never_change BEFORE UPDATE ON events
            BEGIN SELECT raise(ABORT, 'the journal is only ever added to'); END;
        CREATE TRIGGER events_never_go BEFORE DELETE ON events
            BEGIN SELECT raise(ABORT, 'the journal is only ever added to'); END;
        """
}
