/// What a model makes of examples: one column each, with the input, what became of it, and the difference below each
/// other.
///
/// Rows are free: a target between input and reconstruction, several models, spectra below images. Rows of the same
/// colours share one scale, unless a row has its own. Spectra have the numbers of their values to the left of the first
/// tile, and what they run over below the last row of them. Where the page is too narrow for all columns, they go on below.
package struct ReconstructionFigure: Figure {
    private let page: PicturePage
    private let rows: [Row]
    private let examples: [String]
    private let scales: [Scaled: TileScale]
    /// How many examples there are.
    private let count: Int

    /// What has one scale: rows of the same colours, or a row alone.
    private struct Scaled: Hashable, Sendable {
        let colors: TileColors
        let row: Int?
    }

    private static func scaled(_ rows: [Row], _ index: Int) -> Scaled {
        Scaled(colors: rows[index].colors, row: rows[index].isOnItsOwn ? index : nil)
    }

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
        let facts = [footnote] + rows.map(\.remark)
        page = PicturePage(
            heading: heading, remark: remark, footnote: facts.filter { !$0.isEmpty }.joined(separator: " · "))
        self.rows = rows
        self.examples = examples
        self.count = count
        scales = Dictionary(grouping: rows.indices) { Self.scaled(rows, $0) }.mapValues { same in
            TileScale(of: same.flatMap { rows[$0].tiles }, rows[same[0]].colors)
        }
    }

    /// The scale of a row.
    func scale(_ row: Int) -> TileScale? { scales[Self.scaled(rows, row)] }

    private static let numberHeight = 15.0
    private static let nameHeight = 16.0
    private static let blockGap = 14.0
    private static let largest = 88.0

    /// The rows whose colours a bar explains: of those with the same scale, the first.
    private var barRows: [Int] {
        rows.indices.filter { index in
            let scaled = Self.scaled(rows, index)
            let first = rows.indices.first {
                Self.scaled(rows, $0) == scaled && rows[$0].tiles.contains(where: \.isGrey)
            }
            return scales[scaled]?.bar != nil && first == index
        }
    }

    /// Whether what its spectra run over stands below a row: below the last of those with the same axis.
    private func hasAbscissa(_ row: Int) -> Bool {
        guard let axis = rows[row].axis else { return false }
        return row + 1 == rows.count || rows[row + 1].axis != axis
    }

    /// The numbers of a row of spectra; nil for images.
    private func ordinate(_ row: Int) -> (ticks: Ticks, unit: String)? {
        guard rows[row].axis != nil, let scale = scale(row) else { return nil }
        let unit = UnitScale(for: scale.spectra, unit: rows[row].colors.unit)
        return (Ticks(covering: scale.spectra, atMost: 4, leavingOut: unit.exponent), unit.unit)
    }

    /// What stands to the left of a row: its name, and the unit of its numbers.
    private func words(_ row: Int) -> String {
        let unit = ordinate(row)?.unit ?? ""
        return unit.isEmpty ? rows[row].name : "\(rows[row].name) (\(unit))"
    }

    /// The room for the numbers of spectra, between names and tiles.
    private var ordinateWidth: Double {
        let labels = rows.indices.flatMap { ordinate($0)?.ticks.labels ?? [] }
        return labels.isEmpty ? 0 : ((labels.map(TextStyle.tick.estimatedWidth).max() ?? 0) + 4).rounded(.up)
    }

    /// The room to the left, for the names of rows and numbers.
    private var nameWidth: Double {
        let longest =
            rows.indices.flatMap { index in
                [TextStyle.label.estimatedWidth(of: words(index))]
                    + [rows[index].quantity, hasAbscissa(index) ? rows[index].axis?.words ?? "" : ""].map(
                        TextStyle.tick.estimatedWidth)
            }.max() ?? 0
        return min(max(longest + 10, 30), 150).rounded(.up) + ordinateWidth
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
        let tops = rows.enumerated().map { index, row in
            let top = pen
            pen += tile(of: row, in: columns.tile.width).height
            if hasAbscissa(index) { pen += Self.numberHeight }
            // A unit below a bar must not meet the bar of the next row.
            let isBelowBar = barRows.contains(index) && scale(index)?.bar?.hasWords == true
            pen += row.numbers.isEmpty ? isBelowBar ? Self.numberHeight : columns.gap + 1 : Self.numberHeight
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
            guard let scale = scale(index) else { continue }
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
                        at: Point(x: place.center.x, y: numberLine(below: place, index)), .tick, align: .center)
                }
            }
            if hasAbscissa(index) { drawAbscissas(of: index, on: canvas) }
            // The words to the left, once a block.
            for example in stride(from: 0, to: count, by: columns.columns) {
                drawWords(of: index, on: canvas, leftOf: rectangle(row: index, example: example), from: corner.x)
            }
        }
        for index in barRows {
            let first = rectangle(row: index, example: 0)
            let tiles = Rectangle(
                x: corner.x + nameWidth, y: first.y, width: columns.size.width, height: first.height)
            scale(index)?.bar?.draw(on: canvas, beside: tiles, maxX: tiles.maxX + barWidth)
        }
    }

    /// The line that the numbers below a tile stand on.
    private func numberLine(below place: Rectangle, _ row: Int) -> Double {
        place.maxY + 10.5 + (hasAbscissa(row) ? Self.numberHeight : 0)
    }

    /// Writes the name of a row and of what stands below it, and the numbers of its spectra.
    private func drawWords(of index: Int, on canvas: Canvas, leftOf place: Rectangle, from x: Double) {
        let row = rows[index]
        let end = x + nameWidth - ordinateWidth - 8
        func write(_ text: String, _ style: TextStyle, y: Double, isCentred: Bool = false) {
            let shown = canvas.shortened(text, to: end - x, style)
            canvas.write(shown, at: Point(x: end, y: y), style, align: .right, isCentred: isCentred)
        }
        write(words(index), .label, y: place.center.y, isCentred: true)
        if hasAbscissa(index), let axis = row.axis { write(axis.words, .tick, y: place.maxY + 13) }
        if !row.numbers.isEmpty { write(row.quantity, .tick, y: numberLine(below: place, index)) }
        guard let ordinate = ordinate(index), let scale = scale(index) else { return }
        let plot = ImageTile.plot(in: place)
        let position = Scale(domain: scale.spectra, start: plot.maxY, end: plot.y)
        for (value, label) in zip(ordinate.ticks.values, ordinate.ticks.labels) {
            let tick = Point(x: place.x, y: position.position(of: value))
            canvas.line(from: tick.moved(x: -3), to: tick, Stroke(color: Palette.frame, width: 0.8))
            canvas.write(label, at: tick.moved(x: -5.5), .tick, align: .right, isCentred: true)
        }
    }

    /// Writes below a row what its spectra run over: ticks below each tile, and those numbers that do not reach beyond it,
    /// or, if these are less than two, all numbers below so many tiles as they fit.
    private func drawAbscissas(of index: Int, on canvas: Canvas) {
        guard let axis = rows[index].axis else { return }
        let columns = columns
        let width = ImageTile.plot(in: rectangle(row: index, example: 0)).width
        let ticks = canvas.separateTicks(
            covering: axis.range, along: width, atMost: 4, leavingOut: axis.unitScale.exponent, apart: 0)
        let position = Scale(domain: axis.range, start: 0, end: width)
        let places = ticks.values.map(position.position)
        let pitch = columns.tile.width + columns.gap
        let fitting = zip(places, ticks.labels).map { place, label in
            let half = canvas.width(of: label, .tick) / 2
            return place - half >= -4 && place + half <= pitch - 8
        }
        let areCut = fitting.count { $0 } >= 2
        let extent = (places.last ?? 0) - (places.first ?? 0) + canvas.width(of: ticks) + 6
        let step = areCut ? 1 : ValueLabels.step(length: extent, pitch: pitch)
        for example in 0..<count {
            let place = rectangle(row: index, example: example)
            let plot = ImageTile.plot(in: place)
            for (index, x) in places.enumerated() {
                let tick = Point(x: plot.x + x, y: place.maxY)
                canvas.line(from: tick, to: tick.moved(y: 3), Stroke(color: Palette.frame, width: 0.8))
                guard (example % columns.columns).isMultiple(of: step), fitting[index] || !areCut else { continue }
                canvas.write(ticks.labels[index], at: tick.moved(y: 13), .tick, align: .center)
            }
        }
    }
}
