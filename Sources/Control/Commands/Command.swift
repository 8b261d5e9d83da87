import Experiments
import Messages

/// What a client may ask of the daemon.
enum Command: Hashable, Sendable {
    case submit(Submission)
    case pause(Entry.RunID)
    case resume(Entry.RunID)
    case stop(Entry.RunID)
    case runs
    case instruments
    case status
    case eventsSince(sequence: Int, limit: Int)

    /// The type of the message.
    var type: String {
        switch self {
        case .submit: "submit"
        case .pause: "pause"
        case .resume: "resume"
        case .stop: "stop"
        case .runs: "runs"
        case .instruments: "instruments"
        case .status: "status"
        case .eventsSince: "events_since"
        }
    }

    var body: JSONObject {
        switch self {
        case .submit(let submission): submission.json
        case .pause(let run), .resume(let run), .stop(let run): ["run": .integer(run)]
        case .runs, .instruments, .status: [:]
        case .eventsSince(let sequence, let limit): ["after": .integer(sequence), "limit": .integer(limit)]
        }
    }

    /// Reads a command.
    ///
    /// - Throws: ``MessageError`` if there is no such command or its fields are wrong.
    init(_ type: String, _ fields: Fields) throws(MessageError) {
        switch type {
        case "submit": self = .submit(try Submission(fields))
        case "pause": self = .pause(try fields.require("run"))
        case "resume": self = .resume(try fields.require("run"))
        case "stop": self = .stop(try fields.require("run"))
        case "runs": self = .runs
        case "instruments": self = .instruments
        case "status": self = .status
        case "events_since":
            let limit = try fields.optional("limit", in: 1 ... .max) ?? EntryPage.most
            self = .eventsSince(
                sequence: try fields.require("after", in: 0 ... .max), limit: min(limit, EntryPage.most))
        default:
            throw MessageError(
                .unknownType, "type",
                "expected `submit`, `pause`, `resume`, `stop`, `runs`, `instruments`, `status` or `events_since`, got "
                    + "`\(type.prefix(80))`")
        }
    }
}
