extension Scalarizer.Band: CustomStringConvertible {
    package var description: String {
        "\(brief(from)) ... \(brief(to))\(unit.map { " \($0)" } ?? "")"
    }

    /// Returns the channels of an axis that lie in the band, bounds included, in the order of the channels.
    ///
    /// The bounds have a margin of a millionth of themselves, so that an axis stored in single precision still meets them.
    ///
    /// - Throws: ``UnusableSpectrum`` with cause `axis` if the units do not convert or no channel lies in the band.
    func channels(of axis: Axis) throws(UnusableSpectrum) -> [Int] {
        let lower = try inUnit(of: axis, from)
        let upper = try inUnit(of: axis, to)
        let margin = 1e-6 * max(abs(lower), abs(upper))
        let channels = axis.values.indices.filter {
            lower - margin <= axis.values[$0] && axis.values[$0] <= upper + margin
        }
        guard !channels.isEmpty else {
            throw UnusableSpectrum(.axis, "the band \(self) holds none of \(axis.inWords)")
        }
        return channels
    }

    private func inUnit(of axis: Axis, _ bound: Double) throws(UnusableSpectrum) -> Double {
        guard let unit else { return bound }
        if let converted = MeasurementUnit.convert(bound, from: unit, to: axis.unit) { return converted }
        throw UnusableSpectrum(
            .axis,
            "\(brief(bound)) \(unit) given, but the axis `\(axis.name)` "
                + (axis.unit.isEmpty ? "has no unit" : "is in \(axis.unit)"))
    }
}

extension Scalarizer {
    /// Returns the mean of the values of some channels; `channels` is not empty.
    static func mean(of values: [Double], in channels: [Int]) -> Double {
        channels.reduce(0) { $0 + values[$1] } / Double(channels.count)
    }

    /// Returns the channel with the largest value, the first of several; `channels` is not empty.
    static func highest(of values: [Double], in channels: [Int]) -> Int {
        channels.dropFirst().reduce(channels[0]) { values[$1] > values[$0] ? $1 : $0 }
    }

    /// Returns the abscissa of the vertex of the parabola through a channel and its two neighbours.
    ///
    /// With slopes s₁ = (y₁ - y₀)/(x₁ - x₀) and s₂ = (y₂ - y₁)/(x₂ - x₁) the vertex of the interpolating parabola
    /// (Newton's form) is at (x₀ + x₁)/2 - s₁ (x₂ - x₀) / (2 (s₂ - s₁)); the axis need not be uniform. Where the channel
    /// is no local maximum (the band cuts a flank), stands at an end, or the axis turns round, its own abscissa is returned.
    static func vertex(of values: [Double], around channel: Int, on axis: [Double]) -> Double {
        guard channel > 0, channel + 1 < values.count else { return axis[channel] }
        let (x0, x1, x2) = (axis[channel - 1], axis[channel], axis[channel + 1])
        let (y0, y1, y2) = (values[channel - 1], values[channel], values[channel + 1])
        guard (x1 - x0) * (x2 - x1) > 0, y1 >= y0, y1 >= y2, y0 < y1 || y2 < y1 else { return x1 }
        let rise = (y1 - y0) / (x1 - x0)
        let fall = (y2 - y1) / (x2 - x1)
        return (x0 + x1) / 2 - rise * (x2 - x0) / (2 * (fall - rise))
    }
}
