/// Where the events of all runs are kept, in order and for good.
///
/// `append` returns when the events are durable; nothing may act on an event before.
package protocol Journal: Sendable {
    /// Makes a new, empty run and returns its number and a name that no run of any data directory ever had.
    func createRun() async throws -> (run: Entry.RunID, name: String)

    /// Stores events in one transaction: all of them, or none.
    func append(_ events: [JournalDraft], to run: Entry.RunID) async throws -> [Entry]

    /// Returns the events of a run in order; with `maps`, decisions carry their maps.
    func entries(of run: Entry.RunID, maps: Bool) async throws -> [Entry]

    /// Returns the events of all runs after a place in the journal, at most `limit`, without maps.
    func entries(after sequence: Int, limit: Int) async throws -> [Entry]

    /// Returns the run of this name, or nil if there is none.
    func run(named name: String) async throws -> Entry.RunID?

    /// Returns the runs that have not ended, and their names, oldest first.
    func unfinishedRuns() async throws -> [(run: Entry.RunID, name: String)]
}

/// An event that is about to be stored.
package struct JournalDraft: Hashable, Sendable {
    package var event: Event
    /// Microseconds since 1970.
    package var time: Int64
    /// Seconds that the run had been going on.
    package var elapsed: Double

    package init(_ event: Event, time: Int64, elapsed: Double) {
        self.event = event
        self.time = time
        self.elapsed = elapsed
    }
}
