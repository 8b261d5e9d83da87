/// Values on a lattice of equal cells that covers a part of an image.
struct CellRaster: Hashable, Sendable {
    let columns: Int
    let rows: Int
    /// Row by row; not a number where there is no value.
    var values: [Double]
    /// The left edge of the first cell and the width of each, in columns of the image; its pixel 0 begins at 0.
    let left: Double
    let cellWidth: Double
    /// The top of the first cell and the height of each, in rows of the image; its pixel 0 begins at 0.
    let top: Double
    let cellHeight: Double

    /// One value for every pixel of `grid`.
    init(everyPixelOf grid: Grid, values: [Double]) {
        (columns, rows, self.values) = (grid.columns, grid.rows, values)
        (left, top, cellWidth, cellHeight) = (0, 0, 1, 1)
    }

    private init(columns: Int, rows: Int, left: Double, top: Double, cellWidth: Double, cellHeight: Double) {
        (self.columns, self.rows) = (columns, rows)
        (self.left, self.top, self.cellWidth, self.cellHeight) = (left, top, cellWidth, cellHeight)
        values = Array(repeating: .nan, count: columns * rows)
    }

    /// The values at points that lie side by side on a lattice, such as every third pixel, with holes where it has no point.
    ///
    /// Nothing if the points are on no lattice, or scattered over one so thinly that cells would be specks.
    init?(latticeOf points: [GridPoint], values: [Double], on grid: Grid) {
        guard let first = points.first,
            let stepX = Self.step(points.map { $0.column - first.column }),
            let stepY = Self.step(points.map { $0.row - first.row })
        else { return nil }
        // A single line of points says nothing of the other direction: its cells are square.
        let step = (x: stepX > 0 ? stepX : max(stepY, 1), y: stepY > 0 ? stepY : max(stepX, 1))
        let least = points.reduce(first) { GridPoint(column: min($0.column, $1.column), row: min($0.row, $1.row)) }
        func cell(_ point: GridPoint) -> (column: Int, row: Int) {
            (
                Int(((point.column - least.column) / Double(step.x)).rounded()),
                Int(((point.row - least.row) / Double(step.y)).rounded())
            )
        }
        let cells = points.map(cell)
        let columns = (cells.map(\.column).max() ?? 0) + 1
        let rows = (cells.map(\.row).max() ?? 0) + 1
        guard columns <= 1 << 14, rows <= 1 << 14, columns * rows <= max(64 * points.count, grid.count) else {
            return nil
        }
        self.init(
            columns: columns, rows: rows, left: least.column + 0.5 - Double(step.x) / 2,
            top: least.row + 0.5 - Double(step.y) / 2, cellWidth: Double(step.x), cellHeight: Double(step.y))

        var holdsPoint = Array(repeating: false, count: columns * rows)
        let places = cells.map { $0.row * columns + $0.column }
        for (cell, value) in zip(places, values) {
            holdsPoint[cell] = true
            self.values[cell] = value
        }
        let together = places.count { cell in
            let column = cell % columns
            return column > 0 && holdsPoint[cell - 1] || column < columns - 1 && holdsPoint[cell + 1]
                || cell >= columns && holdsPoint[cell - columns]
                || cell + columns < holdsPoint.count && holdsPoint[cell + columns]
        }
        guard 2 * together >= places.count else { return nil }
    }

    /// The greatest common divisor of whole `offsets`, 0 if all are 0; nothing if one is not whole.
    private static func step(_ offsets: [Double]) -> Int? {
        var divisor = 0
        for offset in offsets {
            let whole = offset.rounded()
            guard abs(offset - whole) < 1e-6, var rest = Int(exactly: abs(whole)) else { return nil }
            while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
        }
        return divisor
    }

    /// For many points on no lattice: each cell takes the value of the nearest, within three times their mean distance.
    ///
    /// There are about four cells for a point. O(points + cells) for points that are spread somewhat evenly.
    init(nearestOf points: [GridPoint], values: [Double], on grid: Grid) {
        let (width, height) = (Double(grid.columns), Double(grid.rows))
        let spacing = (width * height / Double(max(points.count, 1))).squareRoot()
        let cell = max(spacing / 2, max(width, height) / 1400)
        let (columns, rows) = (max(1, Int((width / cell).rounded())), max(1, Int((height / cell).rounded())))
        self.init(
            columns: columns, rows: rows, left: 0, top: 0, cellWidth: width / Double(columns),
            cellHeight: height / Double(rows))

        let reach = 3 * spacing
        let buckets = PointBuckets(points, width: width, height: height, side: reach)
        for row in 0..<rows {
            for column in 0..<columns {
                let center = GridPoint(
                    column: (Double(column) + 0.5) * cellWidth - 0.5, row: (Double(row) + 0.5) * cellHeight - 0.5)
                if let index = buckets.nearest(to: center, within: reach) {
                    self.values[row * columns + column] = values[index]
                }
            }
        }
    }
}
