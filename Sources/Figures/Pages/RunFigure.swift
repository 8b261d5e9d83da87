/// A whole run at a glance: where it went, what it gained, how well it foresaw, what it found.
package struct RunFigure: Figure {
    /// One measurement, as the run had it.
    package struct Measured: Hashable, Sendable {
        /// Where it was made.
        package let place: GridPoint
        /// The measured objective.
        package let value: Double
        /// The best objective up to and with this one; for a minimised objective the least.
        package let best: Double
        /// The mean that was predicted before, if there was a model.
        package let predictedMean: Double?
        /// The standard deviation that was predicted before, if there was a model.
        package let predictedDeviation: Double?

        /// Creates the record of one measurement; a value that is not a number is left out of the plots.
        package init(
            at place: GridPoint, value: Double, best: Double, predictedMean: Double? = nil,
            predictedDeviation: Double? = nil
        ) {
            self.place = place
            self.value = value
            self.best = best
            self.predictedMean = predictedMean
            self.predictedDeviation = predictedDeviation
        }
    }

    private let run: String
    private let remark: String
    private let footnote: String
    private let objective: String
    private let unit: String
    private let measured: [Measured]
    private let seeds: Int
    private let spectrum: SpectrumPlot?
    private let map: HeatMap
    private let trajectory: Trajectory

    /// Creates the page of one run.
    ///
    /// - Parameters:
    ///   - run: The name of the run.
    ///   - remark: The second line: the plan, the outcome.
    ///   - grid: The overview image's pixels.
    ///   - structure: The overview image, one value a pixel.
    ///   - objective: What was measured, in words.
    ///   - unit: The unit of the objective.
    ///   - measured: All measurements in order.
    ///   - seeds: How many of these, at the beginning, were seed points.
    ///   - spectrum: What fills the fourth panel, such as the spectrum at the best point; without it, a histogram does.
    ///   - footnote: Facts on the model.
    package init(
        run: String, remark: String = "", grid: Grid, structure: DecisionFigure.Field, objective: String,
        unit: String = "", measured: [Measured], seeds: Int, spectrum: SpectrumPlot? = nil, footnote: String = ""
    ) {
        self.run = run
        self.remark = remark
        self.footnote = footnote
        self.objective = objective
        self.unit = unit
        self.measured = measured
        self.seeds = min(max(seeds, 0), measured.count)
        self.spectrum = spectrum
        trajectory = Trajectory(measured.map(\.place), seeds: seeds, joining: measured.count)
        var map = HeatMap(
            title: structure.name.isEmpty ? "Where it measured" : "Where it measured, over \(structure.name)",
            grid: grid,
            values: structure.values, unit: structure.unit, colorMap: .grey, limits: .withoutOutliers)
        map.legend = trajectory.legend
        self.map = map
    }

    private var layout: PageLayout {
        let map = map.size
        return PageLayout(panel: Size(width: max(map.width, 400), height: max(map.height, 300)), columns: 2, rows: 2)
    }

    package var size: Size { layout.size }

    package func draw(on canvas: Canvas) {
        layout.drawWords(on: canvas, heading: run, line: remark, footnote: footnote)
        trajectory.draw(on: canvas, in: map.draw(on: canvas, in: layout.rectangle(0)))
        drawProgress(on: canvas, in: layout.rectangle(1))
        let pairs = measured.compactMap { point in
            point.predictedMean.map {
                ParityPlot.Pair(predicted: $0, deviation: point.predictedDeviation ?? .nan, measured: point.value)
            }
        }
        ParityPlot(quantity: objective, unit: unit, pairs: pairs).draw(on: canvas, in: layout.rectangle(2))
        if let spectrum {
            spectrum.draw(on: canvas, in: layout.rectangle(3))
        } else {
            drawHistogram(on: canvas, in: layout.rectangle(3))
        }
    }

    /// Draws every value against its step, and the best so far above them.
    private func drawProgress(on canvas: Canvas, in panel: Rectangle) {
        let steps = Double(max(measured.count, 1))
        let frame = PlotFrame(
            x: Axis("measurement", domain: 0...steps + 0.5, isCount: true),
            y: Axis(objective, unit: unit, domain: .covering(measured.flatMap { [$0.value, $0.best] }, margin: 0.08)),
            in: panel.inset(by: PlotFrame.insets))
        if seeds > 0 {
            let edge = frame.point(Double(seeds) + 0.5, frame.y.domain.upperBound)
            let area = Rectangle(
                x: frame.rectangle.x, y: edge.y, width: edge.x - frame.rectangle.x, height: frame.rectangle.height)
            canvas.draw(.rectangle(area), fill: Palette.gridLine.with(alpha: 0.6))
        }
        frame.drawAxes(on: canvas)
        let entries =
            (seeds > 0 ? [LegendEntry(.band(Palette.gridLine), "seeds")] : [])
            + [
                LegendEntry(.spot(Palette.series[0].with(alpha: 0.65)), "each measurement"),
                LegendEntry(.line(Stroke(color: Palette.chosen, width: 2.2)), "best so far"),
            ]
        frame.drawTitle("What it gained", legend: measured.isEmpty ? [] : entries, on: canvas)
        guard !measured.isEmpty else { return frame.drawNotice("nothing has been measured yet", on: canvas) }
        for (index, point) in measured.enumerated() where point.value.isFinite {
            let color = index < seeds ? Palette.reference : Palette.series[0].with(alpha: 0.65)
            canvas.draw(.circle(frame.point(Double(index + 1), point.value), radius: 2.4), fill: color)
        }
        var stairs: [(x: Double, y: Double)] = []
        for (index, point) in measured.enumerated() {
            if let last = stairs.last { stairs.append((Double(index + 1), last.y)) }
            stairs.append((Double(index + 1), point.best))
        }
        frame.drawCurve(stairs, on: canvas, Stroke(color: Palette.chosen, width: 2.2))
    }

    /// Draws how often each value was measured, at seed points and by choice.
    private func drawHistogram(on canvas: Canvas, in panel: Rectangle) {
        let values = measured.map(\.value)
        let histogram = Histogram(Array(values[..<seeds]), Array(values[seeds...]))
        let highest = histogram.counts.map { $0.first + $0.second }.max() ?? 0
        let frame = PlotFrame(
            x: Axis(objective, unit: unit, domain: histogram.range),
            y: Axis("measurements", domain: 0...Double(max(highest, 1)) * 1.12, isCount: true),
            in: panel.inset(by: PlotFrame.insets))
        frame.drawAxes(on: canvas)
        let entries = [LegendEntry(.band(Palette.reference), "seeds"), LegendEntry(.band(Palette.series[0]), "chosen")]
        frame.drawTitle("What it measured", legend: highest > 0 ? entries : [], on: canvas)
        guard highest > 0 else { return frame.drawNotice("nothing has been measured yet", on: canvas) }
        let bin = frame.rectangle.width / Double(histogram.counts.count)
        for (index, count) in histogram.counts.enumerated() {
            let x = frame.rectangle.x + Double(index) * bin
            let foot = frame.point(0, 0).y
            let middle = frame.point(0, Double(count.first)).y
            let head = frame.point(0, Double(count.first + count.second)).y
            let width = max(bin - 1, bin / 2)
            canvas.draw(
                .rectangle(Rectangle(x: x + 0.5, y: middle, width: width, height: foot - middle)),
                fill: Palette.reference)
            canvas.draw(
                .rectangle(Rectangle(x: x + 0.5, y: head, width: width, height: middle - head)), fill: Palette.series[0]
            )
        }
    }
}
