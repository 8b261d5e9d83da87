/// Something that a run wants done; whatever comes of it returns as an ``Event``.
package enum Effect: Hashable, Sendable {
    /// Send the request to the instrument; it is in the journal already.
    case measure(Request)
    /// Tell the instrument what became of its result.
    case acknowledge(request: Request.ID, attempt: Int, Disposition)
    /// Let the model know what was measured.
    case learn(Observation)
    /// Choose `count` points; the answer is a ``Event/decided(_:)`` of this step (0 for the seed points).
    case suggest(count: Int, step: Int)
    /// The run is over: let go of the instrument and the model.
    case release(Ending)
}

/// What became of a result.
package enum Disposition: Hashable, Sendable {
    /// In the journal, and learned from.
    case stored
    /// The same result was stored before; nothing changed.
    case duplicate
    /// Another result of the same attempt was stored before; this one is not learned.
    case conflict
    /// In the journal, but too late to be learned: the request had been given up or the run was over.
    case late
    /// In the journal, but it cannot be learned: an error code of the protocol, and the reason.
    case rejected(code: String, text: String)
    /// No run ever made this request.
    case unknown
}
