/// The greatest of several lines aᵢ + bᵢz at every z, and what it gains in expectation.
///
/// Memory is kept from one set of lines to the next, so that nothing is allocated for each candidate of a pool.
struct UpperEnvelope {
    private struct Line {
        var intercept: Double
        var slope: Double

        /// By slope, and of parallel ones by intercept.
        @inline(__always)
        static func < (one: Line, other: Line) -> Bool {
            one.slope != other.slope ? one.slope < other.slope : one.intercept < other.intercept
        }
    }

    private var lines: [Line] = []

    init(capacity: Int) {
        lines.reserveCapacity(capacity)
    }

    mutating func removeAll() {
        lines.removeAll(keepingCapacity: true)
    }

    mutating func insert(intercept: Double, slope: Double) {
        lines.append(Line(intercept: intercept, slope: slope))
    }

    /// E[maxᵢ (aᵢ + bᵢZ)] - maxᵢ aᵢ for Z standard normal: O(R log R).
    ///
    /// Between neighbours i, i + 1 of the envelope, which meet at -c, the slope grows by bᵢ₊₁ - bᵢ, and each such bend adds
    /// (bᵢ₊₁ - bᵢ) E[max(Z - |c|, 0)] (Frazier et al. 2009, eq. 14): positive terms, which keep their digits where they
    /// underflow. The lines are left without meaning.
    mutating func expectedGain() -> DensityMultiple {
        sort()
        var top = -1
        for index in lines.indices {
            let line = lines[index]
            // A parallel line below the new one is nowhere the greatest.
            if top >= 0, lines[top].slope == line.slope { top -= 1 }
            // Nor is one that the new line passes before it passed the one beneath.
            while top >= 1, meeting(lines[top - 1], line) <= meeting(lines[top - 1], lines[top]) { top -= 1 }
            top += 1
            lines[top] = line
        }
        var sum = DensitySum()
        for index in 0..<max(top, 0) {
            let a = abs(meeting(lines[index], lines[index + 1]))
            let bend = lines[index + 1].slope - lines[index].slope
            sum.add(argument: a, factor: bend * StandardNormal.excess(a))
        }
        return sum.total
    }

    /// The z at which the second line, which is steeper, passes the first.
    @inline(__always)
    private func meeting(_ one: Line, _ other: Line) -> Double {
        (one.intercept - other.intercept) / (other.slope - one.slope)
    }

    /// Sorts in place by a heap; the standard library's sort allocates.
    private mutating func sort() {
        var end = lines.count
        for start in stride(from: end / 2 - 1, through: 0, by: -1) { sink(start, end) }
        while end > 1 {
            end -= 1
            lines.swapAt(0, end)
            sink(0, end)
        }
    }

    @inline(__always)
    private mutating func sink(_ start: Int, _ end: Int) {
        var parent = start
        let line = lines[start]
        while true {
            var child = 2 * parent + 1
            guard child < end else { break }
            if child + 1 < end, lines[child] < lines[child + 1] { child += 1 }
            guard line < lines[child] else { break }
            lines[parent] = lines[child]
            parent = child
        }
        lines[parent] = line
    }
}
