/// Why a run went where it went: what it saw, what it expected, what it doubted, and what it chose.
///
/// Four maps of one image on a page: structure with the measured points in their order, predicted mean, uncertainty,
/// and acquisition function with the chosen point and the runners-up; a fifth shows where constraints are likely kept.
/// The maps are of the first objective. Each further one is shown against it: what was measured, and what is predicted
/// of the points that were considered.
package struct DecisionFigure: Figure {
    /// A quantity with its values, one for each pixel or candidate; not a number where there is none.
    package struct Field: Hashable, Sendable {
        /// What it is, in a word or two; may be empty.
        package let name: String
        /// The unit of the values, empty if they have none.
        package let unit: String
        /// In the order of the pixels, row by row, or of the candidates.
        package let values: [Double]
        /// The values at the ends of the colour bar; what suits the panel where none are given.
        package let limits: ColorLimits?

        /// Creates a quantity; how many values it needs is checked by the figure that shows it.
        package init(_ name: String, unit: String = "", values: [Double], limits: ColorLimits? = nil) {
            self.name = name
            self.unit = unit
            self.values = values
            self.limits = limits
        }
    }

    /// The first line of the page: which run, which decision of how many.
    package let heading: String
    /// The second line: which function chose which point, and with what value.
    package let line: String
    /// Facts on the model, below the maps.
    package let footnote: String
    private let weights: WeightBar
    private let maps: [HeatMap]
    private let tradeOffs: [TradeOffPlot]
    private let trajectory: Trajectory
    private let chosen: [GridPoint]
    private let runnersUp: [GridPoint]

    /// Creates the page of one decision.
    ///
    /// - Parameters:
    ///   - run: The name of the run, such as `run 12 · stem-1`.
    ///   - step: Which decision it is, from 1.
    ///   - steps: How many the budget allows, if it says.
    ///   - value: The value of the acquisition function at the chosen point.
    ///   - grid: The overview image's pixels.
    ///   - structure: The overview image, one value a pixel.
    ///   - candidates: The pool, in the order of the three fields that follow.
    ///   - mean: The predicted mean of the objective, in its unit.
    ///   - uncertainty: Its predicted standard deviation, in the same unit.
    ///   - acquisition: The scores; minus infinity is a value, the lowest. Its name is that of the function.
    ///   - objectives: All objectives if there are several, that of the maps first.
    ///   - feasibility: The probability that all constraints are kept, if there are any.
    ///   - measured: Where was measured before this decision, in order.
    ///   - seeds: How many of these, at the beginning, were seed points.
    ///   - chosen: What was chosen: one point, or a batch.
    ///   - runnersUp: The next best points.
    ///   - remark: What else belongs into the second line, such as the prediction at the chosen point.
    ///   - footnote: Facts on the model.
    ///   - weights: The names and shares of the models that decided together; one alone is not shown.
    /// - Precondition: Every field has a value for each pixel or candidate.
    package init(
        run: String, step: Int, of steps: Int? = nil, value: Double? = nil, grid: Grid, structure: Field,
        candidates: Candidates = .everyPixel, mean: Field, uncertainty: Field, acquisition: Field,
        objectives: [Objective] = [], feasibility: Field? = nil, measured: [GridPoint], seeds: Int, chosen: [GridPoint],
        runnersUp: [GridPoint] = [],
        remark: String = "", footnote: String = "", weights: [(name: String, share: Double)] = []
    ) {
        self.weights = WeightBar(weights)
        heading = "\(run) · decision \(step)" + (steps.map { " of \($0)" } ?? "")
        let score = value.map { " " + DecimalText.rounded($0) } ?? ""
        let places = chosen.prefix(3).map(\.description).joined(separator: ", ") + (chosen.count > 3 ? ", …" : "")
        line = [acquisition.name + score + (places.isEmpty ? "" : " at pixel \(places)"), remark]
            .filter { !$0.isEmpty }.joined(separator: " · ")
        self.footnote = footnote
        self.chosen = chosen
        self.runnersUp = runnersUp
        trajectory = Trajectory(measured, seeds: seeds, joining: 10)
        tradeOffs = objectives.dropFirst().map { TradeOffPlot(objectives[0], $0, chosenCount: chosen.count) }

        var panels = [
            HeatMap(
                title: Self.title("Structure", structure.name), grid: grid, values: structure.values,
                unit: structure.unit, colorMap: .grey, limits: structure.limits ?? .withoutOutliers),
            HeatMap(
                title: Self.title("Predicted mean", mean.name), grid: grid, candidates: candidates, values: mean.values,
                unit: mean.unit, colorMap: .lagoon, limits: mean.limits ?? .full),
            HeatMap(
                title: Self.title("Uncertainty", uncertainty.name), grid: grid, candidates: candidates,
                values: uncertainty.values, unit: uncertainty.unit, colorMap: .ember,
                limits: uncertainty.limits ?? .full),
            HeatMap(
                title: Self.title("Acquisition", acquisition.name), grid: grid, candidates: candidates,
                values: acquisition.values, unit: acquisition.unit, colorMap: .glacier,
                limits: acquisition.limits ?? .best),
        ]
        let dots = measured.isEmpty ? [] : [LegendEntry(.dot, "measured")]
        panels[0].legend = trajectory.legend
        panels[1].legend = dots
        panels[2].legend = dots
        if !chosen.isEmpty { panels[3].legend.append(LegendEntry(.target, "chosen")) }
        if let feasibility {
            panels.append(
                HeatMap(
                    title: Self.title("Feasibility", feasibility.name), grid: grid, candidates: candidates,
                    values: feasibility.values, unit: feasibility.unit, colorMap: .lagoon,
                    limits: feasibility.limits ?? .fixed(0...1)))
            panels[4].legend = dots
        }
        if !runnersUp.isEmpty { panels[3].legend.append(LegendEntry(.ring(.white), "runners-up")) }
        maps = panels
    }

    private static func title(_ kind: String, _ name: String) -> String {
        name.isEmpty ? kind : "\(kind): \(name)"
    }

    private var layout: PageLayout {
        let count = maps.count + tradeOffs.count
        let columns = count > 4 ? 3 : 2
        return PageLayout(panel: maps[0].size, columns: columns, rows: (count + columns - 1) / columns)
    }

    package var size: Size { layout.size }

    package func draw(on canvas: Canvas) {
        let bar = weights.draw(on: canvas, endingAt: Point(x: size.width - 18, y: 12), atMost: 0.55 * size.width)
        layout.drawWords(on: canvas, heading: heading, line: line, footnote: footnote, reserving: bar)
        for (index, map) in maps.enumerated() {
            let frame = map.draw(on: canvas, in: layout.rectangle(index))
            switch index {
            case 0:
                trajectory.draw(on: canvas, in: frame)
            case 3:
                for place in runnersUp { Marks.ring(on: canvas, at: frame.point(place), radius: 3.2, .white) }
            default:
                trajectory.drawFaintly(on: canvas, in: frame)
            }
            for place in chosen { Marks.target(on: canvas, at: frame.point(place), radius: 6) }
        }
        for (index, plot) in tradeOffs.enumerated() {
            plot.draw(on: canvas, in: layout.rectangle(maps.count + index))
        }
    }
}
