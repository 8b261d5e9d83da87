/// Where an adapter keeps what it must not forget: what it is about to measure, and what it has yet to deliver.
package protocol AdapterJournal: Sendable {
    /// Returns all entries, oldest first.
    func entries() async throws -> [LedgerEntry]

    /// Adds an entry, and returns when it survives the end of the process.
    func append(_ entry: LedgerEntry) async throws
}

/// A journal that is forgotten with the process: for simulated instruments, which can be asked twice.
package struct ForgetfulJournal: AdapterJournal {
    package init() {}

    package func entries() -> [LedgerEntry] { [] }

    package func append(_ entry: LedgerEntry) {}
}
