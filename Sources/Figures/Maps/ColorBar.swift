/// The key to the colours of a map: an upright bar with ticks, pointed where values lie beyond its end.
struct ColorBar: Hashable, Sendable {
    let scale: ColorScale
    let unit: String

    /// The width of the bar itself.
    static let thickness = 11.0

    /// The ticks of a bar so high.
    func ticks(along height: Double) -> Ticks {
        let span = scale.limits.upperBound - scale.limits.lowerBound
        // Angles are read in parts of a turn.
        if ["deg", "°"].contains(unit), (135...720).contains(span) {
            return Ticks(multiplesOf: span < 270 ? 45 : 90, in: scale.limits)
        }
        return Ticks(
            covering: scale.limits, atMost: min(max(Int(height / 30), height < 55 ? 4 : 5), 8),
            leavingOut: UnitScale(for: scale.limits, unit: unit).exponent)
    }

    /// The room to the right of a map so high for the bar and its numbers, before there is a canvas to measure them on.
    func estimatedRoom(along height: Double) -> Double {
        let longest = ticks(along: height).labels.map(TextStyle.tick.estimatedWidth).max() ?? 0
        return (10 + Self.thickness + 5.5 + longest + 4).rounded(.up)
    }

    /// Whether something stands below the bar: a unit, or a power of ten.
    var hasWords: Bool { !UnitScale(for: scale.limits, unit: unit).unit.isEmpty }

    /// Draws the bar at the height of `map`, to its right, within `maxX`, with the unit on a line so far below it.
    func draw(on canvas: Canvas, beside map: Rectangle, maxX: Double, unitLine: Double = 14) {
        let bar = Rectangle(x: map.maxX + 10, y: map.y, width: Self.thickness, height: map.height)
        let point = min(8, bar.height / 8)
        let upper = scale.extendsAbove ? bar.y + point : bar.y
        let lower = scale.extendsBelow ? bar.maxY - point : bar.maxY
        let body = Rectangle(x: bar.x, y: upper, width: bar.width, height: lower - upper)
        canvas.fill(body, from: scale.colorMap, upwards: true)

        var outline = [Point(x: bar.x, y: upper)]
        if scale.extendsAbove {
            let tip = [outline[0], Point(x: bar.x + bar.width / 2, y: bar.y), Point(x: bar.maxX, y: upper)]
            canvas.draw(.polygon(tip), fill: scale.colorMap.color(at: 1))
            outline = tip
        } else {
            outline.append(Point(x: bar.maxX, y: upper))
        }
        outline.append(Point(x: bar.maxX, y: lower))
        if scale.extendsBelow {
            let tip = [
                Point(x: bar.maxX, y: lower), Point(x: bar.x + bar.width / 2, y: bar.maxY), Point(x: bar.x, y: lower),
            ]
            canvas.draw(.polygon(tip), fill: scale.colorMap.color(at: 0))
            outline += tip.dropFirst()
        } else {
            outline.append(Point(x: bar.x, y: lower))
        }
        canvas.draw(.polygon(outline), stroke: Stroke(color: Palette.frame, width: 0.8))

        let unit = UnitScale(for: scale.limits, unit: unit)
        let ticks = ticks(along: body.height)
        let position = Scale(domain: scale.limits, start: body.maxY, end: body.y)
        for (value, label) in zip(ticks.values, ticks.labels) {
            let y = position.position(of: value)
            canvas.line(
                from: Point(x: bar.maxX, y: y), to: Point(x: bar.maxX + 3, y: y),
                Stroke(color: Palette.frame, width: 0.8))
            canvas.write(label, at: Point(x: bar.maxX + 5.5, y: y), .tick, isCentred: true)
        }
        let shown = canvas.shortened(unit.unit, to: maxX - map.maxX, .label)
        let left = min(bar.x, maxX - canvas.width(of: shown, .label))
        canvas.write(shown, at: Point(x: left, y: map.maxY + unitLine), .label)
    }
}
