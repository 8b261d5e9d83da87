/// Where the tiles of a table lie, with thin gaps between them.
struct TileGrid: Hashable, Sendable {
    let rows: Int
    let columns: Int
    /// The extent of a tile.
    let tile: Size
    /// The room between neighbours, unless `rowGap` says otherwise.
    let gap: Double
    /// The room between a row and the next.
    let rowGap: Double

    /// Creates the table of the largest tiles that fit.
    ///
    /// - Parameters:
    ///   - rows: How many rows there are.
    ///   - columns: How many columns there are.
    ///   - aspect: The width of a tile over its height.
    ///   - room: What all of them may take.
    ///   - largest: The side of a square tile at most; others have its area at most, and 2.2 times its width.
    ///   - rowGap: The room between rows, if not that between columns.
    init(rows: Int, columns: Int, aspect: Double, in room: Size, largest: Double, rowGap: Double? = nil) {
        let (rows, columns) = (max(rows, 1), max(columns, 1))
        func width(_ gap: Double) -> Double {
            let across = (room.width - gap * Double(columns - 1)) / Double(columns)
            let down = (room.height - (rowGap ?? gap) * Double(rows - 1)) / Double(rows) * aspect
            return min(largest * aspect.squareRoot(), 2.2 * largest, across, down)
        }
        // Gaps that would be wider than a tenth of the tiles are made thinner.
        let gap = width(2) > 20 ? 2 : width(1) > 10 ? 1 : 0.5
        self.rows = rows
        self.columns = columns
        self.gap = gap
        self.rowGap = rowGap ?? gap
        // Whole points, where that costs little: edges are then as sharp as the pages' pixels.
        let side = max(width(gap), 0.5)
        let whole = side > 12 ? side.rounded(.down) : side
        tile = Size(width: whole, height: whole / aspect)
    }

    /// The extent of the whole table.
    var size: Size {
        Size(
            width: Double(columns) * tile.width + Double(columns - 1) * gap,
            height: Double(rows) * tile.height + Double(rows - 1) * rowGap)
    }

    /// Where a tile is, in a table whose upper left corner is `origin`; row 0 is the uppermost.
    func rectangle(row: Int, column: Int, from origin: Point) -> Rectangle {
        Rectangle(
            x: origin.x + Double(column) * (tile.width + gap), y: origin.y + Double(row) * (tile.height + rowGap),
            width: tile.width, height: tile.height)
    }
}
