/// The points that no other point dominates.
///
/// One point dominates another if it is at least as good in every objective and better in one. Equal points do not
/// dominate each other: all of them are in the front, or none is. Points with a value that is not finite are left out.
package struct ParetoFront: Hashable, Sendable {
    /// The indices of the points of the front, in ascending order.
    package let indices: [Int]

    /// Finds the front.
    ///
    /// - Parameters:
    ///   - values: One array for each objective, as long as there are points.
    ///   - directions: One for each objective.
    /// - Complexity: O(n log n) for one or two objectives, O(n · front) for more.
    package init(of values: [[Double]], directions: [Direction]) {
        precondition(values.count == directions.count && !values.isEmpty, "each objective has values and a direction")
        let count = values[0].count
        precondition(values.allSatisfy { $0.count == count }, "every point has a value of every objective")
        let gains = zip(values, directions).map { values, direction in values.map { direction.sign * $0 } }
        let points = (0..<count).filter { point in gains.allSatisfy { $0[point].isFinite } }
        // The best come first, so that no later point dominates an earlier one.
        let sorted = points.sorted { one, other in
            for gain in gains where gain[one] != gain[other] { return gain[one] > gain[other] }
            return one < other
        }
        indices = (gains.count <= 2 ? Self.sweep(sorted, gains) : Self.compare(sorted, gains)).sorted()
    }

    /// In two objectives a point is in the front if it is better in the second than all that are better in the first.
    private static func sweep(_ sorted: [Int], _ gains: [[Double]]) -> [Int] {
        var front: [Int] = []
        for point in sorted {
            guard let last = front.last else {
                front.append(point)
                continue
            }
            let isEqual = gains.allSatisfy { $0[point] == $0[last] }
            if isEqual || (gains.count == 2 && gains[1][point] > gains[1][last]) { front.append(point) }
        }
        return front
    }

    private static func compare(_ sorted: [Int], _ gains: [[Double]]) -> [Int] {
        var front: [Int] = []
        for point in sorted {
            let isDominated = front.contains { other in
                gains.allSatisfy { $0[other] >= $0[point] } && gains.contains { $0[other] > $0[point] }
            }
            if !isDominated { front.append(point) }
        }
        return front
    }
}
