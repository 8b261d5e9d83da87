import Experiments
import Foundation
import Storage

/// A run read from a journal: its entries, and the run that they amount to.
struct RunHistory {
    let number: Entry.RunID
    let name: String
    let entries: [Entry]
    let run: Run

    /// Reads a run from a data directory, whether or not a daemon works on it.
    ///
    /// - Throws: ``Failure`` if there is no such run.
    init(_ number: Entry.RunID, in directory: DataDirectory) async throws {
        let journal = try SQLiteJournal(reading: directory)
        guard let stored = try await journal.runs().first(where: { $0.run == number }) else {
            let known = try await journal.runs().map { "\($0.run)" }.joined(separator: ", ")
            throw Failure(
                "no run \(number) in \(directory.path)" + (known.isEmpty ? "; it holds none" : "; it holds \(known)"),
                .noInput)
        }
        self.number = number
        name = stored.name
        entries = try await journal.entries(of: number, maps: false)
        var run = Run(name: stored.name)
        for entry in entries { try run.apply(entry) }
        self.run = run
    }

    /// The decisions in order, seed points first, each with the run as it was before.
    var decisions: [(entry: Entry, decision: Decision)] {
        entries.compactMap { entry in
            if case .decided(let decision) = entry.event { (entry, decision) } else { nil }
        }
    }

    /// The run as it was when the journal had this place.
    func run(before sequence: Int) throws -> Run {
        var run = Run(name: name)
        for entry in entries where entry.sequence < sequence { try run.apply(entry) }
        return run
    }

    /// What the plan is called.
    var title: String { run.plan?.title ?? "" }
}

extension Plan.Source {
    /// Where measurements come from, in a word.
    var words: String {
        switch self {
        case .instrument(let id): id
        case .data(let data): data.path
        case .sample(let sample): sample.name
        }
    }
}
