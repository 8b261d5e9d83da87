/// Something asked of the instrument: the overview image, or a measurement at a candidate.
package struct Request: Codable, Hashable, Sendable {
    /// A name that no other request ever had, made before the request is first sent; re-sending keeps it.
    package typealias ID = String

    /// What the instrument is to do.
    package enum Action: String, Codable, Hashable, Sendable {
        /// Take the overview image.
        case overview
        /// Measure a spectrum (or a number) at the position.
        case spectrum
    }

    package let id: ID
    package let action: Action
    /// 1 for the first try; a new physical try of the same request increments it.
    package let attempt: Int
    /// The index of the candidate in the pool; nil for the overview.
    package let candidate: Int?
    /// Where to measure; nil for the overview.
    package let position: Position?
    /// The pixel of the overview that the position belongs to; nil for the overview.
    package let pixel: Pixel?
    /// Which choice of the run this is, counted from 0 over seed points and decisions; nil for the overview.
    package let ordinal: Int?

    package init(
        id: ID, action: Action, attempt: Int = 1, candidate: Int? = nil, position: Position? = nil, pixel: Pixel? = nil,
        ordinal: Int? = nil
    ) {
        self.id = id
        self.action = action
        self.attempt = attempt
        self.candidate = candidate
        self.position = position
        self.pixel = pixel
        self.ordinal = ordinal
    }

    /// Returns the same request as a further physical try.
    package func nextAttempt() -> Request {
        Request(
            id: id, action: action, attempt: attempt + 1, candidate: candidate, position: position, pixel: pixel,
            ordinal: ordinal)
    }
}
