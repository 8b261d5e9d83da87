import Experiments
import Foundation
import Messages
import Testing

@testable import Control

@Suite struct `An entry for the outside` {
    static let kinds = [
        "started", "requested", "accepted", "overviewed", "measured", "failed", "decided", "trained", "paused",
        "resumed", "ended",
    ]

    @Test(arguments: kinds)
    func `is what the specification shows`(kind: String) throws {
        let entry = Entry(
            sequence: 427, run: 12, time: 1_700_000_000_123_456, elapsed: 74.25, event: try Examples.event(kind))
        let shown = try Specification.examples().filter { $0["kind"] == .string(kind) }
        #expect(shown.count == 1)
        #expect(entry.event.kind == kind)
        #expect(shown.first?["body"] == .object(EntryReport(entry).body))
    }

    @Test func `is told in full in the specification's example of a message`() throws {
        let entry = Entry(
            sequence: 427, run: 12, time: 1_700_000_000_123_456, elapsed: 74.25,
            event: try Examples.event("requested"))
        var shown = try #require(try Specification.examples().first { $0["type"] == "entry" })
        let frames = try EntryReport(entry).message.encoded()
        var sent = try JSONObject(parsing: frames[1])
        shown["id"] = nil
        sent["id"] = nil
        #expect(sent == shown)
    }

    @Test func `leaves out what is too long`() throws {
        let text = String(repeating: "x", count: 70_000)
        let entry = Entry(sequence: 1, run: 1, time: 0, elapsed: 0, event: .ended(Ending(.failed, text: text)))
        #expect(EntryReport(entry).body == ["omitted_bytes": 70_029])
    }

    @Test func `says numbers that JSON lacks as null, and NUL as U+FFFD`() throws {
        var decision = Examples.decision
        decision.incumbent = .nan
        decision.note = "a\0b"
        let body = EntryReport(Entry(sequence: 1, run: 1, time: 0, elapsed: 0, event: .decided(decision))).body
        #expect(body["incumbent"] == .null)
        #expect(body["note"] == "a\u{FFFD}b")
        _ = try body.serialized()
    }

    @Test func `tells a number where that is the whole measurement`() throws {
        let measurement = Measurement(request: "r", attempt: 1, values: [0.25], axis: .channels(1), digest: "")
        let body = EntryReport(Entry(sequence: 1, run: 1, time: 0, elapsed: 0, event: .measured(measurement))).body
        #expect(body["value"] == 0.25)
    }

    @Test func `comes in pages that fit a message`() async throws {
        let text = String(repeating: "x", count: 60_000)
        let daemon = FakeDaemon()
        for _ in 0..<70 { _ = await daemon.append(.ended(Ending(.failed, text: text))) }
        let folder = try SocketFolder()
        try await withDaemon(daemon, in: folder) { _ in
            let client = ControlClient(endpoint: folder.control)
            var entries: [EntryReport] = []
            var pages = 0
            while true {
                let page = try await client.entries(after: entries.count)
                entries += page.entries
                pages += 1
                if page.isComplete { break }
            }
            #expect(entries.map(\.sequence) == Array(1...70))
            #expect(pages > 2)
            #expect(try await client.entries(after: 60, limit: 3).entries.map(\.sequence) == [61, 62, 63])
            #expect(try await client.entries(after: 60, limit: 3).isComplete == false)
        }
    }
}
