/// A map of one quantity over an image: colours, axes, colour bar, title.
///
/// Places without a value, whether no candidates or masked, are hatched in grey. By itself it is a page; in other
/// figures it is a panel.
package struct HeatMap: Figure {
    let title: String
    let grid: Grid
    let unit: String
    let picture: PoolPicture
    let values: [Double]
    let scale: ColorScale
    /// What the marks on the map mean, shown between title and map.
    var legend: [LegendEntry] = []
    /// What it means that a place has no value.
    var gapMeaning = "cannot be chosen"
    /// Whether it is one of many over the same image: small, without the names of the axes, what the page says once.
    var isCompact = false

    /// The room around the map for title, axes and colour bar.
    static let insets = Insets(left: 52, top: 42, right: 72, bottom: 38)
    /// The same for one of many.
    static let compactInsets = Insets(left: 30, top: 20, right: 52, bottom: 20)
    /// The least width of the room for the map itself; a narrower map leaves some of it empty.
    ///
    /// A legend must fit one line over it, or it would run into the map.
    static let leastWidth = 250.0

    /// Creates a map.
    ///
    /// - Parameters:
    ///   - title: What is shown, in a few words.
    ///   - grid: The image that the map covers.
    ///   - candidates: Where the values belong.
    ///   - values: One for each candidate, in their order; not a number where there is none.
    ///   - unit: The unit of the values, empty if they have none.
    ///   - colorMap: The colours.
    ///   - limits: The values at the ends of the colour bar.
    ///   - noise: The share of their size up to which values differ by chance, which is not to be seen; nil for numbers in
    ///     double precision.
    /// - Precondition: There are as many values as candidates.
    package init(
        title: String, grid: Grid, candidates: Candidates = .everyPixel, values: [Double], unit: String = "",
        colorMap: ColorMap = .lagoon, limits: ColorLimits = .full, noise: Double? = nil
    ) {
        precondition(values.count == candidates.count(on: grid), "a map needs one value for each candidate")
        self.title = title
        self.grid = grid
        self.unit = unit
        self.values = values
        picture = PoolPicture(of: candidates, values: values, on: grid)
        scale = ColorScale(of: values, colorMap, limits: limits, noise: noise ?? Scale.noiseOfDoublePrecision)
    }

    package var size: Size {
        let map = grid.mapSize(area: 330 * 330, longestSide: 440)
        return Self.insets.around(Size(width: max(map.width, Self.leastWidth), height: map.height))
    }

    package func draw(on canvas: Canvas) {
        _ = draw(on: canvas, in: Rectangle(page: size))
    }

    /// Where in `panel` the map goes: true to its proportions, in the upper left of the room for it.
    func frame(in panel: Rectangle) -> MapFrame {
        let room = panel.inset(by: isCompact ? Self.compactInsets : Self.insets)
        let map = grid.mapSize(area: room.width * room.height * 1e6, longestSide: max(room.width, room.height))
        let reduction = min(1, room.width / map.width, room.height / map.height)
        let (width, height) = (map.width * reduction, map.height * reduction)
        return MapFrame(
            grid: grid,
            rectangle: Rectangle(
                x: room.x, y: room.y, width: width, height: height))
    }

    /// Draws the map as a part of a page, and says where it is, for marks.
    func draw(on canvas: Canvas, in panel: Rectangle) -> MapFrame {
        let frame = frame(in: panel)
        let hasGaps = hasGaps
        drawValues(on: canvas, in: frame)
        frame.drawAxes(on: canvas, areNamed: !isCompact)
        ColorBar(scale: scale, unit: unit).draw(
            on: canvas, beside: frame.rectangle,
            maxX: frame.rectangle.maxX + (isCompact ? Self.compactInsets : Self.insets).right)

        let left = frame.rectangle.x
        let heading = canvas.shortened(title, to: panel.maxX - left, .title)
        canvas.write(heading, at: Point(x: left, y: frame.rectangle.y - (isCompact ? 7 : 25)), .title)
        guard !isCompact else { return frame }
        let gaps = hasGaps ? [LegendEntry(gapSymbol, gapMeaning)] : []
        Legend(entries: legend + gaps).draw(
            on: canvas, at: Point(x: left, y: frame.rectangle.y - 10), width: panel.maxX - left)
        return frame
    }

    /// Whether there is a place without a value.
    var hasGaps: Bool {
        switch picture {
        case .discs: return values.contains(where: \.isNaN)
        case .cells(let raster):
            let right = raster.left + Double(raster.columns) * raster.cellWidth
            let bottom = raster.top + Double(raster.rows) * raster.cellHeight
            let isComplete =
                raster.left <= 0 && raster.top <= 0 && right >= Double(grid.columns) && bottom >= Double(grid.rows)
            return !isComplete || raster.values.contains(where: \.isNaN)
        }
    }

    private var gapSymbol: LegendEntry.Symbol {
        if case .discs = picture { .spot(Palette.missing) } else { .hatching }
    }

    /// Draws the colours, over hatching where there are gaps.
    private func drawValues(on canvas: Canvas, in frame: MapFrame) {
        switch picture {
        case .cells(let raster):
            if hasGaps { canvas.hatch(frame.rectangle) }
            let words = raster.values.map { scale.color(of: $0)?.word ?? 0 }
            canvas.clipped(to: frame.rectangle) {
                canvas.draw(
                    Pixels(width: raster.columns, height: raster.rows, words: words), in: frame.rectangle(of: raster))
            }
        case .discs(let points, let radius):
            // Between points there is nothing to miss, so the ground is plain; a point without a value is a grey ring.
            canvas.draw(.rectangle(frame.rectangle), fill: Palette.ground)
            let radius = max(radius * frame.pixel, 1.2)
            let rim = Stroke(color: Palette.ink.with(alpha: 0.4), width: 0.4)
            canvas.clipped(to: frame.rectangle) {
                for (point, value) in zip(points, values) {
                    let color = scale.color(of: value) ?? Palette.missing
                    canvas.draw(.circle(frame.point(point), radius: radius), fill: color, stroke: rim)
                }
            }
        }
    }
}
