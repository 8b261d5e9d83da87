/// Signs for places on a map, with a rim that keeps them visible on any colour.
enum Marks {
    static func disc(on canvas: Canvas, at place: Point, radius: Double, _ color: Color) {
        canvas.draw(.circle(place, radius: radius + 1.1), fill: Palette.ink)
        canvas.draw(.circle(place, radius: radius + 0.7), fill: .white)
        canvas.draw(.circle(place, radius: radius), fill: color)
    }

    static func diamond(on canvas: Canvas, at place: Point, radius: Double, _ color: Color) {
        let reach = radius * 1.15
        let corners = [
            place.moved(y: -reach), place.moved(x: reach), place.moved(y: reach), place.moved(x: -reach),
        ]
        canvas.draw(.polygon(corners), fill: color, stroke: Stroke(color: Palette.ink, width: 1.1))
    }

    static func ring(on canvas: Canvas, at place: Point, radius: Double, _ color: Color, width: Double = 1.2) {
        canvas.draw(.circle(place, radius: radius), stroke: Stroke(color: Palette.ink, width: width + 1.6))
        canvas.draw(.circle(place, radius: radius), stroke: Stroke(color: color, width: width))
    }

    /// The chosen point: a ring with four rays, its middle left free to see.
    static func target(on canvas: Canvas, at place: Point, radius: Double) {
        let rays = [(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)].map { x, y in
            (place.moved(x: x * radius, y: y * radius), place.moved(x: x * radius * 1.7, y: y * radius * 1.7))
        }
        for stroke in [Stroke(color: .white, width: 4), Stroke(color: Palette.chosen, width: 1.9)] {
            canvas.draw(.circle(place, radius: radius), stroke: stroke)
            for (start, end) in rays { canvas.line(from: start, to: end, stroke) }
        }
    }

    /// The way from point to point.
    static func path(on canvas: Canvas, through points: [Point], width: Double = 1.1) {
        guard points.count > 1 else { return }
        canvas.draw(.line(points), stroke: Stroke(color: Color.white.with(alpha: 0.85), width: 2.4 * width))
        canvas.draw(.line(points), stroke: Stroke(color: Palette.ink, width: width))
    }
}
