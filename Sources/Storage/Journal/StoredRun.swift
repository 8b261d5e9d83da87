package import Experiments

/// A run in the list of runs.
package struct StoredRun: Hashable, Sendable {
    package let run: Entry.RunID
    package let name: String
    /// Microseconds since 1970.
    package let created: Int64
    /// Nil while it has not ended.
    package let ending: Ending?

    package init(run: Entry.RunID, name: String, created: Int64, ending: Ending?) {
        self.run = run
        self.name = name
        self.created = created
        self.ending = ending
    }
}
