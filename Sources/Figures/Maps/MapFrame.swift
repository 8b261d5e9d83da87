/// A map as it lies on the page: where the pixels of an image are.
struct MapFrame: Hashable, Sendable {
    let grid: Grid
    /// The outer edges of the outermost pixels.
    let rectangle: Rectangle

    /// Where on the page `place` is.
    func point(_ place: GridPoint) -> Point {
        Point(
            x: rectangle.x + (place.column + 0.5) / Double(grid.columns) * rectangle.width,
            y: rectangle.y + (place.row + 0.5) / Double(grid.rows) * rectangle.height)
    }

    /// The length of a pixel of the image on the page, along its shorter side.
    var pixel: Double {
        min(rectangle.width / Double(grid.columns), rectangle.height / Double(grid.rows))
    }

    /// Where on the page the cells of `raster` are.
    func rectangle(of raster: CellRaster) -> Rectangle {
        let pixel = (x: rectangle.width / Double(grid.columns), y: rectangle.height / Double(grid.rows))
        return Rectangle(
            x: rectangle.x + raster.left * pixel.x, y: rectangle.y + raster.top * pixel.y,
            width: Double(raster.columns) * raster.cellWidth * pixel.x,
            height: Double(raster.rows) * raster.cellHeight * pixel.y)
    }

    /// Draws the edge of the map and its axes, x below and y on the left, in the unit of the grid; their names may be left
    /// to the page.
    func drawAxes(on canvas: Canvas, areNamed: Bool = true) {
        canvas.draw(.rectangle(rectangle), stroke: Stroke(color: Palette.frame, width: 0.8))
        let xs = edges(grid.originX, grid.stepX, grid.columns)
        let ys = edges(grid.originY, grid.stepY, grid.rows)
        // One unit for both axes, that of the longer.
        let greatest = [xs, ys].flatMap { [$0.first, $0.last] }.max { abs($0) < abs($1) } ?? 0
        let unit = UnitScale(for: min(0, greatest)...max(0, greatest), unit: grid.unit)

        let xTicks = canvas.separateTicks(
            covering: min(xs.first, xs.last)...max(xs.first, xs.last), along: rectangle.width,
            atMost: count(rectangle.width / 48),
            leavingOut: unit.exponent, apart: grid.columns < 3 ? 0 : abs(grid.stepX))
        for (value, label) in zip(xTicks.values, xTicks.labels) {
            let x = rectangle.x + (value - xs.first) / (xs.last - xs.first) * rectangle.width
            canvas.line(
                from: Point(x: x, y: rectangle.maxY), to: Point(x: x, y: rectangle.maxY + 3.5),
                Stroke(color: Palette.frame, width: 0.8))
            canvas.write(label, at: Point(x: x, y: rectangle.maxY + 14), .tick, align: .center)
        }
        let yTicks = Ticks(
            covering: min(ys.first, ys.last)...max(ys.first, ys.last), atMost: count(rectangle.height / 30),
            leavingOut: unit.exponent, apart: grid.rows < 3 ? 0 : abs(grid.stepY))
        for (value, label) in zip(yTicks.values, yTicks.labels) {
            let y = rectangle.y + (value - ys.first) / (ys.last - ys.first) * rectangle.height
            canvas.line(
                from: Point(x: rectangle.x - 3.5, y: y), to: Point(x: rectangle.x, y: y),
                Stroke(color: Palette.frame, width: 0.8))
            canvas.write(label, at: Point(x: rectangle.x - 6, y: y), .tick, align: .right, isCentred: true)
        }
        guard areNamed else { return }
        let suffix = unit.unit.isEmpty ? "" : " (\(unit.unit))"
        canvas.write(
            "x" + suffix, at: Point(x: rectangle.center.x, y: rectangle.maxY + 28), .label, align: .center)
        canvas.writeUpwards("y" + suffix, beside: rectangle, yTicks, atLeast: 38)
    }

    /// The coordinates of the outer edges of the first and the last pixel.
    private func edges(_ origin: Double, _ step: Double, _ count: Int) -> (first: Double, last: Double) {
        (origin - step / 2, origin + (Double(count) - 0.5) * step)
    }

    private func count(_ room: Double) -> Int { min(max(Int(room), 3), 8) }
}
