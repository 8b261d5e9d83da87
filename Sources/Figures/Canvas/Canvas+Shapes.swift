private import CCairo

/// An outline on the page.
enum Shape: Hashable, Sendable {
    case rectangle(Rectangle)
    case circle(Point, radius: Double)
    case line([Point])
    case polygon([Point])
}

/// How a line is drawn; lengths in points.
struct Stroke: Hashable, Sendable {
    var color: Color
    var width: Double
    /// Lengths of dashes and gaps in turn; empty for an unbroken line.
    var dash: [Double] = []
}

extension Canvas {
    /// Draws `shape`, first its inside, then its edge.
    func draw(_ shape: Shape, fill: Color? = nil, stroke: Stroke? = nil) {
        trace(shape)
        if let fill {
            use(fill)
            unsafe cairo_fill_preserve(context)
        }
        if let stroke {
            use(stroke.color)
            unsafe cairo_set_line_width(context, stroke.width)
            unsafe cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
            unsafe cairo_set_line_cap(context, stroke.dash.isEmpty ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
            unsafe cairo_set_dash(context, stroke.dash, Int32(stroke.dash.count), 0)
            unsafe cairo_stroke_preserve(context)
        }
        unsafe cairo_new_path(context)
    }

    /// Draws a straight line.
    func line(from start: Point, to end: Point, _ stroke: Stroke) {
        draw(.line([start, end]), stroke: stroke)
    }

    /// Fills `rectangle` with colours that run from its left to its right side, or from its foot to its head.
    func fill(_ rectangle: Rectangle, from colorMap: ColorMap, upwards: Bool) {
        let end = upwards ? Point(x: rectangle.x, y: rectangle.y) : Point(x: rectangle.maxX, y: rectangle.maxY)
        let pattern = unsafe cairo_pattern_create_linear(rectangle.x, rectangle.maxY, end.x, end.y)
        let stops = 64
        for stop in 0...stops {
            let offset = Double(stop) / Double(stops)
            let color = colorMap.color(at: offset)
            unsafe cairo_pattern_add_color_stop_rgb(pattern, offset, color.red, color.green, color.blue)
        }
        trace(.rectangle(rectangle))
        unsafe cairo_set_source(context, pattern)
        unsafe cairo_fill(context)
        unsafe cairo_pattern_destroy(pattern)
    }

    /// Fills `rectangle` with the neutral hatching that stands for "no value here".
    func hatch(_ rectangle: Rectangle) {
        clipped(to: rectangle) {
            draw(.rectangle(rectangle), fill: Palette.missing)
            let spacing = 5.0
            // Lines start on a raster of the page, so that neighbouring areas hatch as one.
            var start = ((rectangle.x - rectangle.height) / spacing).rounded(.down) * spacing
            while start < rectangle.maxX {
                line(
                    from: Point(x: start, y: rectangle.maxY), to: Point(x: start + rectangle.height, y: rectangle.y),
                    Stroke(color: Palette.hatching, width: 0.6))
                start += spacing
            }
        }
    }

    /// Sets the colour of what is drawn next.
    func use(_ color: Color) {
        unsafe cairo_set_source_rgba(context, color.red, color.green, color.blue, color.alpha)
    }

    private func trace(_ shape: Shape) {
        unsafe cairo_new_path(context)
        switch shape {
        case .rectangle(let rectangle):
            unsafe cairo_rectangle(context, rectangle.x, rectangle.y, rectangle.width, rectangle.height)
        case .circle(let center, let radius):
            unsafe cairo_arc(context, center.x, center.y, radius, 0, 2 * Double.pi)
            unsafe cairo_close_path(context)
        case .line(let points):
            for point in points { unsafe cairo_line_to(context, point.x, point.y) }
        case .polygon(let points):
            for point in points { unsafe cairo_line_to(context, point.x, point.y) }
            unsafe cairo_close_path(context)
        }
    }
}
