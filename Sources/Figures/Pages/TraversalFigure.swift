/// What a decoder makes of one latent at a time: a row of tiles for each, along which only that latent changes.
package struct TraversalFigure: Figure {
    /// The way along one latent.
    package struct Row: Hashable, Sendable {
        /// What the latent is called, such as `rotation`, `shear` or `z1`.
        package let name: String
        /// The unit of its values, empty if they have none.
        package let unit: String
        /// Its values, from left to right.
        package let values: [Double]
        /// What is decoded at each of them.
        package let tiles: [ImageTile]
        /// What was held all along the row, such as `class 2`; rows that follow each other with one group stand below it.
        package let group: String

        /// Creates a row.
        ///
        /// - Precondition: There is a tile for each value, and at least one.
        package init(_ name: String, unit: String = "", values: [Double], tiles: [ImageTile], group: String = "") {
            precondition(!values.isEmpty && values.count == tiles.count, "a traversal has a tile for each value")
            self.name = name
            self.unit = unit
            self.values = values
            self.tiles = tiles
            self.group = group
        }

        fileprivate var words: String { unit.isEmpty ? name : "\(name) (\(unit))" }
    }

    private let page: PicturePage
    private let rows: [Row]
    private let scale: TileScale
    /// Whether all rows have the same values, which are then written once, below the last.
    private let sharesValues: Bool

    /// Creates the page.
    ///
    /// - Parameters:
    ///   - heading: Of what model.
    ///   - remark: Where the latents stay that a row does not change.
    ///   - rows: From top to bottom; they may have values of their own.
    ///   - colors: What colours the values have, on one scale for all tiles.
    ///   - footnote: Whatever a reader must know besides.
    /// - Precondition: There is at least one row.
    package init(
        heading: String, remark: String = "", rows: [Row], colors: TileColors = .grey, footnote: String = ""
    ) {
        precondition(!rows.isEmpty, "a page of traversals has at least one")
        self.rows = rows
        scale = TileScale(of: rows.flatMap(\.tiles), colors)
        page = PicturePage(heading: heading, remark: remark, footnote: scale.explained(footnote))
        sharesValues = rows.allSatisfy { $0.values == rows[0].values && $0.unit == rows[0].unit }
    }

    private static let valuesHeight = 18.0
    private static let groupHeight = 20.0

    /// The room for the names, to the left of the tiles.
    private var nameWidth: Double {
        min(max((rows.map { TextStyle.label.estimatedWidth(of: $0.words) }.max() ?? 0) + 10, 30), 170).rounded(.up)
    }

    /// The tiles, as if all rows were one below the other.
    private var grid: TileGrid {
        TileGrid(
            rows: rows.count, columns: rows.map(\.tiles.count).max() ?? 1,
            aspect: ImageTile.commonAspect(of: rows[0].tiles),
            in: Size(width: PicturePage.widest - nameWidth - (scale.bar == nil ? 12 : 76), height: 4000), largest: 64)
    }

    /// Whether a group begins with the row of the given index.
    private func beginsGroup(_ index: Int) -> Bool {
        !rows[index].group.isEmpty && (index == 0 || rows[index].group != rows[index - 1].group)
    }

    /// Where the tiles of each row begin, from the top of the picture, and where the last one ends.
    private var tops: (rows: [Double], end: Double) {
        let grid = grid
        var pen = 0.0
        let tops = rows.indices.map { index in
            if beginsGroup(index) { pen += Self.groupHeight + (index > 0 ? 4 : 0) }
            let top = pen
            pen += grid.tile.height + (sharesValues ? grid.gap : Self.valuesHeight)
            return top
        }
        return (tops, sharesValues ? pen - grid.gap + Self.valuesHeight : pen)
    }

    private var picture: Size {
        // Half a label may reach beyond the last tile.
        Size(
            width: nameWidth + grid.size.width + (scale.bar == nil ? 12 : 76),
            height: max(tops.end, scale.bar == nil ? 0 : 104))
    }

    package var size: Size { page.layout(of: picture).size }

    /// Where a tile is on the page.
    func rectangle(row: Int, column: Int) -> Rectangle {
        let place = page.layout(of: picture).rectangle(0)
        return grid.rectangle(
            row: 0, column: column, from: Point(x: place.x + nameWidth, y: place.y + tops.rows[row]))
    }

    package func draw(on canvas: Canvas) {
        let corner = page.draw(around: picture, on: canvas)
        for (index, row) in rows.enumerated() {
            let places = row.tiles.indices.map { rectangle(row: index, column: $0) }
            for (tile, place) in zip(row.tiles, places) { tile.draw(on: canvas, in: place, scale) }
            let name = canvas.shortened(row.words, to: nameWidth - 8, .label)
            canvas.write(
                name, at: Point(x: places[0].x - 8, y: places[0].center.y), .label, align: .right, isCentred: true)
            if beginsGroup(index) {
                let group = canvas.shortened(row.group, to: picture.width, .title)
                canvas.write(group, at: Point(x: corner.x, y: places[0].y - 7), .title)
            }
            if !sharesValues || index == rows.count - 1 {
                canvas.writeLabels(
                    ValueLabels.texts(for: row.values), ofColumnsAt: places.map(\.center.x), below: places[0].maxY + 1)
            }
        }
        let first = rectangle(row: 0, column: 0)
        let last = rectangle(row: rows.count - 1, column: 0)
        scale.bar?.draw(
            on: canvas,
            beside: Rectangle(
                x: first.x, y: first.y, width: grid.size.width, height: max(min(last.maxY - first.y, 300), 84)),
            maxX: first.x + grid.size.width + 76)
    }
}
