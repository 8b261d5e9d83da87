/// The shares of several models in a decision: a bar in pieces, and the names below.
struct WeightBar: Hashable, Sendable {
    private struct Piece: Hashable, Sendable {
        let name: String
        /// Of all, whose sum is one.
        let share: Double
    }

    private let pieces: [Piece]

    private static let width = 190.0
    private static let height = 8.0
    private static let style = TextStyle(size: 8, color: Palette.quietInk)

    /// Creates the bar; models without a share are left out, and one alone needs none.
    init(_ weights: [(name: String, share: Double)]) {
        let taking = weights.filter { $0.share > 0 && $0.share.isFinite }
        let sum = taking.reduce(0) { $0 + $1.share }
        pieces = taking.count > 1 ? taking.map { Piece(name: $0.name, share: $0.share / sum) } : []
    }

    /// What each piece is, in words: `stem 62 %`.
    var words: [String] {
        pieces.map { "\($0.name) \(Int(($0.share * 100).rounded())) %" }
    }

    /// Draws the bar with its upper right corner at `corner`, and the words below it.
    ///
    /// - Parameters:
    ///   - canvas: The page.
    ///   - corner: The upper right corner.
    ///   - limit: How much room there is along x; a bar that needs more is not drawn.
    /// - Returns: How much room it takes along x; 0 if nothing was drawn.
    func draw(on canvas: Canvas, endingAt corner: Point, atMost limit: Double) -> Double {
        let lengths = words.map { 12 + canvas.width(of: $0, Self.style) + 10 }
        let width = max(Self.width, lengths.reduce(0, +) - 10)
        guard !pieces.isEmpty, width + 16 <= limit else { return 0 }
        var left = corner.x - width
        var pen = Point(x: left, y: corner.y + Self.height + 10)
        for (index, piece) in pieces.enumerated() {
            let color = Palette.series[index % Palette.series.count]
            let box = Rectangle(x: left, y: corner.y, width: width * piece.share, height: Self.height)
            canvas.draw(.rectangle(box), fill: color)
            canvas.draw(.circle(pen.moved(x: 4), radius: 2.6), fill: color)
            canvas.write(words[index], at: pen.moved(x: 10), Self.style, isCentred: true)
            left += box.width
            pen = pen.moved(x: lengths[index])
        }
        return width + 16
    }
}
