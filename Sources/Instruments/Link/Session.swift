import Experiments
import Messages

/// The conversation with one instrument, from its hello to its bye or to another's hello in its place.
struct Session {
    /// The routing id of the connection that the instrument was last heard on.
    typealias Peer = [UInt8]

    let id: String
    var peer: Peer
    let instrument: InstrumentDescription
    var lastHeard: ContinuousClock.Instant
    /// Whether nothing was heard for a while, or the connection was found to be gone.
    var isSuspect = false
    /// The number of the last message in either direction.
    var sent = 0
    var received = 0
    /// Attempts that were sent on this connection and are not answered yet.
    var inFlight: Set<Attempt> = []
    /// Requests that wait until one in flight is answered.
    var waiting: [Request] = []
    /// What was reported and waits for its verdict, oldest first.
    private var unacknowledged: [Attempt: [Answer]] = [:]

    init(_ id: String, with instrument: InstrumentDescription, at peer: Peer, _ now: ContinuousClock.Instant) {
        self.id = id
        self.instrument = instrument
        self.peer = peer
        lastHeard = now
    }

    /// Notes that an answer was reported, and waits for its verdict.
    mutating func note(_ answer: Answer, of attempt: Attempt) {
        // An adapter that repeats itself without end costs no memory.
        unacknowledged[attempt] = (unacknowledged[attempt] ?? []).suffix(15) + [answer]
    }

    /// Returns the oldest answer of an attempt that waits for its verdict, which it has now; nil if there is none.
    mutating func takeAnswer(of attempt: Attempt) -> Answer? {
        guard var answers = unacknowledged[attempt], !answers.isEmpty else { return nil }
        let answer = answers.removeFirst()
        unacknowledged[attempt] = answers.isEmpty ? nil : answers
        return answer
    }

    /// Forgets what was sent: it may be lost with the connection, and will be sent again.
    mutating func forgetRequests() {
        inFlight = []
        waiting = []
    }
}

extension Session {
    /// An answer that was reported: how it is acknowledged once its verdict is known.
    enum Answer: Hashable {
        /// The message of this id is a result, and is owed the verdict.
        case result(String)
        /// The message of this id is a result of no use, and is owed the reason, whatever the verdict.
        case unusable(String, MessageError)
        /// The request was refused before anything was done for it: nothing is owed.
        case refusal
    }
}

/// When something happens, by the clock that never goes back and by that on the wall.
struct Moment {
    var instant: ContinuousClock.Instant
    /// Microseconds since 1970; for messages, never for decisions.
    var microseconds: Int
}
