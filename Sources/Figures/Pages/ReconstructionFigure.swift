/// What a model makes of examples: one column each, with the input, what became of it, and the difference below each
/// other.
///
/// Rows are free: a target between input and reconstruction, several models, spectra below images. Rows of the same
/// colours share one scale. Where the page is too narrow for all columns, they go on below.
package struct ReconstructionFigure: Figure {
    /// One picture of each example.
    package struct Row: Hashable, Sendable {
        /// What it shows, such as `input` or `reconstruction`.
        package let name: String
        /// One tile an example.
        package let tiles: [ImageTile]
        /// What colours the values have; rows of equal colours share a scale.
        package let colors: TileColors
        /// A number below each tile, such as an error; empty for none, not a number where unknown.
        package let numbers: [Double]
        /// What the numbers are.
        package let quantity: String

        /// Creates a row.
        ///
        /// - Precondition: There are no numbers, or as many as tiles.
        package init(
            _ name: String, tiles: [ImageTile], colors: TileColors = .grey, numbers: [Double] = [],
            quantity: String = ""
        ) {
            precondition(numbers.isEmpty || numbers.count == tiles.count, "a row has one number a tile, or none")
            self.name = name
            self.tiles = tiles
            self.colors = colors
            self.numbers = numbers
            self.quantity = quantity
        }

        /// Creates the row of the differences between two others, in signed colours.
        ///
        /// - Precondition: The two have as many tiles, each of the same shape as its counterpart.
        package static func difference(
            _ name: String = "difference", of row: Row, from other: Row, colors: TileColors = .signed,
            numbers: [Double] = [], quantity: String = ""
        ) -> Row {
            let tiles = zip(row.tiles, other.tiles).compactMap { $0.difference(from: $1) }
            precondition(
                tiles.count == row.tiles.count && tiles.count == other.tiles.count,
                "only tiles of the same shape can be compared")
            return Row(name, tiles: tiles, colors: colors, numbers: numbers, quantity: quantity)
        }
    }

    private let page: PicturePage
    private let rows: [Row]
    private let examples: [String]
    private let scales: [TileColors: TileScale]
    /// How many examples there are.
    private let count: Int

    /// Creates the page.
    ///
    /// - Parameters:
    ///   - heading: Of what model.
    ///   - remark: Which examples, and how large the error is on all of them.
    ///   - rows: From top to bottom.
    ///   - examples: What is written above each column, such as its class; empty for nothing.
    ///   - footnote: Whatever a reader must know besides.
    /// - Precondition: There is at least one row and one example, every row has as many tiles, and there are as many
    ///   words above the columns, or none.
    package init(
        heading: String, remark: String = "", rows: [Row], examples: [String] = [], footnote: String = ""
    ) {
        let count = rows.first?.tiles.count ?? 0
        precondition(count > 0, "a page of reconstructions has at least one example")
        precondition(rows.allSatisfy { $0.tiles.count == count }, "every row has a tile for each example")
        precondition(examples.isEmpty || examples.count == count, "every example has a name, or none has")
        page = PicturePage(heading: heading, remark: remark, footnote: footnote)
        self.rows = rows
        self.examples = examples
        self.count = count
        scales = Dictionary(grouping: rows, by: \.colors).mapValues { rows in
            TileScale(of: rows.flatMap(\.tiles), rows[0].colors)
        }
    }

    private static let numberHeight = 15.0
    private static let nameHeight = 16.0
    private static let blockGap = 14.0
    private static let largest = 88.0

    /// The rows whose colours a bar explains: of those with the same, the first.
    private var barRows: [Int] {
        rows.indices.filter { index in
            scales[rows[index].colors]?.bar != nil
                && rows.firstIndex { $0.colors == rows[index].colors && $0.tiles.contains(where: \.isGrey) } == index
        }
    }

    /// The room to the left, for the names of rows and numbers.
    private var nameWidth: Double {
        let longest =
            rows.flatMap { row in
                [TextStyle.label.estimatedWidth(of: row.name), TextStyle.tick.estimatedWidth(of: row.quantity)]
            }.max() ?? 0
        return min(max(longest + 10, 30), 150).rounded(.up)
    }

    /// The room to the right.
    private var barWidth: Double { barRows.isEmpty ? 8 : 76 }

    /// The columns of one block; a further block below takes what has no room.
    private var columns: TileGrid {
        let room = PicturePage.widest - nameWidth - barWidth
        // Numbers need some width to stand side by side, words above the columns a little more.
        let narrowest = !examples.isEmpty ? 46.0 : rows.contains { !$0.numbers.isEmpty } ? 42 : 28
        let most = max(1, Int((room + 2) / (narrowest + 2)))
        let blocks = (count + most - 1) / most
        let aspect = rows.map { ImageTile.commonAspect(of: $0.tiles) }.max() ?? 1
        let columns = (count + blocks - 1) / blocks
        return TileGrid(
            rows: 1, columns: columns, aspect: aspect, in: Size(width: room, height: 1000), largest: Self.largest)
    }

    /// The extent of the tiles of a row in columns of the given width.
    private func tile(of row: Row, in width: Double) -> Size {
        let aspect = ImageTile.commonAspect(of: row.tiles)
        let height = min(width / aspect, 2 * Self.largest)
        return Size(width: height * aspect, height: height)
    }

    /// Where each row begins, from the top of its block, and how high the block is.
    private var tops: (rows: [Double], height: Double) {
        let columns = columns
        var pen = examples.isEmpty ? 0 : Self.nameHeight
        let tops = rows.map { row in
            let top = pen
            pen += tile(of: row, in: columns.tile.width).height
            pen += row.numbers.isEmpty ? columns.gap + 1 : Self.numberHeight
            return top
        }
        return (tops, pen)
    }

    private var blocks: Int { (count + columns.columns - 1) / columns.columns }

    private var picture: Size {
        let height = Double(blocks) * tops.height + Double(blocks - 1) * Self.blockGap
        return Size(
            width: nameWidth + columns.size.width + barWidth,
            // The unit below the bar of the last row needs room.
            height: height + (barRows.last == rows.count - 1 ? rows[rows.count - 1].numbers.isEmpty ? 16 : 4 : 0))
    }

    package var size: Size { page.layout(of: picture).size }

    /// Where a tile is on the page.
    func rectangle(row: Int, example: Int) -> Rectangle {
        let (columns, tops) = (columns, tops)
        let place = page.layout(of: picture).rectangle(0)
        let block = Double(example / columns.columns) * (tops.height + Self.blockGap)
        let column = columns.rectangle(
            row: 0, column: example % columns.columns,
            from: Point(x: place.x + nameWidth, y: place.y + block + tops.rows[row]))
        let tile = tile(of: rows[row], in: columns.tile.width)
        return Rectangle(
            x: column.center.x - tile.width / 2, y: column.y, width: tile.width, height: tile.height)
    }

    package func draw(on canvas: Canvas) {
        let corner = page.draw(around: picture, on: canvas)
        let columns = columns
        for (index, row) in rows.enumerated() {
            guard let scale = scales[row.colors] else { continue }
            for (example, tile) in row.tiles.enumerated() {
                let place = rectangle(row: index, example: example)
                tile.draw(on: canvas, in: place, scale)
                if index == 0 && !examples.isEmpty {
                    let name = canvas.shortened(examples[example], to: columns.tile.width + columns.gap - 3, .tick)
                    canvas.write(name, at: Point(x: place.center.x, y: place.y - 5), .tick, align: .center)
                }
                if !row.numbers.isEmpty {
                    let number = row.numbers[example]
                    canvas.write(
                        number.isFinite ? DecimalText.rounded(number) : "–",
                        at: Point(x: place.center.x, y: place.maxY + 10.5), .tick, align: .center)
                }
                // The words to the left, once a block.
                guard example.isMultiple(of: columns.columns) else { continue }
                let end = corner.x + nameWidth - 8
                canvas.write(
                    canvas.shortened(row.name, to: nameWidth - 8, .label), at: Point(x: end, y: place.center.y), .label,
                    align: .right, isCentred: true)
                if !row.numbers.isEmpty {
                    canvas.write(
                        canvas.shortened(row.quantity, to: nameWidth - 8, .tick),
                        at: Point(x: end, y: place.maxY + 10.5), .tick, align: .right)
                }
            }
        }
        for index in barRows {
            let first = rectangle(row: index, example: 0)
            let tiles = Rectangle(
                x: corner.x + nameWidth, y: first.y, width: columns.size.width, height: first.height)
            scales[rows[index].colors]?.bar?.draw(on: canvas, beside: tiles, maxX: tiles.maxX + barWidth)
        }
    }
}
