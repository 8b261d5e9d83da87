import Experiments

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
    /// The messages with a result that wait to be acknowledged, oldest first.
    var unacknowledged: [Attempt: [String]] = [:]

    init(_ id: String, with instrument: InstrumentDescription, at peer: Peer, _ now: ContinuousClock.Instant) {
        self.id = id
        self.instrument = instrument
        self.peer = peer
        lastHeard = now
    }

    /// Notes that the message `id` holds a result of `attempt`, to be named by its acknowledgement.
    mutating func noteResult(_ id: String, of attempt: Attempt) {
        // An adapter that repeats itself without end costs no memory.
        unacknowledged[attempt] = (unacknowledged[attempt] ?? []).suffix(15) + [id]
    }

    /// Forgets what was sent: it may be lost with the connection, and will be sent again.
    mutating func forgetRequests() {
        inFlight = []
        waiting = []
    }
}

/// When something happens, by the clock that never goes back and by that on the wall.
struct Moment {
    var instant: ContinuousClock.Instant
    /// Microseconds since 1970; for messages, never for decisions.
    var microseconds: Int
}
