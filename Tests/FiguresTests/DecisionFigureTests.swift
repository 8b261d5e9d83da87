import Testing

@testable import Figures

@Suite("The figure of a decision")
struct DecisionFigureTests {
    private func figure(
        chosen: [GridPoint], measured: [GridPoint] = [], seeds: Int = 0, steps: Int? = 150
    ) -> DecisionFigure {
        let flat = Array(repeating: 0.0, count: 20 * 30)
        return DecisionFigure(
            run: "run 12", step: 76, of: steps, value: -1.93, grid: Grid(rows: 20, columns: 30),
            structure: .init("", values: flat),
            mean: .init("", values: flat), uncertainty: .init("", values: flat),
            acquisition: .init("log-ei", values: flat),
            measured: measured, seeds: seeds, chosen: chosen, remark: "predicted 0.71 ± 0.12")
    }

    /// The middle of all pixels of `color` in one quarter of the page, in shares of the quarter.
    private func middle(of color: Color, in pixels: Pixels, quarter: (x: Int, y: Int)) -> (x: Double, y: Double)? {
        let (width, height) = (pixels.width / 2, pixels.height / 2)
        var (sumX, sumY, count) = (0.0, 0.0, 0.0)
        for y in 0..<height {
            for x in 0..<width
            where pixels.words[(quarter.y * height + y) * pixels.width + quarter.x * width + x] == color.word
                && y > height / 4
            {
                (sumX, sumY, count) = (sumX + Double(x), sumY + Double(y), count + 1)
            }
        }
        return count < 20 ? nil : (sumX / count / Double(width), sumY / count / Double(height))
    }

    @Test("says which run, step, function, value and place")
    func words() {
        let figure = figure(chosen: [GridPoint(column: 12, row: 4)])
        #expect(figure.heading == "run 12 · decision 76 of 150")
        #expect(figure.line == "log-ei −1.93 at pixel (12, 4) · predicted 0.71 ± 0.12")
        #expect(self.figure(chosen: [], steps: nil).heading == "run 12 · decision 76")
        #expect(self.figure(chosen: []).line == "log-ei −1.93 · predicted 0.71 ± 0.12")
    }

    @Test(
        "marks the chosen point on every map, column to the right and row down",
        arguments: [(25, 17), (25, 9), (4, 17)])
    func chosen(column: Int, row: Int) throws {
        let pixels = try figure(chosen: [GridPoint(column: column, row: row)]).pixels()
        for quarter in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            let place = try #require(middle(of: Palette.chosen, in: pixels, quarter: quarter))
            #expect((place.x > 0.5) == (column > 15))
            #expect((place.y > 0.65) == (row > 12))
        }
    }

    @Test("shows seeds as white diamonds and the order of the others from dark to light")
    func order() throws {
        let measured = [(3, 15), (8, 15), (13, 15), (18, 15), (23, 15)].map { GridPoint(column: $0.0, row: $0.1) }
        let pixels = try figure(chosen: [], measured: measured, seeds: 1).pixels()
        let colors = [Color.white] + [0.0, 1.0 / 3, 2.0 / 3, 1].map { ColorMap.ember.color(at: $0) }
        // The panels are the same as a map of the same grid alone, whose place on the page is that of the first panel.
        let map = HeatMap(title: "", grid: Grid(rows: 20, columns: 30), values: Array(repeating: 0, count: 600))
        let layout = PageLayout(panel: map.size, columns: 2, rows: 2)
        let frame = map.frame(in: layout.rectangle(0))
        for (point, expected) in zip(measured, colors) {
            let place = frame.point(point)
            let color = pixels.color(column: Int(place.x * 2), row: Int(place.y * 2))
            #expect(
                max(abs(color.red - expected.red), abs(color.green - expected.green), abs(color.blue - expected.blue))
                    < 0.02)
        }
    }

    @Test("shows the shares of models that decided together, and none of a model alone")
    func weights() throws {
        #expect(WeightBar([("stem", 1)]).words.isEmpty)
        #expect(WeightBar([("stem", 1), ("coordinates", 0)]).words.isEmpty)
        #expect(
            WeightBar([("stem", 3), ("coordinates", 0), ("deep-kernel", 1)]).words == ["stem 75 %", "deep-kernel 25 %"])
        let flat = Array(repeating: 0.0, count: 20 * 30)
        func colored(_ weights: [(name: String, share: Double)], _ color: Color) throws -> Int {
            let figure = DecisionFigure(
                run: "run 12", step: 76, grid: Grid(rows: 20, columns: 30), structure: .init("", values: flat),
                mean: .init("", values: flat), uncertainty: .init("", values: flat),
                acquisition: .init("log-ei", values: flat), measured: [], seeds: 0, chosen: [], weights: weights)
            let pixels = try figure.pixels(pixelsPerPoint: 2)
            return pixels.words.prefix(pixels.width * 2 * 20).count { $0 == color.word }
        }
        let (blue, vermilion) = (Palette.series[0], Palette.series[1])
        let shares = [("stem", 0.75), ("coordinates", 0.25)].map { (name: $0.0, share: $0.1) }
        let (wide, narrow) = (try colored(shares, blue), try colored(shares, vermilion))
        #expect(wide > 1000)
        #expect(abs(Double(wide) / Double(narrow) - 3) < 0.2)
        #expect(try colored([("stem", 1)], blue) == 0)
    }

    @Test("colours probabilities from 0 to 1, whatever there is of them", arguments: [0, 0.25, 1])
    func feasibility(probability: Double) throws {
        let flat = Array(repeating: 0.0, count: 20 * 30)
        let figure = DecisionFigure(
            run: "run 12", step: 76, grid: Grid(rows: 20, columns: 30), structure: .init("", values: flat),
            mean: .init("", values: flat), uncertainty: .init("", values: flat),
            acquisition: .init("log-ei", values: flat),
            feasibility: .init("", values: Array(repeating: probability, count: 600)), measured: [], seeds: 0,
            chosen: [])
        let map = HeatMap(title: "", grid: Grid(rows: 20, columns: 30), values: flat)
        let frame = map.frame(in: PageLayout(panel: map.size, columns: 3, rows: 2).rectangle(4)).rectangle
        let pixels = try figure.pixels(pixelsPerPoint: 2)
        let color = pixels.color(column: Int(frame.center.x * 2), row: Int(frame.center.y * 2))
        let expected = ColorMap.lagoon.color(at: probability)
        #expect(abs(color.red - expected.red) < 0.02 && abs(color.blue - expected.blue) < 0.02)
    }

    @Test("shows every further objective against the first, with what is predicted of it")
    func objectives() throws {
        func objective(_ name: String, _ values: [Double]) -> DecisionFigure.Objective {
            .init(name, measured: values, predicted: values.map { .init(mean: $0, deviation: 0.1) })
        }
        let (edge, dark) = (objective("edge", [0, 1, .nan, 3]), objective("dark", [5, 6, 7, 8]))
        let plot = TradeOffPlot(edge, dark, chosenCount: 1)
        #expect(plot.measured.map(\.x) == [0, 1, 3] && plot.measured.map(\.y) == [5, 6, 8])
        #expect(plot.chosen.map(\.mean.y) == [5] && plot.runnersUp.map(\.mean.x) == [1, 3])
        #expect(plot.chosen.first?.ends.upper == .init(x: 0.1, y: 5.1))

        let flat = Array(repeating: 0.0, count: 20 * 30)
        func figure(_ objectives: [DecisionFigure.Objective]) -> DecisionFigure {
            DecisionFigure(
                run: "run 12", step: 76, grid: Grid(rows: 20, columns: 30), structure: .init("", values: flat),
                mean: .init("edge", values: flat), uncertainty: .init("edge", values: flat),
                acquisition: .init("log-ehvi", values: flat), objectives: objectives, measured: [], seeds: 0,
                chosen: [GridPoint(column: 3, row: 4)])
        }
        // A fifth panel, in whose area the chosen point's sign stands; of one objective there is none.
        let map = HeatMap(title: "", grid: Grid(rows: 20, columns: 30), values: flat)
        #expect(figure([edge]).size == PageLayout(panel: map.size, columns: 2, rows: 2).size)
        let layout = PageLayout(panel: map.size, columns: 3, rows: 2)
        let two = figure([edge, dark])
        #expect(two.size == layout.size)
        #expect(figure([edge, dark, dark, dark]).size == PageLayout(panel: map.size, columns: 3, rows: 3).size)
        let (pixels, panel) = (try two.pixels(pixelsPerPoint: 2), layout.rectangle(4))
        let shown = (Int(2 * panel.y)..<Int(2 * panel.maxY)).contains { y in
            (Int(2 * panel.x)..<Int(2 * panel.maxX)).contains { x in
                pixels.words[y * pixels.width + x] == Palette.chosen.word
            }
        }
        #expect(shown)
    }

    @Test("has room for the legend in one line, even over the narrowest map")
    func legend() {
        let points = (0..<1000).map { GridPoint(column: $0 % 4, row: $0 / 4) }
        let legend = Legend(entries: Trajectory(points, seeds: 50, joining: 10).legend)
        let map = HeatMap(title: "", grid: Grid(rows: 250, columns: 4), values: Array(repeating: 0, count: 1000))
        #expect(legend.entries.count == 3)
        #expect(legend.estimatedLines(width: map.size.width - HeatMap.insets.left, .note) == 1)
    }

    @Test(
        "keeps the proportions of the image, but for the longest",
        arguments: [(70, 55), (55, 70), (50, 50), (32, 200), (1, 500)])
    func proportions(rows: Int, columns: Int) {
        let grid = Grid(rows: rows, columns: columns, stepX: 2, stepY: 2, unit: "nm")
        let map = HeatMap(title: "", grid: grid, values: Array(repeating: 0, count: grid.count))
        let frame = map.frame(in: Rectangle(page: map.size)).rectangle
        let expected = min(max(Double(columns) / Double(rows), 0.125), 8)
        #expect(abs(frame.width / frame.height / expected - 1) < 0.02)
        #expect(frame.height >= 50 && frame.width >= 50)
    }
}
