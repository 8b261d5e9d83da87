package import Experiments
package import Messages

/// An entry of the journal as the outside sees it: everything but arrays and the plan's settings.
///
/// Its form is part of the protocol: `Protocols/control.md` describes it. Numbers that are not finite are null.
package struct EntryReport: Hashable, Sendable {
    /// The place in the journal of all runs, without a gap from 1.
    package let sequence: Int
    package let run: Entry.RunID
    /// What happened, such as `started` or `measured`.
    package let kind: String
    /// Microseconds since 1970.
    package let time: Int64
    /// Seconds that the run had been going on.
    package let elapsed: Double
    /// What belongs to the kind.
    package let body: JSONObject

    /// The fields of the body, to be read one by one.
    package var fields: Fields { Fields(body, path: kind) }

    /// The most bytes of a body; a longer one is replaced by `omitted_bytes`.
    static let longestBody = 64 << 10

    package init(_ entry: Entry) {
        sequence = entry.sequence
        run = entry.run
        kind = entry.event.kind
        time = entry.time
        elapsed = entry.elapsed
        let body = JSONObject(describing: entry.event)
        let size = (try? body.serialized().count) ?? .max
        self.body = size <= Self.longestBody ? body : ["omitted_bytes": .integer(min(size, JSONValue.greatestInteger))]
    }

    /// The entry as one line of JSON, for files and pipes.
    ///
    /// - Throws: ``Messages/MessageError`` for a text that the profile does not carry.
    package var line: String {
        get throws(MessageError) { String(decoding: try json.serialized(), as: UTF8.self) }
    }

    /// The message that tells of it.
    var message: Message {
        var fields = json
        fields["sequence"] = nil
        return Message(Envelope("entry", sequence: sequence), fields)
    }
}

extension EntryReport: Document {
    init(_ fields: Fields) throws(MessageError) {
        try self.init(fields, sequence: fields.require("sequence", in: 1 ... .max))
    }

    /// Reads a report of which the sequence number stands elsewhere.
    init(_ fields: Fields, sequence: Int) throws(MessageError) {
        self.sequence = sequence
        run = try fields.require("run")
        kind = try fields.require("kind")
        time = Int64(try fields.require("time_us", Int.self))
        elapsed = try fields.require("elapsed")
        body = try fields.require("body")
    }

    var json: JSONObject {
        [
            "sequence": .integer(sequence), "run": .integer(run), "kind": .string(kind), "time_us": .integer(Int(time)),
            "elapsed": .real(elapsed), "body": .object(body),
        ]
    }
}
