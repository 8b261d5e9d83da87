/// A place in an image, counted in its pixels; between pixels too.
package struct GridPoint: Hashable, Sendable {
    /// How many pixels to the right of the first column's centre.
    package let column: Double
    /// How many pixels below the first row's centre.
    package let row: Double

    /// Creates a place from its column, to the right, and its row, downwards; both finite.
    package init(column: Double, row: Double) {
        precondition(column.isFinite && row.isFinite, "a place in an image has finite coordinates")
        self.column = column
        self.row = row
    }

    /// Creates the centre of a pixel.
    package init(column: Int, row: Int) {
        self.init(column: Double(column), row: Double(row))
    }

    /// The square of the distance to `other`, in pixels.
    func squaredDistance(to other: GridPoint) -> Double {
        let (dx, dy) = (column - other.column, row - other.row)
        return dx * dx + dy * dy
    }
}

extension GridPoint: CustomStringConvertible {
    /// The column, then the row, as everywhere in Saccade's pictures: x first.
    package var description: String {
        "(\(Self.text(column)), \(Self.text(row)))"
    }

    private static func text(_ coordinate: Double) -> String {
        Int(exactly: coordinate).map { DecimalText.exact($0, exponent: 0) } ?? DecimalText.rounded(coordinate)
    }
}
