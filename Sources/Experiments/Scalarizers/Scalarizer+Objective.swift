private import Foundation

extension Scalarizer {
    /// Returns the objective that a spectrum stands for: the quantity, its sign, then the transformation.
    ///
    /// A value that is not finite anywhere in the spectrum refuses it as a whole: such a spectrum is damaged, and where
    /// the damage ends is not known.
    ///
    /// - Parameters:
    ///   - values: One value a channel.
    ///   - axis: What the channels stand for; as many as there are values.
    /// - Returns: A finite number. Positions are in the axis's own unit, areas in the values' unit times the axis's.
    /// - Throws: ``UnusableSpectrum``, whose cause says whether another spectrum on the same axis could do better.
    package func objective(of values: [Double], axis: Axis) throws(UnusableSpectrum) -> Double {
        try checkName(of: axis)
        try Self.check(values, on: axis)
        var result = try quantity(of: values, on: axis)
        if isNegated { result = -result }
        switch transformation {
        case .none: break
        case .log:
            guard result > 0 else {
                throw UnusableSpectrum(
                    .values, "the logarithm needs a positive number, and the spectrum gives \(brief(result))")
            }
            result = log(result)
        case .asinh(let scale):
            guard scale > 0, scale.isFinite else {
                throw UnusableSpectrum(.axis, "asinh needs a positive scale, and the plan gives \(brief(scale))")
            }
            result = asinh(result / scale)
        }
        guard result.isFinite else { throw UnusableSpectrum(.values, "the objective is too large for a number") }
        return result
    }

    /// Checks what can be known of an axis before there is a spectrum: its name, units, bands, channels, and for a loop
    /// that the sweep turns round.
    ///
    /// - Throws: ``UnusableSpectrum`` with cause `axis`.
    package func check(on axis: Axis) throws(UnusableSpectrum) {
        try checkName(of: axis)
        switch quantity {
        case .value(let index): try Self.check(index, on: axis)
        case .bandMean(let band), .bandMaximum(let band), .peakPosition(let band): _ = try band.channels(of: axis)
        case .bandRatio(let band, let reference):
            _ = try band.channels(of: axis)
            _ = try reference.channels(of: axis)
        case .loopArea, .coerciveBias, .coerciveVoltage: _ = try Sweep(of: axis)
        case .norm: break
        }
    }

    func quantity(of values: [Double], on axis: Axis) throws(UnusableSpectrum) -> Double {
        switch quantity {
        case .value(let index):
            try Self.check(index, on: axis)
            return values[index]
        case .bandMean(let band):
            return Self.mean(of: values, in: try band.channels(of: axis))
        case .bandMaximum(let band):
            return values[Self.highest(of: values, in: try band.channels(of: axis))]
        case .peakPosition(let band):
            let channel = Self.highest(of: values, in: try band.channels(of: axis))
            return Self.vertex(of: values, around: channel, on: axis.values)
        case .bandRatio(let band, let reference):
            let numerator = Self.mean(of: values, in: try band.channels(of: axis))
            let denominator = Self.mean(of: values, in: try reference.channels(of: axis))
            guard denominator != 0 else {
                throw UnusableSpectrum(.values, "the mean over the reference band \(reference) is 0: there is no ratio")
            }
            return numerator / denominator
        case .loopArea:
            return try Sweep(of: axis).area(of: values)
        case .coerciveBias:
            return try Sweep(of: axis).bias(of: values)
        case .coerciveVoltage:
            return try Sweep(of: axis).halfWidth(of: values)
        case .norm:
            // Scaled by the largest value, so that no square overflows.
            let largest = values.reduce(0) { max($0, abs($1)) }
            guard largest > 0 else { return 0 }
            return largest * values.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
        }
    }

    private func checkName(of axis: Axis) throws(UnusableSpectrum) {
        guard let expected = self.axis, expected.lowercased() != axis.name.lowercased() else { return }
        throw UnusableSpectrum(
            .axis, "the plan asks for the axis `\(expected)`, but the spectra are over \(axis.inWords)")
    }

    private static func check(_ index: Int, on axis: Axis) throws(UnusableSpectrum) {
        guard axis.values.indices.contains(index) else {
            throw UnusableSpectrum(
                .axis, "there is no channel \(index): the spectra are over \(axis.inWords), counted from 0")
        }
    }

    private static func check(_ values: [Double], on axis: Axis) throws(UnusableSpectrum) {
        guard !values.isEmpty else { throw UnusableSpectrum(.values, "it holds no values") }
        guard values.count == axis.values.count else {
            throw UnusableSpectrum(.values, "\(values.count) values came for \(axis.inWords)")
        }
        guard let first = values.firstIndex(where: { !$0.isFinite }) else { return }
        let wrong = values.count { !$0.isFinite }
        let place = axis.unit.isEmpty ? "" : ", \(brief(axis.values[first])) \(axis.unit)"
        throw UnusableSpectrum(
            .values, "\(wrong) of \(values.count) values are not finite (first at channel \(first)\(place))")
    }
}

extension Axis {
    /// The axis for a message: `the 439 channels of the axis `energy`, 0 ... 4.5 eV`.
    var inWords: String {
        guard let low = values.min(), let high = values.max() else {
            return "the axis `\(name)`, which has no channels"
        }
        let unit = unit.isEmpty ? "" : " \(unit)"
        return "the \(values.count) channel\(values.count == 1 ? "" : "s") of the axis `\(name)`, "
            + "\(brief(low)) ... \(brief(high))\(unit)"
    }
}

/// Returns a number with six significant digits, for messages.
func brief(_ number: Double) -> String {
    String(format: "%.6g", number)
}
