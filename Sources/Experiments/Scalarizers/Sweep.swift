/// An axis that goes forth and back, as the voltage of a hysteresis loop: which way it goes at each channel.
struct Sweep {
    private let axis: [Double]
    /// For the step from each channel to the next, the last one's to the first: whether the axis rises.
    ///
    /// A step without a change belongs to the branch before it.
    private let rises: [Bool]

    /// Creates the sweep of an axis.
    ///
    /// - Throws: ``UnusableSpectrum`` with cause `axis` unless the axis both rises and falls: without a way back there is
    ///   no loop, and joining the last channel to the first would invent one.
    init(of axis: Axis) throws(UnusableSpectrum) {
        let values = axis.values
        let steps = zip(values, values.dropFirst()).map { $1 - $0 }
        guard steps.contains(where: { $0 > 0 }), let start = steps.firstIndex(where: { $0 < 0 }) else {
            throw UnusableSpectrum(
                .axis, "a loop needs an axis that rises and falls; the spectra are over \(axis.inWords)")
        }
        var directions = [Bool](repeating: false, count: values.count)
        var isRising = false
        for offset in 0..<values.count {
            let channel = (start + offset) % values.count
            let step = values[(channel + 1) % values.count] - values[channel]
            if step != 0 { isRising = step > 0 }
            directions[channel] = isRising
        }
        self.axis = values
        rises = directions
    }

    /// Returns -∮ R dV by the trapezoid rule over the closed loop.
    func area(of values: [Double]) -> Double {
        var sum = 0.0
        for channel in axis.indices {
            let next = channel + 1 < axis.count ? channel + 1 : 0
            sum += (values[channel] + values[next]) / 2 * (axis[next] - axis[channel])
        }
        return -sum
    }

    /// Returns the mean of the axis values at which the rising and the falling branch cross the middle of the loop's range.
    ///
    /// - Throws: As ``crossings(of:)``.
    func bias(of values: [Double]) throws(UnusableSpectrum) -> Double {
        let (rising, falling) = try crossings(of: values)
        return (rising + falling) / 2
    }

    /// Returns half the distance of those two axis values, positive for a loop run through anticlockwise.
    ///
    /// - Throws: As ``crossings(of:)``.
    func halfWidth(of values: [Double]) throws(UnusableSpectrum) -> Double {
        let (rising, falling) = try crossings(of: values)
        return (rising - falling) / 2
    }

    /// Returns the axis values at which the rising and the falling branch cross the middle of the loop's range.
    ///
    /// The middle is halfway between the smallest and the largest value. Where noise makes a branch cross it several times,
    /// the branch counts with the median of its crossings.
    ///
    /// - Throws: ``UnusableSpectrum`` with cause `values` if a branch does not cross the middle.
    private func crossings(of values: [Double]) throws(UnusableSpectrum) -> (rising: Double, falling: Double) {
        let low = values.min() ?? 0
        let high = values.max() ?? 0
        guard low < high else { throw UnusableSpectrum(.values, "the loop is flat: all values are \(brief(low))") }
        let middle = low + (high - low) / 2
        var crossings: (rising: [Double], falling: [Double]) = ([], [])
        for channel in axis.indices {
            let next = channel + 1 < axis.count ? channel + 1 : 0
            guard (values[channel] < middle) != (values[next] < middle) else { continue }
            let share = (middle - values[channel]) / (values[next] - values[channel])
            let crossing = axis[channel] + share * (axis[next] - axis[channel])
            if rises[channel] { crossings.rising.append(crossing) } else { crossings.falling.append(crossing) }
        }
        guard let rising = Self.median(crossings.rising), let falling = Self.median(crossings.falling) else {
            let branch = crossings.rising.isEmpty ? "rising" : "falling"
            throw UnusableSpectrum(
                .values,
                "the \(branch) branch of the loop does not cross its middle, \(brief(middle)): it does not switch")
        }
        return (rising, falling)
    }

    private static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}
