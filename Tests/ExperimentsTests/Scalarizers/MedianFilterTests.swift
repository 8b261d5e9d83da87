import Experiments
import Testing

@Suite struct `A median filter` {
    @Test func `takes the middle of each window, mirrored at the ends or wrapped around`() {
        let values: [Double] = [5, 1, 9, 2, 8, 3]
        // Windows by hand: [1 5 5 1 9]... is 5 | 5 1 -> sorted 1 5 5; then 1 5 9, 1 2 9, 2 8 9, 2 3 8, 3 3 8.
        #expect(values.medianFiltered(side: 3) == [5, 5, 2, 8, 3, 3])
        // 3 5 1 -> 3 and 8 3 5 -> 5 at the ends.
        #expect(values.medianFiltered(side: 3, wraps: true) == [3, 5, 2, 8, 3, 5])
        #expect(values.medianFiltered(side: 1) == values)
        #expect([Double]().medianFiltered(side: 3) == [])
    }

    @Test func `removes an outlier, keeps a step, and bears a window longer than the spectrum`() {
        #expect([1, 1, 94, 1, 1].medianFiltered(side: 3) == [1, 1, 1, 1, 1])
        #expect([0, 0, 0, 7, 7, 7].medianFiltered(side: 5) == [0, 0, 0, 7, 7, 7])
        #expect([1, 2].medianFiltered(side: 9, wraps: true) == [1, 2])
        #expect([1, 2].medianFiltered(side: 9) == [1, 2])
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `does not hide a channel that failed`(fault: Double) {
        let filtered = [1, 2, fault, 4, 5, 6].medianFiltered(side: 3)
        #expect(filtered.map(\.isNaN) == [false, true, true, true, false, false])
    }

    @Test(arguments: [3, 5, 7], [true, false])
    func `agrees with sorting every window`(side: Int, wraps: Bool) {
        let values = (0..<64).map { Double(($0 * 37) % 64) }
        let expected = values.indices.map { centre in
            let window = (centre - side / 2...centre + side / 2).map { index in
                if wraps { return values[(index + 64) % 64] }
                return values[index < 0 ? -index - 1 : index > 63 ? 127 - index : index]
            }
            return window.sorted()[side / 2]
        }
        #expect(values.medianFiltered(side: side, wraps: wraps) == expected)
    }
}
