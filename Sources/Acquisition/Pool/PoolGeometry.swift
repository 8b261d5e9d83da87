/// Where the candidates of a pool lie, as functions need it that look beyond a single candidate.
///
/// Made once for a pool.
package struct PoolGeometry: Hashable, Sendable {
    package let index: PixelIndex
    /// The distance from one row of pixels to the next, in the unit in which slopes and distances are to be.
    package let rowSpacing: Double
    /// The distance from one column of pixels to the next.
    package let columnSpacing: Double
    /// The candidates along the image, those that are forbidden left out.
    package let order: CandidateOrder
    /// How many pixels lie between neighbouring rows of candidates; 0 if there is one row.
    private let rowStep: Int
    private let columnStep: Int

    /// Creates the geometry of a pool.
    ///
    /// - Parameters:
    ///   - index: The pool's pixels.
    ///   - rowSpacing: From one row of pixels to the next, above 0.
    ///   - columnSpacing: From one column of pixels to the next, above 0.
    ///   - isForbidden: The candidates that can never be measured; empty if all can.
    /// - Complexity: O(N log N).
    package init(
        index: PixelIndex, rowSpacing: Double = 1, columnSpacing: Double = 1, isForbidden: [Bool] = []
    ) {
        precondition(rowSpacing > 0 && columnSpacing > 0, "pixels lie apart")
        self.index = index
        self.rowSpacing = rowSpacing
        self.columnSpacing = columnSpacing
        order = CandidateOrder(along: index.pixels, isForbidden: isForbidden)
        var (rowStep, columnStep) = (0, 0)
        if let first = index.pixels.first {
            for pixel in index.pixels {
                rowStep = Self.greatestCommonDivisor(rowStep, abs(pixel.row - first.row))
                columnStep = Self.greatestCommonDivisor(columnStep, abs(pixel.column - first.column))
            }
        }
        self.rowStep = rowStep
        self.columnStep = columnStep
    }

    /// The distance between two candidates, between the centres of their pixels.
    @inline(__always)
    func distance(_ one: Int, _ other: Int) -> Double {
        let down = rowSpacing * Double(index.pixels[one].row - index.pixels[other].row)
        let right = columnSpacing * Double(index.pixels[one].column - index.pixels[other].column)
        return (down * down + right * right).squareRoot()
    }

    /// The steepness |∇v| of values over the pool.
    ///
    /// Central differences between the neighbours on the grid of the pool, one-sided at its edges, and nothing along an
    /// axis on which a candidate has no neighbour. Neighbours of which the value is not finite are as good as absent.
    ///
    /// - Parameter values: One for each candidate.
    /// - Returns: One slope for each candidate, 0 or above; NaN where the value itself is not finite.
    /// - Complexity: O(N), about 50 ns a candidate.
    package func slopes(of values: [Double]) -> [Double] {
        precondition(values.count == index.pixels.count, "there is one value for each candidate")
        return values.indices.map { candidate in
            guard values[candidate].isFinite else { return .nan }
            let pixel = index.pixels[candidate]
            let down = slope(
                values, candidate, Pixel(row: pixel.row - rowStep, column: pixel.column),
                Pixel(row: pixel.row + rowStep, column: pixel.column), Double(rowStep) * rowSpacing)
            let right = slope(
                values, candidate, Pixel(row: pixel.row, column: pixel.column - columnStep),
                Pixel(row: pixel.row, column: pixel.column + columnStep), Double(columnStep) * columnSpacing)
            return (down * down + right * right).squareRoot()
        }
    }

    /// A lower bound of the Lipschitz constant of values over the pool: their greatest slope.
    ///
    /// It is the greatest of the slopes on the grid and of the difference quotients between neighbours on Hilbert's curve,
    /// which a pool without a grid has too.
    package func lipschitzConstant(of values: [Double]) -> Double {
        var greatest = slopes(of: values).lazy.filter(\.isFinite).max() ?? 0
        for (one, other) in zip(order.candidates, order.candidates.dropFirst()) {
            let separation = distance(Int(one), Int(other))
            let quotient = abs(values[Int(one)] - values[Int(other)]) / separation
            if separation > 0, quotient.isFinite { greatest = max(greatest, quotient) }
        }
        return greatest
    }

    /// The length of the diagonal of the pool's bounding box.
    var diameter: Double {
        let rows = index.pixels.lazy.map(\.row)
        let columns = index.pixels.lazy.map(\.column)
        guard let top = rows.min(), let bottom = rows.max(), let left = columns.min(), let right = columns.max() else {
            return 0
        }
        let (down, across) = (rowSpacing * Double(bottom - top), columnSpacing * Double(right - left))
        return (down * down + across * across).squareRoot()
    }

    /// The slope along one axis.
    @inline(__always)
    private func slope(
        _ values: [Double], _ candidate: Int, _ before: Pixel, _ after: Pixel, _ step: Double
    ) -> Double {
        guard step > 0 else { return 0 }
        let first = index.first(at: before).flatMap { values[$0].isFinite ? values[$0] : nil }
        let last = index.first(at: after).flatMap { values[$0].isFinite ? values[$0] : nil }
        return switch (first, last) {
        case (let first?, let last?): (last - first) / (2 * step)
        case (let first?, nil): (values[candidate] - first) / step
        case (nil, let last?): (last - values[candidate]) / step
        case (nil, nil): 0
        }
    }

    private static func greatestCommonDivisor(_ one: Int, _ other: Int) -> Int {
        var (larger, smaller) = (one, other)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger
    }
}
