/// What was measured against what had been predicted before, with the diagonal on which both agree.
struct ParityPlot: Hashable, Sendable {
    /// A measurement and the prediction made without it.
    struct Pair: Hashable, Sendable {
        let predicted: Double
        /// The predicted standard deviation; not a number or 0 where there is none.
        let deviation: Double
        let measured: Double
    }

    let quantity: String
    let unit: String
    /// In the order measured; incomplete ones are left out.
    let pairs: [Pair]

    init(quantity: String, unit: String, pairs: [Pair]) {
        self.quantity = quantity
        self.unit = unit
        self.pairs = pairs.filter { $0.predicted.isFinite && $0.measured.isFinite }
    }

    /// The root of the mean squared error of the predictions.
    var rootMeanSquaredError: Double {
        let squares = pairs.map { ($0.measured - $0.predicted) * ($0.measured - $0.predicted) }
        return (squares.reduce(0, +) / Double(max(1, pairs.count))).squareRoot()
    }

    /// The share of the measurements within two predicted standard deviations, or none if no deviations are known.
    var coverage: Double? {
        let known = pairs.filter { $0.deviation > 0 }
        guard !known.isEmpty else { return nil }
        return Double(known.count { abs($0.measured - $0.predicted) <= 2 * $0.deviation }) / Double(known.count)
    }

    /// How good the predictions were, in numbers.
    private var legend: [LegendEntry] {
        guard !pairs.isEmpty else { return [] }
        let error = "RMSE \(DecimalText.rounded(rootMeanSquaredError)) \(unit)"
        let share = coverage.map { " · \(Int((100 * $0).rounded())) % within 2 std" } ?? ""
        return [LegendEntry(.colors(.ember), "first to last"), LegendEntry(.words, error + share)]
    }

    func draw(on canvas: Canvas, in panel: Rectangle) {
        let domain = ClosedRange<Double>.covering(pairs.flatMap { [$0.predicted, $0.measured] }, margin: 0.06)
        let frame = PlotFrame(
            x: Axis("predicted \(quantity)", unit: unit, domain: domain),
            y: Axis("measured", unit: unit, domain: domain), in: panel.inset(by: PlotFrame.insets))
        frame.drawAxes(on: canvas)
        frame.drawTitle("Predicted before measured", legend: legend, on: canvas)
        guard !pairs.isEmpty else { return frame.drawNotice("no prediction has been measured yet", on: canvas) }
        canvas.clipped(to: frame.rectangle) {
            canvas.line(
                from: frame.point(domain.lowerBound, domain.lowerBound),
                to: frame.point(domain.upperBound, domain.upperBound),
                Stroke(color: Palette.reference, width: 1.2, dash: [5, 4]))
            for pair in pairs where pair.deviation > 0 && pair.deviation.isFinite {
                canvas.line(
                    from: frame.point(pair.predicted - pair.deviation, pair.measured),
                    to: frame.point(pair.predicted + pair.deviation, pair.measured),
                    Stroke(color: Palette.series[0].with(alpha: 0.28), width: 1))
            }
            for (index, pair) in pairs.enumerated() {
                let age = pairs.count == 1 ? 1 : Double(index) / Double(pairs.count - 1)
                canvas.draw(
                    .circle(frame.point(pair.predicted, pair.measured), radius: 2.8),
                    fill: ColorMap.ember.color(at: age),
                    stroke: Stroke(color: Palette.ink, width: 0.5))
            }
        }
    }
}
