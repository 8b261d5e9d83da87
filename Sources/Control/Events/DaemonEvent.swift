package import Experiments
import Messages

/// Something that a daemon tells whoever watches.
package enum DaemonEvent: Hashable, Sendable {
    /// An entry of the journal; these come in order, each once, none left out.
    case entry(EntryReport)
    /// Something that passes by unrecorded.
    case passing(PassingEvent)
    /// Nothing has come from the daemon for a while; what it records meanwhile is told when it is back.
    case silence
}

/// Something that is told but not recorded, and may be missed.
package enum PassingEvent: Hashable, Sendable {
    /// How far the instrument has come with a request: 0 to 1.
    case progress(run: Entry.RunID, request: Request.ID, fraction: Double)
    /// An instrument came, went, or fell silent.
    case instrument(id: String, state: String)
}

extension PassingEvent {
    var message: Message {
        switch self {
        case .progress(let run, let request, let fraction):
            Message(
                Envelope("progress"),
                ["run": .integer(run), "request": .text(request), "fraction": .real(fraction)])
        case .instrument(let id, let state):
            Message(Envelope("instrument"), ["instrument": .text(id), "state": .text(state)])
        }
    }

    /// Reads a message; nil if it is of another type.
    init?(_ message: Message) throws(MessageError) {
        let fields = message.fields
        switch message.envelope.type {
        case "progress":
            self = .progress(
                run: try fields.require("run"), request: try fields.require("request"),
                fraction: try fields.require("fraction"))
        case "instrument":
            self = .instrument(id: try fields.require("instrument"), state: try fields.require("state"))
        default:
            return nil
        }
    }
}
