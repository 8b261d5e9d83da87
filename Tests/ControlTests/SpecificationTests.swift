import Experiments
import Foundation
import Messages
import Testing

@testable import Control

/// The examples in `Protocols/control.md`.
enum Specification {
    /// All objects in blocks of JSON.
    static func examples() throws -> [JSONObject] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Protocols/control.md"), encoding: .utf8)
        return try text.components(separatedBy: "```json\n").dropFirst().flatMap { block in
            let json = block.components(separatedBy: "```")[0]
            // Several objects in a block are parted by an empty line.
            return try json.components(separatedBy: "\n\n").map { try JSONObject(parsing: Array($0.utf8)) }
        }
    }
}

@Suite struct `The specification of the control link` {
    @Test func `shows every command as it is sent`() throws {
        let commands = ["submit", "pause", "resume", "stop", "runs", "instruments", "status", "events_since"]
        for type in commands {
            let shown = try #require(try Specification.examples().first { $0["type"] == .string(type) }, "\(type)")
            let message = try Message(decoding: [Message.magic, shown.serialized()])
            let command = try Command(type, message.fields)
            #expect(command.type == type)
            #expect(command.body == message.body)
        }
    }

    @Test func `shows every answer as it is sent`() throws {
        let answers = try Specification.examples().filter { $0["type"] == "ok" }
        func answer(with key: String) throws -> Fields {
            let shown = try #require(answers.first { $0[key] != nil }, "\(key)")
            return try Message(decoding: [Message.magic, shown.serialized()]).fields
        }
        #expect(try answer(with: "run").require("run") == 12)
        #expect(try RunStatus(try answer(with: "runs").objects("runs")[0]) == Examples.run)
        #expect(try answer(with: "runs").objects("runs")[0].object == Examples.run.json)
        let front = try #require(try Specification.examples().first { $0["front"] != nil }?["front"])
        #expect(front == Examples.vectorRun.json["front"])
        #expect(try RunStatus(Fields(Examples.vectorRun.json, path: "")) == Examples.vectorRun)
        #expect(try LiveInstrument(try answer(with: "instruments").objects("instruments")[0]) == Examples.instrument)
        #expect(try DaemonStatus(try answer(with: "uptime")) == Examples.status)
        let page = try EntryPage(try answer(with: "entries"))
        #expect(page.isComplete)
        #expect(page.entries.map(\.sequence) == [426, 427])
    }

    @Test func `shows what passes by as it is sent`() throws {
        for event in [
            PassingEvent.progress(run: 12, request: "12-9f3ac1d27b604e11-0021", fraction: 0.25),
            .instrument(id: "stem-1", state: "suspect"),
        ] {
            let message = event.message
            let shown = try #require(
                try Specification.examples().first { $0["type"] == .string(message.envelope.type) })
            let read = try Message(decoding: [Message.magic, shown.serialized()])
            #expect(read.body == message.body)
            #expect(read.envelope.sequence == nil)
            #expect(try PassingEvent(read) == event)
        }
        #expect(try Specification.examples().contains { $0["type"] == "pulse" && $0["last_sequence"] == 427 })
    }

    @Test func `shows an error with its lines`() throws {
        let shown = try #require(try Specification.examples().first { $0["type"] == "error" })
        #expect(shown["code"] == "E_PLAN")
        #expect(shown["lines"] == ["plan.yaml:9: scalarizer.band-maximum.form: unknown key. Did you mean `from`?"])
    }
}
