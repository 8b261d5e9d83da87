/// What the spectra of a figure run over.
package struct SpectralAxis: Hashable, Sendable {
    /// What varies, such as `energy`.
    package let name: String
    /// The unit of its values, empty if they have none.
    package let unit: String
    /// One value a channel; these need not ascend: a loop is drawn as one.
    package let values: [Double]

    /// Creates an axis; how many values it needs is checked by the tile that is drawn over it.
    package init(_ name: String, unit: String = "", values: [Double]) {
        self.name = name
        self.unit = unit
        self.values = values
    }

    /// The axis of spectra of which nothing is known but the number of channels: 0, 1, 2, ...
    static func channels(_ count: Int) -> SpectralAxis {
        SpectralAxis("channel", values: (0..<count).map(Double.init))
    }

    /// The least and the greatest value, or a range around the only one.
    var range: ClosedRange<Double> { .covering(values, margin: 0) }

    /// The power of ten and the unit that its numbers are shown in.
    var unitScale: UnitScale { UnitScale(for: range, unit: unit) }

    /// Name and unit of the numbers that are shown: `energy (eV)`.
    var words: String {
        let unit = unitScale.unit
        return unit.isEmpty ? name : "\(name) (\(unit))"
    }
}
