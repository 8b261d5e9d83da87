import Experiments

/// Spectra one after the other, filtered when they are read.
struct SpectrumBlock: Sendable {
    let array: NumericArray
    let axis: Axis
    /// The side of the median filter along each spectrum; 1 for none.
    let median: Int
    let medianWraps: Bool

    /// The number of spectra.
    var count: Int { channels == 0 ? 0 : array.count / channels }

    private var channels: Int { axis.values.count }

    subscript(index: Int) -> [Double] {
        precondition(index >= 0 && index < count, "there is no spectrum \(index) of \(count)")
        let raw = array.doubles(in: index * channels..<(index + 1) * channels)
        return raw.medianFiltered(side: median, wraps: medianWraps)
    }

    /// All numbers, filtered, spectrum after spectrum.
    var filtered: [Double] {
        guard median > 1 else { return array.doubles }
        return (0..<count).flatMap { self[$0] }
    }

    /// How many spectra hold a value that is not finite.
    var unusableCount: Int {
        switch array.storage {
        case .float(let values): Self.unusable(values, channels)
        case .double(let values): Self.unusable(values, channels)
        }
    }

    private static func unusable<Scalar: BinaryFloatingPoint>(_ values: [Scalar], _ channels: Int) -> Int {
        stride(from: 0, to: values.count, by: max(channels, 1)).count { start in
            values[start..<start + channels].contains { !$0.isFinite }
        }
    }
}
