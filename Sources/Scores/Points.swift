/// Places in a space of numbers, a row each.
package struct Points: Hashable, Sendable {
    package let dimension: Int
    /// Point after point.
    package let elements: [Double]

    /// Creates points from their numbers, point after point.
    package init(dimension: Int, elements: [Double]) {
        precondition(dimension > 0 && elements.count % dimension == 0, "a point has a number for each dimension")
        self.dimension = dimension
        self.elements = elements
    }

    /// Creates points from columns of as many numbers each, at least one column.
    package init(columns: [[Double]]) {
        let count = columns.first?.count ?? 0
        precondition(columns.allSatisfy { $0.count == count }, "columns are of one length")
        self.init(dimension: columns.count, elements: (0..<count).flatMap { row in columns.map { $0[row] } })
    }

    package var count: Int { elements.count / dimension }

    /// One of the points; a slice of ``elements``.
    package subscript(index: Int) -> ArraySlice<Double> { elements[index * dimension..<(index + 1) * dimension] }

    /// Returns some of the points, in this order.
    package func subset(_ indices: [Int]) -> Points {
        Points(dimension: dimension, elements: indices.flatMap { self[$0] })
    }

    /// The square of the distance of a point to another in `others`.
    @inline(__always) func squaredDistance(_ index: Int, to other: Int, in others: [Double]) -> Double {
        var sum = 0.0
        for column in 0..<dimension {
            let difference = elements[index * dimension + column] - others[other * dimension + column]
            sum += difference * difference
        }
        return sum
    }
}
