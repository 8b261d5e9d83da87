/// An event as the journal keeps it.
package struct Entry: Hashable, Sendable {
    /// The number of the run in its data directory: 1, 2, 3, ...
    package typealias RunID = Int

    /// The place in the journal of all runs, counted from 1 without a gap.
    package let sequence: Int
    package let run: RunID
    /// Microseconds since 1970; informational, never ordered on.
    package let time: Int64
    /// Seconds that the run had been going on, pauses and the daemon's absences not counted.
    package let elapsed: Double
    package let event: Event

    package init(sequence: Int, run: RunID, time: Int64, elapsed: Double, event: Event) {
        self.sequence = sequence
        self.run = run
        self.time = time
        self.elapsed = elapsed
        self.event = event
    }
}
