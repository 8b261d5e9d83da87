/// Two axes on the page, and where between them a pair of numbers lies.
struct PlotFrame: Hashable, Sendable {
    let x: Axis
    let y: Axis
    /// The area between the axes.
    let rectangle: Rectangle
    private let horizontal: Scale
    private let vertical: Scale

    /// The room around the area for a title, the axes, and words at the end of curves.
    static let insets = Insets(left: 58, top: 42, right: 16, bottom: 38)

    init(x: Axis, y: Axis, in rectangle: Rectangle) {
        self.x = x
        self.y = y
        self.rectangle = rectangle
        horizontal = Scale(domain: x.domain, start: rectangle.x, end: rectangle.maxX)
        vertical = Scale(domain: y.domain, start: rectangle.maxY, end: rectangle.y)
    }

    func point(_ x: Double, _ y: Double) -> Point {
        Point(x: horizontal.position(of: x), y: vertical.position(of: y))
    }

    /// Draws grid lines, axes, numbers and labels; those of x may be left to a frame below that has the same axis.
    func drawAxes(on canvas: Canvas, labelsX: Bool = true) {
        let line = Stroke(color: Palette.frame, width: 0.9)
        let gridLine = Stroke(color: Palette.gridLine, width: 0.8)
        let xTicks = canvas.separateTicks(
            covering: x.domain, along: rectangle.width, atMost: min(max(Int(rectangle.width / 46), 3), 9),
            leavingOut: x.unitScale.exponent, apart: x.isCount ? 1 : 0)
        let yTicks = y.upwardTicks(along: rectangle.height)
        for (value, label) in zip(yTicks.values, yTicks.labels) {
            let place = Point(x: rectangle.x, y: vertical.position(of: value))
            canvas.line(from: place, to: place.moved(x: rectangle.width), gridLine)
            canvas.line(from: place.moved(x: -3.5), to: place, line)
            canvas.write(label, at: place.moved(x: -6.5), .tick, align: .right, isCentred: true)
        }
        for (value, label) in zip(xTicks.values, xTicks.labels) {
            let place = Point(x: horizontal.position(of: value), y: rectangle.maxY)
            canvas.line(from: place.moved(y: -rectangle.height), to: place, gridLine)
            canvas.line(from: place, to: place.moved(y: 3.5), line)
            if labelsX { canvas.write(label, at: place.moved(y: 14), .tick, align: .center) }
        }
        let corner = Point(x: rectangle.x, y: rectangle.maxY)
        canvas.draw(
            .line([Point(x: rectangle.x, y: rectangle.y), corner, Point(x: rectangle.maxX, y: rectangle.maxY)]),
            stroke: line)
        if labelsX {
            canvas.write(
                canvas.shortened(x.label, to: rectangle.width, .label),
                at: Point(x: rectangle.center.x, y: corner.y + 29), .label, align: .center)
        }
        canvas.writeUpwards(
            canvas.shortened(y.label, to: rectangle.height + 20, .label), beside: rectangle, yTicks, atLeast: 44)
    }

    /// Writes `title` above the area, and between the two what the signs in it mean.
    func drawTitle(_ title: String, legend: [LegendEntry] = [], on canvas: Canvas) {
        let width = rectangle.width + Self.insets.right
        let shown = canvas.shortened(title, to: width, .title)
        canvas.write(shown, at: Point(x: rectangle.x, y: rectangle.y - (legend.isEmpty ? 14 : 25)), .title)
        Legend(entries: legend).draw(on: canvas, at: Point(x: rectangle.x, y: rectangle.y - 10), width: width)
    }

    /// Draws a line through the given pairs, broken where a number is missing.
    func drawCurve(_ points: [(x: Double, y: Double)], on canvas: Canvas, _ stroke: Stroke) {
        var piece: [Point] = []
        func finish() {
            if piece.count > 1 { canvas.draw(.line(piece), stroke: stroke) }
            piece = []
        }
        for (x, y) in points {
            if x.isFinite && y.isFinite { piece.append(point(x, y)) } else { finish() }
        }
        finish()
    }

    /// Says in the middle of the area that there is nothing to show yet.
    func drawNotice(_ words: String, on canvas: Canvas) {
        canvas.write(words, at: rectangle.center, .note, align: .center, isCentred: true)
    }
}
