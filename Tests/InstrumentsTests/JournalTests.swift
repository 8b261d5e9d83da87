import Experiments
import Messages
import Testing

@testable import Instruments

@Suite struct `The adapter's journal` {
    private let outcome = Outcome(
        Attempt("r-2", 1), .spectrum, status: .ok, details: ["actual_position": ["x": 1.5, "y": 2.0]],
        arrays: [NamedArray("spectrum", BinaryArray(doubles: [1, .nan, 0.1]))])

    private var entries: [LedgerEntry] {
        [
            .begun(Attempt("r-1", 1), .overview), .settled(Attempt("r-0", 1), .stored),
            .begun(Attempt("r-2", 1), .spectrum),
            .answered(outcome), .begun(Attempt("r-2", 2), .spectrum),
        ]
    }

    @Test func `gives back what was put in, in order`() async throws {
        let file = TemporaryFile()
        let journal = try FileJournal(path: file.path)
        #expect(await journal.entries().isEmpty)
        for entry in entries { try await journal.append(entry) }
        #expect(try await FileJournal(path: file.path).entries() == entries)
    }

    @Test func `forgets answers that were acknowledged, but not that they were`() async throws {
        let file = TemporaryFile()
        let journal = try FileJournal(path: file.path)
        for entry in entries + [.settled(Attempt("r-2", 1), .late)] { try await journal.append(entry) }
        #expect(
            try await FileJournal(path: file.path).entries() == [
                .begun(Attempt("r-1", 1), .overview), .settled(Attempt("r-0", 1), .stored),
                .begun(Attempt("r-2", 2), .spectrum), .settled(Attempt("r-2", 1), .late),
            ])
    }

    @Test func `keeps the answers that cost nothing, and those that the daemon did not keep`() async throws {
        let file = TemporaryFile()
        let journal = try FileJournal(path: file.path)
        let failed = Outcome(.spectrum("r-5"), Fault(.hardware, "no beam"))
        let (interrupted, stored) = (Attempt("r-1", 1), Attempt("r-6", 1))
        let done: [LedgerEntry] = [
            .answered(failed), .settled(failed.attempt, .stored), .settled(outcome.attempt, .rejected),
            .settled(interrupted, .stored), .answered(.spectrum("r-6")), .settled(stored, .stored),
        ]
        for entry in entries + done { try await journal.append(entry) }
        // Compacted twice: what is left out must not depend on how often.
        _ = try FileJournal(path: file.path)
        let ledger = Ledger(replaying: try await FileJournal(path: file.path).entries())
        #expect(ledger == Ledger(replaying: entries + done))
        #expect(ledger[failed.attempt] == .settled(.stored, kept: failed))
        #expect(ledger[outcome.attempt] == .settled(.rejected, kept: outcome))
        #expect(ledger[interrupted] == .settled(.stored, kept: Outcome(interrupted: interrupted, .overview)))
        #expect(ledger[stored] == .settled(.stored, kept: nil))
        #expect(ledger.owed == [Attempt("r-2", 2)])
    }

    /// A crash may cut the last line anywhere.
    @Test func `drops a line that was cut short, wherever`() async throws {
        let file = TemporaryFile()
        let journal = try FileJournal(path: file.path)
        for entry in entries { try await journal.append(entry) }
        let text = file.text
        let last = try #require(text.dropLast().lastIndex(of: "\n"))
        for length in 0..<text.distance(from: last, to: text.endIndex) - 1 {
            try file.write(String(text.prefix(upTo: text.index(last, offsetBy: length + 1))))
            let reopened = try FileJournal(path: file.path)
            #expect(await reopened.entries() == entries.dropLast())
            try await reopened.append(entries[4])
            #expect(try await FileJournal(path: file.path).entries() == entries)
        }
    }

    @Test func `that is none is not touched, and named with the line`() throws {
        let file = TemporaryFile()
        try file.write(
            "{\"entry\":\"settled\",\"request\":\"r\",\"attempt\":1,\"disposition\":\"stored\"}\nDear diary,\n")
        let error = #expect(throws: UnusableJournal.self) { try FileJournal(path: file.path) }
        #expect(error?.reason.hasPrefix("line 2: ") == true)
        #expect(file.text.hasSuffix("Dear diary,\n"))
    }

    @Test func `amounts to a ledger that owes what was not settled, and does not know what was begun`() {
        let ledger = Ledger(replaying: entries)
        #expect(ledger[Attempt("r-0", 1)] == .settled(.stored, kept: nil))
        #expect(ledger[Attempt("r-1", 1)] == .interrupted(.overview))
        #expect(ledger[Attempt("r-2", 1)] == .answered(outcome))
        #expect(ledger[Attempt("r-2", 2)] == .interrupted(.spectrum))
        #expect(ledger[Attempt("r-3", 1)] == nil)
        #expect(Set(ledger.owed) == [Attempt("r-1", 1), Attempt("r-2", 1), Attempt("r-2", 2)])
        #expect(ledger.answer(of: Attempt("r-1", 1))?.status == .unknown)
        #expect(ledger.answer(of: Attempt("r-2", 1)) == outcome)
        #expect(ledger.answer(of: Attempt("r-0", 1)) == nil)
    }
}
