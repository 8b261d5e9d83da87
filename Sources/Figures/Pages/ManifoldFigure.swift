/// What a decoder makes of a grid of latents: one tile for each pair of values of two of them.
///
/// The first latent grows to the right, the second upwards.
package struct ManifoldFigure: Figure {
    private let page: PicturePage
    private let x: LatentAxis
    private let y: LatentAxis
    private let tiles: [ImageTile]
    private let scale: TileScale
    /// The room around the tiles for the values, the names of the latents and the colour bar.
    private let insets: Insets
    private let grid: TileGrid

    /// Creates the page.
    ///
    /// - Parameters:
    ///   - heading: Whose manifold.
    ///   - remark: What the other latents were, and whatever follows.
    ///   - x: The latent to the right, with the values of the columns from left to right.
    ///   - y: The latent upwards, with the values of the rows from the lowest to the uppermost.
    ///   - tiles: The tile of `x.values[i]` and `y.values[j]` at `j * x.values.count + i`: the lowest row first.
    ///   - colors: What colours the values have, on one scale for all tiles.
    ///   - footnote: Whatever a reader must know besides.
    /// - Precondition: There is a tile for each pair of values, and at least one.
    package init(
        heading: String, remark: String = "", x: LatentAxis, y: LatentAxis, tiles: [ImageTile],
        colors: TileColors = .grey,
        footnote: String = ""
    ) {
        precondition(tiles.count == x.values.count * y.values.count, "a manifold has a tile for each pair of values")
        precondition(!tiles.isEmpty, "a manifold is shown at one pair of values at least")
        self.x = x
        self.y = y
        self.tiles = tiles
        scale = TileScale(of: tiles, colors)
        page = PicturePage(heading: heading, remark: remark, footnote: scale.explained(footnote))
        let longest = ValueLabels.texts(for: y.values).map(TextStyle.tick.estimatedWidth).max() ?? 0
        insets = Insets(left: longest.rounded(.up) + 26, top: 4, right: scale.bar == nil ? 4 : 76, bottom: 34)
        grid = TileGrid(
            rows: y.values.count, columns: x.values.count, aspect: ImageTile.commonAspect(of: tiles),
            in: Size(width: PicturePage.widest - insets.left - insets.right, height: 720), largest: 72)
    }

    /// The extent of tiles and axes.
    private var picture: Size {
        let grid = grid.size
        return insets.around(Size(width: grid.width, height: max(grid.height, scale.bar == nil ? 20 : 90)))
    }

    package var size: Size { page.layout(of: picture).size }

    /// Where the tile of the given values is on the page, counted from the left and from the lowest.
    func rectangle(x column: Int, y row: Int) -> Rectangle {
        let place = page.layout(of: picture).rectangle(0)
        return grid.rectangle(
            row: y.values.count - 1 - row, column: column,
            from: Point(x: place.x + insets.left, y: place.y + insets.top))
    }

    package func draw(on canvas: Canvas) {
        _ = page.draw(around: picture, on: canvas)
        for (index, tile) in tiles.enumerated() {
            tile.draw(
                on: canvas, in: rectangle(x: index % x.values.count, y: index / x.values.count), scale)
        }
        let (first, last) = (rectangle(x: 0, y: 0), rectangle(x: x.values.count - 1, y: y.values.count - 1))
        let area = Rectangle(x: first.x, y: last.y, width: last.maxX - first.x, height: first.maxY - last.y)
        canvas.writeLabels(
            ValueLabels.texts(for: x.values), ofColumnsAt: x.values.indices.map { rectangle(x: $0, y: 0).center.x },
            below: area.maxY + 1.5)
        canvas.writeLabels(
            ValueLabels.texts(for: y.values), ofRowsAt: y.values.indices.map { rectangle(x: 0, y: $0).center.y },
            leftOf: area.x - 1.5)
        canvas.write(
            x.words, at: Point(x: area.center.x, y: area.maxY + 28), .label, align: .center)
        canvas.write(
            y.words, at: Point(x: area.x - insets.left + 12, y: area.center.y), .label, align: .center, isUpwards: true)
        scale.bar?.draw(
            on: canvas, beside: Rectangle(x: area.x, y: area.y, width: area.width, height: max(area.height, 84)),
            maxX: area.maxX + 76)
    }
}
