/// The measured points on a map, in the order in which they were measured.
struct Trajectory: Hashable, Sendable {
    /// In order.
    let points: [GridPoint]
    /// How many at the beginning were seed points.
    let seeds: Int
    /// How many of the last points a line joins.
    let joined: Int

    private static let order = ColorMap.ember
    private static let seedColor = Color.white

    init(_ points: [GridPoint], seeds: Int, joining joined: Int) {
        self.points = points
        self.seeds = min(max(seeds, 0), points.count)
        self.joined = joined
    }

    /// What the marks mean.
    var legend: [LegendEntry] {
        var entries: [LegendEntry] = []
        if seeds > 0 { entries.append(LegendEntry(.diamond(Self.seedColor), "\(seeds) seeds")) }
        if points.count > seeds {
            entries.append(LegendEntry(.colors(Self.order), "\(points.count - seeds) chosen, first to last"))
        }
        if joinedPoints.count > 1 {
            entries.append(
                LegendEntry(.path, joinedPoints.count < points.count - seeds ? "last \(joinedPoints.count)" : "path"))
        }
        return entries
    }

    private var joinedPoints: ArraySlice<GridPoint> {
        points[max(seeds, points.count - joined)...]
    }

    /// Draws seeds as diamonds and the others as discs, dark first and light last, smaller the more there are.
    func draw(on canvas: Canvas, in frame: MapFrame) {
        let crowd = Double(points.count) / (frame.rectangle.width * frame.rectangle.height) * 330 * 330
        let radius = min(4, max(2.2, 4.6 - crowd / 110))
        canvas.clipped(to: frame.rectangle.inset(by: -6)) {
            for seed in points[..<seeds] {
                Marks.diamond(on: canvas, at: frame.point(seed), radius: radius, Self.seedColor)
            }
            Marks.path(on: canvas, through: joinedPoints.map(frame.point), width: joinedPoints.count > 20 ? 0.5 : 1.1)
            let explored = points[seeds...]
            for (index, place) in explored.enumerated() {
                let age = explored.count == 1 ? 1 : Double(index) / Double(explored.count - 1)
                Marks.disc(on: canvas, at: frame.point(place), radius: radius, Self.order.color(at: age))
            }
        }
    }

    /// Draws only where the points are, for maps whose colours matter more.
    func drawFaintly(on canvas: Canvas, in frame: MapFrame) {
        for place in points {
            canvas.draw(
                .circle(frame.point(place), radius: 1.5), fill: .white, stroke: Stroke(color: Palette.ink, width: 0.6))
        }
    }
}
