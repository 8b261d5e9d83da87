/// The key to the colours of a map: an upright bar with ticks, pointed where values lie beyond its end.
struct ColorBar: Hashable, Sendable {
    let scale: ColorScale
    let unit: String

    /// The width of the bar itself.
    static let thickness = 11.0

    /// Draws the bar at the height of `map`, to its right, with the unit below it, within `maxX`.
    func draw(on canvas: Canvas, beside map: Rectangle, maxX: Double) {
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
        let ticks = Ticks(
            covering: scale.limits, atMost: min(max(Int(body.height / 30), 4), 8), leavingOut: unit.exponent)
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
        canvas.write(shown, at: Point(x: left, y: map.maxY + 14), .label)
    }
}
