import Experiments
private import Foundation
import Messages

extension LedgerEntry {
    /// The entry as a line of UTF-8, its end included.
    func line() throws(MessageError) -> [UInt8] {
        var object = JSONObject()
        switch self {
        case .begun(let attempt, let action):
            object["entry"] = "begun"
            attempt.write(to: &object)
            object["action"] = .string(action.rawValue)
        case .answered(let outcome):
            object["entry"] = "answered"
            let envelope = Envelope(type: Outcome.type, id: String(repeating: "0", count: 32))
            let message = Message(envelope, outcome.body, arrays: outcome.arrays)
            object["frames"] = .array(
                try message.encoded().map { .string(Data($0).base64EncodedString()) })
        case .settled(let attempt, let disposition):
            object["entry"] = "settled"
            attempt.write(to: &object)
            object["disposition"] = .string(disposition.rawValue)
        }
        return try object.serialized() + [0x0A]
    }

    /// Reads a line, without its end.
    init(line: [UInt8]) throws(MessageError) {
        let fields = Fields(try JSONObject(parsing: line), path: "")
        let kind: String = try fields.require("entry")
        switch kind {
        case "begun":
            self = .begun(try Attempt(fields), try fields.require("action", oneOf: Request.Action.self))
        case "answered":
            var frames: [[UInt8]] = []
            for text in try fields.list("frames", of: String.self) {
                guard let data = Data(base64Encoded: text) else {
                    throw MessageError(.malformed, "frames", "expected Base64")
                }
                frames.append([UInt8](data))
            }
            self = .answered(try Outcome(try Message(decoding: frames)))
        case "settled":
            self = .settled(
                try Attempt(fields), try fields.require("disposition", oneOf: Ack.Disposition.self))
        default:
            throw MessageError(.schema, "entry", "expected `begun`, `answered` or `settled`, got `\(kind)`")
        }
    }
}
