/// A place on the sample, in the units of the overview's axes: `x` to the right, `y` down.
package struct Position: Codable, Hashable, Sendable {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// A picture element of the overview: row 0 at the top, column 0 at the left.
package struct Pixel: Codable, Hashable, Sendable {
    package var row: Int
    package var column: Int

    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}

extension Pixel: CustomStringConvertible {
    /// Column and row, in the order of x and y: `(x, y)`.
    package var description: String { "(\(column), \(row))" }
}
