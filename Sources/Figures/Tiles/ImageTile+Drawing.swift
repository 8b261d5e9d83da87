extension ImageTile {
    /// Draws the tile so that it fills `rectangle`.
    func draw(on canvas: Canvas, in rectangle: Rectangle, _ scale: TileScale) {
        switch content {
        case .grey(let rows, let columns):
            drawPixels(values.map { scale.images.color(of: $0)?.word ?? 0 }, rows, columns, on: canvas, in: rectangle)
        case .color(let rows, let columns):
            let count = rows * columns
            let words = (0..<count).map { (pixel: Int) -> UInt32 in
                let (red, green, blue) = (values[pixel], values[count + pixel], values[2 * count + pixel])
                return (red + green + blue).isNaN ? 0 : Color(red: red, green: green, blue: blue).word
            }
            drawPixels(words, rows, columns, on: canvas, in: rectangle)
        case .spectrum(let axis, let behind):
            let plot = Self.plot(in: rectangle)
            let frame = PlotFrame(x: Axis("", domain: axis.range), y: Axis("", domain: scale.spectra), in: plot)
            canvas.draw(.rectangle(rectangle), fill: Palette.ground)
            canvas.clipped(to: rectangle) {
                if scale.spectra.contains(0) {
                    let zero = frame.point(axis.range.lowerBound, 0).y
                    canvas.line(
                        from: Point(x: rectangle.x, y: zero), to: Point(x: rectangle.maxX, y: zero),
                        Stroke(color: Palette.missing, width: 0.8))
                }
                let width = min(1.4, max(0.6, rectangle.width / 40))
                for (values, color) in [(behind, Palette.reference), (values, Palette.series[0])] {
                    drawLine(through: values, over: axis, on: canvas, in: frame, Stroke(color: color, width: width))
                }
            }
            edge(rectangle, on: canvas)
        }
    }

    /// Draws pixels, a transparent one as hatching.
    private func drawPixels(_ words: [UInt32], _ rows: Int, _ columns: Int, on canvas: Canvas, in rectangle: Rectangle)
    {
        if words.contains(0) { canvas.hatch(rectangle) }
        canvas.draw(Pixels(width: columns, height: rows, words: words), in: rectangle)
        edge(rectangle, on: canvas)
    }

    /// Draws a thin edge, without which a pale tile would have none on white paper.
    private func edge(_ rectangle: Rectangle, on canvas: Canvas) {
        guard min(rectangle.width, rectangle.height) > 8 else { return }
        canvas.draw(.rectangle(rectangle), stroke: Stroke(color: Palette.hatching, width: 0.5))
    }

    private func drawLine(
        through values: [Double], over axis: SpectralAxis, on canvas: Canvas, in frame: PlotFrame, _ stroke: Stroke
    ) {
        if values.count == 1, let value = values.first, value.isFinite {
            let middle = (frame.x.domain.lowerBound + frame.x.domain.upperBound) / 2
            canvas.draw(.circle(frame.point(middle, value), radius: 2 * stroke.width), fill: stroke.color)
        }
        frame.drawCurve(zip(axis.values, values).map { (x: $0, y: $1) }, on: canvas, stroke)
    }
}
