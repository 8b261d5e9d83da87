package import Experiments

/// The queue in front of one instrument: which request goes out next, whichever run made it.
///
/// A pure value; the orchestrator sends what ``next()`` returns. Runs are served in the order in which they asked, and
/// the instrument never holds more requests than it said it takes.
package struct InstrumentDesk: Sendable {
    /// What the instrument says of itself; nil while it is not connected.
    package private(set) var description: InstrumentDescription?
    /// Whether it was heard of lately.
    package private(set) var isSuspect = false
    private var waiting: [Request] = []
    private var sent: [Request] = []

    /// Creates the desk of an instrument that has not connected yet.
    package init() {}

    /// Whether the instrument is connected.
    package var isConnected: Bool { description != nil }

    /// The requests that wait for their turn.
    package var queued: Int { waiting.count }

    /// The requests that the instrument holds.
    package var inFlight: Int { sent.count }

    /// Adds a request to the queue; one that is there already is not added again, but a newer attempt replaces it.
    package mutating func enqueue(_ request: Request) {
        if let index = waiting.firstIndex(where: { $0.id == request.id }) {
            waiting[index] = request
        } else if let index = sent.firstIndex(where: { $0.id == request.id }) {
            guard sent[index].attempt < request.attempt else { return }
            sent.remove(at: index)
            waiting.append(request)
        } else {
            waiting.append(request)
        }
    }

    /// Returns the next request to send, if the instrument is connected and takes one more.
    package mutating func next() -> Request? {
        guard let description, !waiting.isEmpty, sent.count < max(1, description.maximumInFlight) else { return nil }
        let request = waiting.removeFirst()
        sent.append(request)
        return request
    }

    /// Takes back a request that could not be sent; it is the next one again.
    package mutating func putBack(_ request: Request) {
        sent.removeAll { $0.id == request.id }
        waiting.insert(request, at: 0)
    }

    /// Notes that an attempt was answered or given up; a newer attempt of the same request stays.
    package mutating func finish(_ id: Request.ID, attempt: Int) {
        sent.removeAll { $0.id == id && $0.attempt <= attempt }
        waiting.removeAll { $0.id == id && $0.attempt <= attempt }
    }

    /// Forgets the requests of a run.
    package mutating func release(where belongs: (Request) -> Bool) {
        sent.removeAll(where: belongs)
        waiting.removeAll(where: belongs)
    }

    /// Notes that the instrument connected, perhaps anew: what it held is sent again, oldest first.
    package mutating func connect(_ description: InstrumentDescription) {
        self.description = description
        isSuspect = false
        waiting = sent + waiting
        sent = []
    }

    /// Notes that the instrument has not been heard of for a while.
    package mutating func suspect() {
        isSuspect = true
    }

    /// Notes that the instrument went away; what it held waits for its return.
    package mutating func disconnect() {
        description = nil
        isSuspect = false
        waiting = sent + waiting
        sent = []
    }
}
