/// Something that can be measured without an instrument: a recorded data set, or a synthetic sample.
package protocol Specimen: Sendable {
    /// The overview, with the list of measurable positions if not every pixel can be measured.
    var overview: Overview { get }

    /// What the channels of its spectra stand for.
    var axis: Axis { get }

    /// Whether ``truth(at:)`` is free of noise; a recorded data set knows only what was recorded.
    var isTruthKnown: Bool { get }

    /// Measures at a position: as many values as the axis has, not necessarily finite. The same position and attempt
    /// always give the same values.
    ///
    /// - Throws: ``UnmeasurablePosition`` if nothing can be measured there.
    func spectrum(at position: Position, attempt: Int) throws(UnmeasurablePosition) -> [Double]

    /// Returns what an ideal instrument would measure at a position.
    ///
    /// - Throws: ``UnmeasurablePosition`` if nothing can be measured there.
    func truth(at position: Position) throws(UnmeasurablePosition) -> [Double]
}

/// A position at which there is nothing to measure.
package struct UnmeasurablePosition: Error, Hashable, Sendable, CustomStringConvertible {
    package let position: Position
    /// What can be measured instead, for example `the image reaches from x 0 to 49 px`.
    package let hint: String

    package init(position: Position, hint: String) {
        self.position = position
        self.hint = hint
    }

    package var description: String { "nothing can be measured at x \(position.x), y \(position.y): \(hint)" }
}
