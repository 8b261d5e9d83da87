/// Two objectives against each other: what was measured, and what is predicted of the points that a decision considers.
struct TradeOffPlot: Hashable, Sendable {
    /// A value of each objective.
    struct Pair: Hashable, Sendable {
        let x: Double
        let y: Double

        var isFinite: Bool { x.isFinite && y.isFinite }
    }

    /// What a model says of a point.
    struct Prediction: Hashable, Sendable {
        let mean: Pair
        let deviation: Pair

        /// One standard deviation to either side.
        var ends: (lower: Pair, upper: Pair) {
            (
                Pair(x: mean.x - deviation.x, y: mean.y - deviation.y),
                Pair(x: mean.x + deviation.x, y: mean.y + deviation.y)
            )
        }
    }

    private let x: DecisionFigure.Objective
    private let y: DecisionFigure.Objective
    let measured: [Pair]
    let chosen: [Prediction]
    let runnersUp: [Prediction]

    /// Creates the plot of two objectives; points of which a number is missing are left out.
    ///
    /// - Parameters:
    ///   - x: The objective to the right.
    ///   - y: The objective upwards.
    ///   - chosenCount: How many of the predicted points, at the beginning, were chosen.
    init(_ x: DecisionFigure.Objective, _ y: DecisionFigure.Objective, chosenCount: Int) {
        (self.x, self.y) = (x, y)
        measured = zip(x.measured, y.measured).map { Pair(x: $0, y: $1) }.filter(\.isFinite)
        let predictions = zip(x.predicted, y.predicted).map { x, y in
            Prediction(mean: Pair(x: x.mean, y: y.mean), deviation: Pair(x: x.deviation, y: y.deviation))
        }
        func isKnown(_ prediction: Prediction) -> Bool {
            prediction.ends.lower.isFinite && prediction.ends.upper.isFinite
        }
        chosen = predictions.prefix(chosenCount).filter(isKnown)
        runnersUp = predictions.dropFirst(chosenCount).filter(isKnown)
    }

    private static let spot = Palette.reference.with(alpha: 0.75)

    private var legend: [LegendEntry] {
        (measured.isEmpty ? [] : [LegendEntry(.spot(Self.spot), "measured")])
            + (chosen.isEmpty ? [] : [LegendEntry(.disc(Palette.chosen), "chosen, predicted ± std")])
            + (runnersUp.isEmpty ? [] : [LegendEntry(.ring(Palette.series[0]), "runners-up")])
    }

    func draw(on canvas: Canvas, in panel: Rectangle) {
        let shown = measured + (chosen + runnersUp).flatMap { [$0.ends.lower, $0.ends.upper] }
        let frame = PlotFrame(
            x: Axis(x.words, unit: x.unit, domain: .covering(shown.map(\.x), margin: 0.06)),
            y: Axis(y.words, unit: y.unit, domain: .covering(shown.map(\.y), margin: 0.06)),
            in: panel.inset(by: PlotFrame.insets))
        frame.drawAxes(on: canvas)
        frame.drawTitle("\(y.name) against \(x.name)", legend: legend, on: canvas)
        guard !shown.isEmpty else { return frame.drawNotice("nothing is known yet", on: canvas) }
        canvas.clipped(to: frame.rectangle.inset(by: -5)) {
            for pair in measured { canvas.draw(.circle(frame.point(pair.x, pair.y), radius: 2.6), fill: Self.spot) }
            for prediction in runnersUp {
                drawBars(of: prediction, on: canvas, in: frame, Palette.series[0].with(alpha: 0.35))
            }
            for prediction in chosen { drawBars(of: prediction, on: canvas, in: frame, Palette.chosen) }
            for mean in runnersUp.map(\.mean) {
                Marks.ring(on: canvas, at: frame.point(mean.x, mean.y), radius: 2.8, Palette.series[0])
            }
            for mean in chosen.map(\.mean) {
                Marks.disc(on: canvas, at: frame.point(mean.x, mean.y), radius: 3.6, Palette.chosen)
            }
        }
    }

    private func drawBars(of prediction: Prediction, on canvas: Canvas, in frame: PlotFrame, _ color: Color) {
        let (mean, ends) = (prediction.mean, prediction.ends)
        let stroke = Stroke(color: color, width: 1.3)
        canvas.line(from: frame.point(ends.lower.x, mean.y), to: frame.point(ends.upper.x, mean.y), stroke)
        canvas.line(from: frame.point(mean.x, ends.lower.y), to: frame.point(mean.x, ends.upper.y), stroke)
    }
}
