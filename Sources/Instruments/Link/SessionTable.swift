import Experiments
import Messages

/// The daemon's side of the instrument protocol, as a pure value: messages in, directives out.
///
/// It knows which instrument speaks in which session and what each still owes; it has no socket, clock or random
/// source. ``InstrumentLink`` obeys it.
struct SessionTable {
    /// Something to be done.
    enum Directive: Hashable {
        case send(Message, to: Session.Peer)
        case report(InstrumentReport)
        /// Something for the log.
        case note(String)
    }

    let daemon: Program
    let limits: MessageLimits
    /// How long an instrument may be silent before it is suspect.
    let patience: Duration
    private let makeID: () -> String
    /// The sessions by their id.
    var sessions: [String: Session] = [:]
    /// What was asked for, until the verdict on its answer: sessions end earlier.
    var asked: [Attempt: Request.Action] = [:]

    init(
        daemon: Program, limits: MessageLimits = MessageLimits(),
        patience: Duration = InstrumentProtocol.heartbeat * InstrumentProtocol.liveness, makeID: @escaping () -> String
    ) {
        self.daemon = daemon
        self.limits = limits
        self.patience = patience
        self.makeID = makeID
    }

    /// Returns the session in which an instrument speaks, if there is one.
    func session(of instrument: String) -> String? {
        sessions.values.first { $0.instrument.id == instrument }?.id
    }

    mutating func newID() -> String { makeID() }

    /// A message of a session, numbered.
    mutating func message(
        _ content: DaemonMessage, in session: String, replyingTo reply: String? = nil, at moment: Moment
    ) -> Directive? {
        guard let peer = sessions[session]?.peer else { return nil }
        sessions[session]?.sent += 1
        let envelope = Envelope(
            type: content.type, id: makeID(), session: session, sequence: sessions[session]?.sent, inReplyTo: reply,
            timestamp: moment.microseconds)
        return .send(content.message(envelope), to: peer)
    }

    /// A message outside of any session.
    func message(
        _ content: DaemonMessage, to peer: Session.Peer, replyingTo reply: String?, at moment: Moment
    ) -> Directive {
        let envelope = Envelope(
            type: content.type, id: makeID(), inReplyTo: reply, timestamp: moment.microseconds)
        return .send(content.message(envelope), to: peer)
    }
}
