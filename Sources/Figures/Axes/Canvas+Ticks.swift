extension Canvas {
    /// The ticks of a horizontal axis, so few that none of their labels touches its neighbour.
    ///
    /// - Parameters:
    ///   - range: The numbers at the ends of the axis.
    ///   - length: How long it is on the page.
    ///   - count: The most ticks there may be; at least 3.
    ///   - exponent: The power of ten that the labels leave out.
    ///   - least: What ticks are at least apart.
    /// - Returns: The ticks; with the fewest that there can be, labels may touch all the same.
    func separateTicks(
        covering range: ClosedRange<Double>, along length: Double, atMost count: Int, leavingOut exponent: Int,
        apart least: Double
    ) -> Ticks {
        var count = count
        while true {
            let ticks = Ticks(covering: range, atMost: count, leavingOut: exponent, apart: least)
            guard count > 3, ticks.values.count > 1 else { return ticks }
            let range = range.widenedIfEmpty
            // Label and spaces must fit between neighbours; the halves keep the span finite.
            let share = (ticks.values[1] / 2 - ticks.values[0] / 2) / (range.upperBound / 2 - range.lowerBound / 2)
            if width(of: ticks) + 8 <= share * length { return ticks }
            count -= 1
        }
    }

    /// Writes the label of a vertical axis upwards, left of the labels of its ticks.
    ///
    /// - Parameters:
    ///   - label: What the axis shows.
    ///   - area: The area that the axis is the left edge of.
    ///   - ticks: What is written between the two.
    ///   - least: How far from the area the label's middle is at least.
    func writeUpwards(_ label: String, beside area: Rectangle, _ ticks: Ticks, atLeast least: Double) {
        let distance = max(least, width(of: ticks) + 17)
        // Within the page, though it be close to the labels.
        write(
            label, at: Point(x: max(9, area.x - distance), y: area.center.y), .label, align: .center, isUpwards: true)
    }

    /// The width of the widest label of some ticks.
    func width(of ticks: Ticks) -> Double {
        ticks.labels.reduce(0) { max($0, width(of: $1, .tick)) }
    }
}
