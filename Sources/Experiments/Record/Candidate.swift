/// A point that can be measured.
///
/// A candidate's index in the pool is its identity: exclusion and bookkeeping never compare coordinates.
package struct Candidate: Hashable, Sendable {
    /// Where the instrument is sent.
    package let position: Position
    /// The centre of the candidate's patch in the overview.
    package let pixel: Pixel

    package init(position: Position, pixel: Pixel) {
        self.position = position
        self.pixel = pixel
    }
}
