private import Foundation

/// How often values fall into equal intervals, for two groups stacked.
struct Histogram: Hashable, Sendable {
    /// The interval from the first to the last bin's outer edge.
    let range: ClosedRange<Double>
    /// How many of the first and of the second group fall into each bin.
    let counts: [(first: Int, second: Int)]

    /// Counts the finite ones of `first` and `second` in bins with round edges.
    ///
    /// At most three times the cube root of the number of values: after rounding about twice it, the Rice rule.
    init(_ first: [Double], _ second: [Double]) {
        let finite = (first.filter(\.isFinite), second.filter(\.isFinite))
        let all = finite.0 + finite.1
        let covered = ClosedRange.covering(all, margin: 0)
        let wanted = min(max(Int(3 * cbrt(Double(all.count))), 4), 24)
        let ticks = Ticks(covering: covered, atMost: wanted + 1).values
        let step = ticks.count > 1 ? ticks[1] - ticks[0] : covered.upperBound - covered.lowerBound
        let start = ((covered.lowerBound / step) + 1e-9).rounded(.down) * step
        let bins = max(1, Int(((covered.upperBound - start) / step - 1e-9).rounded(.up)))
        func bin(_ value: Double) -> Int { min(max(Int((value - start) / step), 0), bins - 1) }
        var counts = Array(repeating: (first: 0, second: 0), count: bins)
        for value in finite.0 { counts[bin(value)].first += 1 }
        for value in finite.1 { counts[bin(value)].second += 1 }
        self.counts = counts
        range = start...start + Double(bins) * step
    }

    static func == (a: Histogram, b: Histogram) -> Bool {
        a.range == b.range && a.counts.elementsEqual(b.counts) { $0 == $1 }
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(range)
    }
}
