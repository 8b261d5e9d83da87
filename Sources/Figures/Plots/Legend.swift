/// One sign and what it means.
struct LegendEntry: Hashable, Sendable {
    enum Symbol: Hashable, Sendable {
        /// Words alone.
        case words
        case disc(Color)
        case dot
        case spot(Color)
        case diamond(Color)
        case ring(Color)
        case hollow(Color)
        case target
        case path
        case line(Stroke)
        case band(Color)
        case colors(ColorMap)
        case hatching
    }

    let symbol: Symbol
    let text: String

    init(_ symbol: Symbol, _ text: String) {
        self.symbol = symbol
        self.text = text
    }

    /// The room the sign takes.
    var symbolWidth: Double {
        switch symbol {
        case .words: -4
        case .disc, .diamond, .ring: 10
        case .dot, .spot, .hollow: 6
        case .target: 14
        case .path, .band, .hatching: 16
        case .line: 26
        case .colors: 34
        }
    }

    /// Draws the sign with its left end at `place`, and half of it above.
    func drawSymbol(on canvas: Canvas, at place: Point) {
        let middle = place.moved(x: symbolWidth / 2)
        let box = Rectangle(x: place.x, y: place.y - 4, width: symbolWidth, height: 8)
        switch symbol {
        case .words: break
        case .disc(let color): Marks.disc(on: canvas, at: middle, radius: 3, color)
        case .dot:
            canvas.draw(.circle(middle, radius: 1.5), fill: .white, stroke: Stroke(color: Palette.ink, width: 0.6))
        case .spot(let color): canvas.draw(.circle(middle, radius: 2.6), fill: color)
        case .hollow(let color): canvas.draw(.circle(middle, radius: 2.4), stroke: Stroke(color: color, width: 1.1))
        case .diamond(let color): Marks.diamond(on: canvas, at: middle, radius: 3.4, color)
        case .ring(let color): Marks.ring(on: canvas, at: middle, radius: 3, color)
        case .target: Marks.target(on: canvas, at: middle, radius: 3.6)
        case .path: Marks.path(on: canvas, through: [place, place.moved(x: symbolWidth)])
        case .line(let stroke): canvas.line(from: place, to: place.moved(x: symbolWidth), stroke)
        case .band(let color): canvas.draw(.rectangle(box), fill: color)
        case .colors(let colorMap): canvas.fill(box, from: colorMap, upwards: false)
        case .hatching:
            canvas.hatch(box)
            canvas.draw(.rectangle(box), stroke: Stroke(color: Palette.hatching, width: 0.6))
        }
    }
}

/// Signs and their meanings side by side, in as many lines as they need.
struct Legend: Hashable, Sendable {
    let entries: [LegendEntry]

    static let lineHeight = 15.0

    /// How many lines the entries take, before there is a canvas to measure them on: rather too many than too few.
    func estimatedLines(width: Double, _ style: TextStyle) -> Int {
        var (lines, pen) = (1, 0.0)
        for entry in entries {
            let length = entry.symbolWidth + 4 + 0.62 * style.size * Double(entry.text.count)
            if pen > 0 && pen + length > width { (lines, pen) = (lines + 1, 0) }
            pen += length + 12
        }
        return lines
    }

    /// Draws the entries from `place`, the left end of the middle of the first line.
    ///
    /// - Returns: How many lines were needed.
    @discardableResult
    func draw(on canvas: Canvas, at place: Point, width: Double, _ style: TextStyle = .note) -> Int {
        var pen = place
        var lines = entries.isEmpty ? 0 : 1
        for entry in entries {
            let length = entry.symbolWidth + 4 + canvas.width(of: entry.text, style)
            if pen.x > place.x && pen.x + length > place.x + width {
                pen = Point(x: place.x, y: pen.y + Self.lineHeight)
                lines += 1
            }
            entry.drawSymbol(on: canvas, at: pen)
            canvas.write(entry.text, at: pen.moved(x: entry.symbolWidth + 4), style, isCentred: true)
            pen = pen.moved(x: length + 12)
        }
        return lines
    }

    /// Draws the entries one below the other from `place`, the left end of the middle of the first line.
    ///
    /// Words that are too long are shortened; where there are too many entries, the last line says how many more.
    func drawColumn(on canvas: Canvas, at place: Point, in room: Size, _ style: TextStyle = .note) {
        let most = max(1, Int(room.height / Self.lineHeight))
        let shown = entries.count > most ? most - 1 : entries.count
        var pen = place
        for entry in entries.prefix(shown) {
            entry.drawSymbol(on: canvas, at: pen)
            let words = canvas.shortened(entry.text, to: room.width - entry.symbolWidth - 5, style)
            canvas.write(words, at: pen.moved(x: entry.symbolWidth + 5), style, isCentred: true)
            pen = pen.moved(y: Self.lineHeight)
        }
        if shown < entries.count { canvas.write("and \(entries.count - shown) more", at: pen, style, isCentred: true) }
    }
}
