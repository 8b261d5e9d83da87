/// Where a curve ends, and the name that stands there.
struct CurveEnd: Hashable, Sendable {
    let name: String
    let color: Color
    let place: Point

    /// Writes the names to the right of `area`, in the order of the ends from top to bottom, apart from each other.
    ///
    /// - Parameters:
    ///   - ends: Where the curves end.
    ///   - canvas: The page.
    ///   - area: What the curves were drawn in; an end outside is pointed to at its edge.
    ///   - width: How long a name may be.
    static func write(_ ends: [CurveEnd], on canvas: Canvas, beside area: Rectangle, width: Double) {
        let placed = ends.map { end in
            (end: end, y: min(max(end.place.y, area.y), area.maxY))
        }.sorted { $0.y < $1.y }
        let heights = Spreading.spread(placed.map(\.y), distance: 12.5, within: area.y...area.maxY)
        for ((end, y), height) in zip(placed, heights) {
            let place = Point(x: area.maxX + 14, y: height)
            canvas.draw(
                .line([
                    Point(x: end.place.x + 4, y: y), Point(x: area.maxX + 4, y: y), place.moved(x: -2),
                ]), stroke: Stroke(color: end.color.with(alpha: 0.45), width: 0.8))
            let style = TextStyle(size: 9.5, isBold: true, color: end.color)
            canvas.write(canvas.shortened(end.name, to: width, style), at: place, style, isCentred: true)
        }
    }
}
