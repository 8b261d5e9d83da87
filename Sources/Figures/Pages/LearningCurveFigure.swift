/// How fast each method learns: medians over runs with bands, one panel for each quantity.
package struct LearningCurveFigure: Figure {
    /// What the band around a median reaches over.
    package enum Band: Hashable, Sendable {
        /// From the worst to the best run.
        case range
        /// The middle half of the runs.
        case quartiles
        /// Nothing: there is none, for many curves that would lie over each other.
        case none
    }

    /// The curves of one quantity.
    package struct Panel: Hashable, Sendable {
        /// What is shown, above the panel.
        package let title: String
        /// What is measured along y.
        package let quantity: String
        /// The unit of the quantity, empty if it has none.
        package let unit: String
        /// The methods, in the order of the legend; later ones are drawn over earlier ones.
        package let curves: [LearningCurve]
        /// Values that the axis reaches to in any case, such as 0 and 1 of a share.
        package let reaching: [Double]
        /// What a perfect method would have, drawn as a dashed line across; none if there is no such value.
        package let nominal: Double?
        /// What lies below is of no interest: the axis does not reach further down, curves leave the panel there.
        package let floor: Double?

        /// Creates a panel, whose y axis reaches over all bands, `reaching` and `nominal`.
        package init(
            title: String, quantity: String, unit: String = "", curves: [LearningCurve], reaching: [Double] = [],
            nominal: Double? = nil, floor: Double? = nil
        ) {
            self.title = title
            self.quantity = quantity
            self.unit = unit
            self.curves = curves
            self.reaching = reaching
            self.nominal = nominal
            self.floor = floor
        }
    }

    private let heading: String
    private let remark: String
    private let footnote: String
    private let abscissa: String
    private let panels: [Panel]
    private let band: Band
    private let styles: CurveStyles

    /// Creates the page.
    ///
    /// - Parameters:
    ///   - heading: What was compared.
    ///   - remark: On what: sample, size, number of runs.
    ///   - panels: One for each quantity, side by side: three in a row, or four two by two.
    ///   - band: What the bands reach over.
    ///   - abscissa: What the numbers of measurements count, along x.
    ///   - footnote: Whatever a reader must know besides.
    package init(
        heading: String, remark: String = "", panels: [Panel], band: Band = .range,
        abscissa: String = "measurements after the seeds", footnote: String = ""
    ) {
        precondition(!panels.isEmpty, "a page of learning curves has at least one panel")
        self.heading = heading
        self.remark = remark
        self.panels = panels
        self.band = band
        self.abscissa = abscissa
        self.footnote = footnote
        styles = CurveStyles(panels.flatMap(\.curves))
    }

    /// The room around a panel; the names of its curves stand on the right.
    private var insets: Insets {
        // Bold DejaVu Sans takes two thirds of its size a letter; a longer name than the most is shortened.
        let longest = panels.flatMap(\.curves).map(\.label.count).max() ?? 0
        return Insets(
            left: 58, top: 34, right: min(max((6.6 * Double(longest)).rounded(.up) + 22, 60), 170), bottom: 38)
    }

    private static let nominal = Stroke(color: Palette.ink, width: 1.2, dash: [5, 4])

    private var legend: Legend {
        var entries = styles.legend
        if panels.contains(where: { $0.nominal != nil }) { entries.append(LegendEntry(.line(Self.nominal), "nominal")) }
        let sign = LegendEntry.Symbol.band(Palette.quietInk.with(alpha: 0.25))
        switch band {
        case .range: entries.append(LegendEntry(sign, "median, least to greatest run"))
        case .quartiles: entries.append(LegendEntry(sign, "median, middle half of the runs"))
        case .none: entries.append(LegendEntry(.words, "medians over the runs"))
        }
        return Legend(entries: entries)
    }

    private var layout: PageLayout {
        let columns = panels.count == 4 ? 2 : min(panels.count, 3)
        var layout = PageLayout(
            panel: insets.around(Size(width: 290, height: 250)), columns: columns,
            rows: (panels.count + columns - 1) / columns)
        layout.footnoteLines = footnote.isEmpty ? 0 : 2
        layout.header = 60 + Double(legend.estimatedLines(width: layout.size.width - 36, .label)) * Legend.lineHeight
        return layout
    }

    package var size: Size { layout.size }

    package func draw(on canvas: Canvas) {
        layout.drawWords(on: canvas, heading: heading, line: remark, footnote: footnote)
        legend.draw(on: canvas, at: Point(x: 18, y: 64), width: layout.size.width - 36, .label)
        for (index, panel) in panels.enumerated() { draw(panel, on: canvas, in: layout.rectangle(index)) }
    }

    private func draw(_ panel: Panel, on canvas: Canvas, in rectangle: Rectangle) {
        let curves = panel.curves.map { curve in
            let (low, high) = band == .range ? (0.0, 1.0) : (0.25, 0.75)
            return (curve: curve, low: curve.quantile(low), median: curve.quantile(0.5), high: curve.quantile(high))
        }
        let bounds = curves.flatMap { band == .none ? $0.median : $0.low + $0.high } + panel.reaching
        let floor = panel.floor ?? -.infinity
        let xs = panel.curves.flatMap(\.measurements)
        let frame = PlotFrame(
            x: Axis(abscissa, domain: .covering(xs, margin: 0.02), isCount: true),
            y: Axis(
                panel.quantity, unit: panel.unit,
                domain: .covering(bounds.filter { $0 >= floor } + [panel.nominal ?? .nan])),
            in: rectangle.inset(by: insets))
        frame.drawAxes(on: canvas)
        frame.drawTitle(panel.title, on: canvas)
        guard !curves.isEmpty else { return frame.drawNotice("nothing was measured", on: canvas) }
        canvas.clipped(to: frame.rectangle.inset(by: -3)) {
            if let nominal = panel.nominal {
                let (left, right) = (frame.rectangle.x, frame.rectangle.maxX)
                let y = frame.point(0, nominal).y
                canvas.line(from: Point(x: left, y: y), to: Point(x: right, y: y), Self.nominal)
            }
            for (curve, low, _, high) in curves where curve.runs.count > 1 && band != .none {
                let color = styles.style(of: curve).color.with(alpha: 0.13)
                drawBand(curve.measurements, low, high, on: canvas, in: frame, color)
            }
            for (curve, _, median, _) in curves {
                let style = styles.style(of: curve)
                frame.drawCurve(zip(curve.measurements, median).map { (x: $0, y: $1) }, on: canvas, style)
                guard curve.measurements.count <= 16 else { continue }
                for (x, y) in zip(curve.measurements, median) where y.isFinite {
                    canvas.draw(.circle(frame.point(x, y), radius: 2.3), fill: style.color)
                }
            }
        }
        let ends = curves.compactMap { curve, _, median, _ in
            median.lastIndex(where: \.isFinite).map { last in
                CurveEnd(
                    name: curve.label, color: styles.style(of: curve).color,
                    place: frame.point(curve.measurements[last], median[last]))
            }
        }
        CurveEnd.write(ends, on: canvas, beside: frame.rectangle, width: insets.right - 14)
    }

    /// Fills between two curves, piece by piece where numbers are missing.
    private func drawBand(
        _ xs: [Double], _ low: [Double], _ high: [Double], on canvas: Canvas, in frame: PlotFrame, _ color: Color
    ) {
        for piece in xs.indices.split(whereSeparator: { !low[$0].isFinite || !high[$0].isFinite }) where piece.count > 1
        {
            let lower = piece.map { frame.point(xs[$0], low[$0]) }
            let upper = piece.map { frame.point(xs[$0], high[$0]) }
            canvas.draw(.polygon(lower + upper.reversed()), fill: color)
            for edge in [lower, upper] {
                canvas.draw(.line(edge), stroke: Stroke(color: color.with(alpha: 0.35), width: 0.6))
            }
        }
    }
}
