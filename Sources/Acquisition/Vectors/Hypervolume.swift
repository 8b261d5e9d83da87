/// The volume that points dominate, as far as a reference point.
///
/// It grows with every point that is added to the front, and measures how much of what is possible has been found.
package enum Hypervolume {
    /// Returns the volume of all that lies between the reference point and one of the points: exact.
    ///
    /// Points that are not better than the reference in every objective, or not finite, add nothing.
    ///
    /// - Parameters:
    ///   - values: One array for each of one to three objectives, as long as there are points.
    ///   - directions: One for each objective.
    ///   - reference: The reference point.
    /// - Returns: A volume in the product of the objectives' units, 0 or above.
    /// - Complexity: O(n log n) for two objectives, O(n² log n) for three, which is meant for small fronts.
    package static func volume(of values: [[Double]], directions: [Direction], reference: [Double]) -> Double {
        precondition((1...3).contains(values.count), "hypervolumes are of one to three objectives")
        precondition(
            values.count == directions.count && values.count == reference.count,
            "each objective has values, a direction and a reference")
        let excess = values.indices.map { objective in
            values[objective].map { directions[objective].sign * ($0 - reference[objective]) }
        }
        let points = excess[0].indices.map { point in excess.map { $0[point] } }
            .filter { $0.allSatisfy { $0 > 0 && $0.isFinite } }
        switch values.count {
        case 1: return points.map { $0[0] }.max() ?? 0
        case 2: return area(points.map { ($0[0], $0[1]) })
        default: return volume(points)
        }
    }

    /// The area under a staircase of points above the origin.
    private static func area(_ points: [(Double, Double)]) -> Double {
        var area = 0.0
        var height = 0.0
        for (width, top) in points.sorted(by: { $0.0 > $1.0 }) where top > height {
            area += width * (top - height)
            height = top
        }
        return area
    }

    /// Slices between one point's third coordinate and the next, each with the area of the points above it.
    private static func volume(_ points: [[Double]]) -> Double {
        let sorted = points.sorted { $0[2] > $1[2] }
        var volume = 0.0
        var above: [(Double, Double)] = []
        for (index, point) in sorted.enumerated() {
            above.append((point[0], point[1]))
            let next = index + 1 < sorted.count ? sorted[index + 1][2] : 0
            if point[2] > next { volume += (point[2] - next) * area(above) }
        }
        return volume
    }
}
