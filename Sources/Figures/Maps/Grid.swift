/// The pixels of an overview image and where they lie in the sample.
///
/// The centre of the pixel in column c and row r is at (`originX` + c `stepX`, `originY` + r `stepY`);
/// row 0 is drawn at the top, x to the right.
package struct Grid: Hashable, Sendable {
    /// The number of pixels from top to bottom.
    package let rows: Int
    /// The number of pixels from left to right.
    package let columns: Int
    /// The x coordinate of the centres of column 0.
    package let originX: Double
    /// The y coordinate of the centres of row 0.
    package let originY: Double
    /// The distance from column to column; negative where x falls to the right.
    package let stepX: Double
    /// The distance from row to row; negative where y falls downwards.
    package let stepY: Double
    /// The unit of origin and step.
    package let unit: String

    /// Creates a grid; without origin, step and unit its coordinates are pixels.
    ///
    /// - Precondition: `rows` and `columns` are positive, the origin is finite, the steps are finite and not zero.
    package init(
        rows: Int, columns: Int, originX: Double = 0, originY: Double = 0, stepX: Double = 1, stepY: Double = 1,
        unit: String = "px"
    ) {
        precondition(rows > 0 && columns > 0, "a grid has at least one pixel")
        precondition(originX.isFinite && originY.isFinite, "the origin of a grid is finite")
        precondition(
            stepX.isFinite && stepY.isFinite && stepX != 0 && stepY != 0, "the steps of a grid are finite, not zero")
        self.rows = rows
        self.columns = columns
        self.originX = originX
        self.originY = originY
        self.stepX = stepX
        self.stepY = stepY
        self.unit = unit
    }

    /// The number of pixels.
    package var count: Int { rows * columns }

    /// The extent on the page of a map of this grid, true to its proportions unless one side is over 8 times the other.
    func mapSize(area: Double, longestSide: Double) -> Size {
        let ratio = abs(stepX) * Double(columns) / (abs(stepY) * Double(rows))
        let aspect = min(max(ratio, 1.0 / 8), 8)
        let size = Size(width: (area * aspect).squareRoot(), height: (area / aspect).squareRoot())
        let reduction = min(1, longestSide / max(size.width, size.height))
        return Size(width: (size.width * reduction).rounded(), height: (size.height * reduction).rounded())
    }
}
