import Experiments
import Storage
import Testing

@Suite struct `An event in the journal` {
    @Test func `comes back as it was, whatever its kind`() async throws {
        let temporary = try TemporaryDirectory()
        let events = try Examples.all()
        #expect(Set(events.map(\.kind)).count == 11)
        let journal = try SQLiteJournal(temporary.data.lock())
        let (run, _) = try await journal.createRun()
        var stored: [Entry] = []
        for (index, event) in events.enumerated() {
            stored += try await journal.append([draft(event, elapsed: Double(index) / 3)], to: run)
        }
        let read = try await journal.entries(of: run, maps: true)
        #expect(read.map { text($0.event) } == events.map(text))
        #expect(read.map(\.sequence) == Array(1...events.count))
        #expect(read.map(\.elapsed) == stored.map(\.elapsed))
        #expect(read.map(\.time) == stored.map(\.time))
        #expect(stored.map { text($0.event) } == events.map(text))
    }

    @Test func `keeps each bit of a spectrum`() async throws {
        let temporary = try TemporaryDirectory()
        let journal = try SQLiteJournal(temporary.data.lock())
        let (run, _) = try await journal.createRun()
        let patterns: [UInt64] = [0x7ff8_0000_0000_0123, 0xfff0_0000_0000_0001, 1, 0x8000_0000_0000_0000, .max]
        let values = patterns.map(Double.init(bitPattern:))
        _ = try await journal.append([draft(.measured(Examples.measurement("m", values)))], to: run)
        guard case .measured(let measurement) = try await journal.entries(of: run, maps: false)[0].event else {
            Issue.record("no measurement")
            return
        }
        #expect(measurement.values.map(\.bitPattern) == patterns)
    }

    @Test func `leaves its maps behind unless they are asked for`() async throws {
        let temporary = try TemporaryDirectory()
        let journal = try SQLiteJournal(temporary.data.lock())
        let (run, _) = try await journal.createRun()
        let whole = Event.decided(Examples.decision(maps: Examples.maps))
        let bare = Event.decided(Examples.decision(maps: nil))
        _ = try await journal.append([draft(whole)], to: run)
        #expect(try await journal.entries(of: run, maps: true).map { text($0.event) } == [text(whole)])
        #expect(try await journal.entries(of: run, maps: false).map { text($0.event) } == [text(bare)])
        #expect(try await journal.entries(after: 0, limit: 9).map { text($0.event) } == [text(bare)])
        #expect(try await journal.entry(at: 1).map { text($0.event) } == text(whole))
        #expect(try await journal.entry(at: 2) == nil)
    }

    @Test func `survives closing and opening`() async throws {
        let temporary = try TemporaryDirectory()
        let run: Entry.RunID
        let name: String
        do {
            let journal = try SQLiteJournal(temporary.data.lock())
            (run, name) = try await journal.createRun()
            for event in try Examples.all() { _ = try await journal.append([draft(event)], to: run) }
            try journal.close()
        }
        let journal = try SQLiteJournal(temporary.data.lock())
        #expect(try await journal.run(named: name) == run)
        #expect(try await journal.entries(of: run, maps: true).map { text($0.event) } == Examples.all().map(text))
    }
}
