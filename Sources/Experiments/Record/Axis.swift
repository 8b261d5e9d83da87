/// The abscissa of a spectrum: what its channels stand for.
package struct Axis: Codable, Hashable, Sendable {
    /// What varies, for example `energy` or `voltage`.
    package var name: String
    /// The unit of ``values``, for example `eV`; empty if it has none.
    package var unit: String
    /// One value a channel, in the order of the channels; not necessarily monotonic (a voltage sweep is not).
    package var values: [Double]

    package init(name: String, unit: String, values: [Double]) {
        self.name = name
        self.unit = unit
        self.values = values
    }

    /// The axis of spectra of which nothing is known but the number of channels: 0, 1, 2, ...
    package static func channels(_ count: Int) -> Axis {
        Axis(name: "channel", unit: "", values: (0..<count).map(Double.init))
    }
}

/// One direction of the overview: where its pixels lie on the sample.
///
/// The centre of pixel `i` is at `origin + step * i`.
package struct ImageAxis: Codable, Hashable, Sendable {
    /// The unit of ``origin`` and ``step``, for example `nm`; `px` if nothing is known.
    package var unit: String
    /// Where the centre of pixel 0 lies.
    package var origin: Double
    /// The distance between neighbouring pixels; not 0, and negative if the axis runs backwards.
    package var step: Double

    package init(unit: String, origin: Double, step: Double) {
        self.unit = unit
        self.origin = origin
        self.step = step
    }

    /// The axis that counts pixels.
    package static let pixels = ImageAxis(unit: "px", origin: 0, step: 1)

    /// Returns where the centre of pixel `index` lies.
    package func coordinate(of index: Int) -> Double {
        origin + step * Double(index)
    }

    /// Returns the pixel whose centre is nearest to `coordinate`, or nil if it would be outside 0 ..< `count`.
    ///
    /// Rounds to the nearest centre, a tie to the higher index, and never truncates: truncation moves half of all
    /// points by one pixel when coordinates carry rounding errors.
    package func pixel(at coordinate: Double, count: Int) -> Int? {
        let exact = (coordinate - origin) / step
        guard exact.isFinite, exact > -0.5 - 1e-9, exact < Double(count) - 0.5 + 1e-9 else { return nil }
        return min(max(Int((exact + 0.5 + 1e-9).rounded(.down)), 0), count - 1)
    }
}
