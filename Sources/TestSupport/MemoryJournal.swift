package import Experiments

/// A journal that forgets everything with the process, and can be told to fail.
package actor MemoryJournal: Journal {
    /// What a write to a full disk throws.
    package struct Full: Error {}

    private var stored: [Entry] = []
    private var names: [String] = []
    /// Whether the next writes fail.
    package var isFull = false

    package init() {}

    /// Makes the following writes fail, or succeed again.
    package func setFull(_ isFull: Bool) {
        self.isFull = isFull
    }

    /// Everything that was stored.
    package var entries: [Entry] { stored }

    package func createRun() throws -> (run: Entry.RunID, name: String) {
        names.append("run\(names.count + 1)")
        return (names.count, names[names.count - 1])
    }

    package func append(_ events: [JournalDraft], to run: Entry.RunID) throws -> [Entry] {
        if isFull { throw Full() }
        let entries = events.enumerated().map { offset, draft in
            Entry(
                sequence: stored.count + offset + 1, run: run, time: draft.time, elapsed: draft.elapsed,
                event: draft.event)
        }
        stored += entries
        return entries
    }

    package func entries(of run: Entry.RunID, maps: Bool) -> [Entry] {
        stored.filter { $0.run == run }
    }

    package func entries(after sequence: Int, limit: Int) -> [Entry] {
        Array(stored.dropFirst(sequence).prefix(limit))
    }

    package func run(named name: String) -> Entry.RunID? {
        names.firstIndex(of: name).map { $0 + 1 }
    }

    package func unfinishedRuns() -> [(run: Entry.RunID, name: String)] {
        names.indices.filter { index in
            !stored.contains { entry in
                if entry.run == index + 1, case .ended = entry.event { true } else { false }
            }
        }.map { ($0 + 1, names[$0]) }
    }
}
