import Testing

@testable import Figures

@Suite("Curves and bands")
struct LearningCurveTests {
    @Test("have medians and quartiles over the runs that have a value")
    func quantiles() {
        let curve = LearningCurve(
            "ei", measurements: [0, 1, 2],
            runs: [[1, 10, .nan], [2, 20, .nan], [3, .nan, .nan], [4, 30, .nan], [5, 40, .nan]])
        #expect(Array(curve.quantile(0.5)[..<2]) == [3, 25])
        #expect(Array(curve.quantile(0.25)[..<2]) == [2, 17.5])
        #expect(Array(curve.quantile(0)[..<2]) == [1, 10])
        #expect(Array(curve.quantile(1)[..<2]) == [5, 40])
        #expect(curve.quantile(0.5)[2].isNaN)
    }

    @Test("keep one colour a name and one dash a variant, and grey dashes for the reference")
    func styles() {
        func curve(_ name: String, _ variant: String, reference: Bool = false) -> LearningCurve {
            LearningCurve(name, variant: variant, isReference: reference, measurements: [], runs: [])
        }
        let curves = [
            curve("random", "", reference: true), curve("ei", "patches"), curve("ei", "coordinates"),
            curve("ucb", "patches"),
        ]
        let styles = CurveStyles(curves + curves)
        let drawn = curves.map(styles.style)
        #expect(styles.legend.map(\.text) == ["random", "ei, patches", "ei, coordinates", "ucb, patches"])
        #expect(drawn[1].color == drawn[2].color && drawn[1].dash != drawn[2].dash)
        #expect(drawn[1].color != drawn[3].color && drawn[1].dash == drawn[3].dash)
        #expect(drawn[0].color == Palette.reference && !drawn[0].dash.isEmpty)
    }

    @Test("stay apart on a page of more names than there are colours")
    func manyNames() {
        let curves = (0..<12).map { LearningCurve("model \($0)", measurements: [], runs: []) }
        let styles = CurveStyles(curves)
        #expect(Set(curves.map(styles.style)).count == 12)
    }

    @Test("end at the panel's foot where they leave it, and do not stretch the axis that far")
    func floor() throws {
        // The upper curve runs through the middle of 0...2 only if the axis does not reach down to the lower.
        func figure(floor: Double?) -> LearningCurveFigure {
            LearningCurveFigure(
                heading: "",
                panels: [
                    .init(
                        title: "", quantity: "",
                        curves: [
                            LearningCurve("a", measurements: [0, 1], runs: [[1, 1]]),
                            LearningCurve("b", measurements: [0, 1], runs: [[-100, -100]]),
                        ], reaching: [0, 2], nominal: 0.5, floor: floor)
                ])
        }
        /// The uppermost row, in points, of which a long piece has the colour: lines are drawn finely enough to be
        /// pure.
        func row(_ color: Color, floor: Double?) throws -> Int? {
            let pixels = try figure(floor: floor).pixels(pixelsPerPoint: 4)
            return (320..<pixels.height).first { row in
                pixels.words[row * pixels.width..<(row + 1) * pixels.width].count { $0 == color.word } > 400
            }.map { $0 / 4 }
        }
        let stretched = try #require(try row(Palette.series[0], floor: nil))
        let clipped = try #require(try row(Palette.series[0], floor: -1))
        #expect(clipped > stretched + 50)
        // Below it, at a quarter of the axis: the nominal line, in the colour of ink.
        let nominal = try #require(try row(Palette.ink, floor: -1))
        #expect(nominal > clipped + 20)
        #expect(try row(Palette.series[1], floor: -1) == nil)
        #expect(try row(Palette.series[1], floor: nil) != nil)
    }

    @Test("draw the median above where a lower one is drawn")
    func direction() throws {
        // One curve at 1 in blue, one at 0 in vermilion: the blue pixels of the area are higher on the page.
        let figure = LearningCurveFigure(
            heading: "",
            panels: [
                .init(
                    title: "", quantity: "",
                    curves: [
                        LearningCurve("a", measurements: [0, 1], runs: [[1, 1]]),
                        LearningCurve("b", measurements: [0, 1], runs: [[0, 0]]),
                    ])
            ])
        let pixels = try figure.pixels(pixelsPerPoint: 1)
        func rows(_ color: Color) -> [Int] {
            (80..<pixels.height).filter { row in
                pixels.words[row * pixels.width..<(row + 1) * pixels.width].count { $0 == color.word } > 100
            }
        }
        let (upper, lower) = (rows(Palette.series[0]), rows(Palette.series[1]))
        try #require(!upper.isEmpty && !lower.isEmpty)
        #expect(upper.allSatisfy { $0 < lower[0] })
    }
}

@Suite("Labels spread apart")
struct SpreadingTests {
    @Test(
        "keep their order and distance, and stay within the range",
        arguments: [
            [5.0, 5, 5], [0, 1, 2, 90], [100, 100, 100, 99], [50], [], [10, 40, 70],
            [0, 0, 0, 0, 50, 51, 52, 100, 100],
        ])
    func laws(places: [Double]) {
        let spread = Spreading.spread(places, distance: 10, within: 0...100)
        #expect(spread.count == places.count)
        #expect(zip(spread, spread.dropFirst()).allSatisfy { $1 - $0 >= 10 - 1e-9 })
        #expect(spread.allSatisfy { $0 >= 0 && $0 <= 100 })
    }

    @Test("stay where they are if they are apart")
    func unchanged() {
        #expect(Spreading.spread([10, 40, 70], distance: 10, within: 0...100) == [10, 40, 70])
        #expect(Spreading.spread([50, 50], distance: 10, within: 0...100) == [45, 55])
    }
}

@Suite("A histogram")
struct HistogramTests {
    @Test("counts every finite value once", arguments: [0, 1, 2, 10, 1000])
    func total(count: Int) {
        let values = (0..<count).map { Double($0 * 7919 % 1009) / 100 - 3 }
        let histogram = Histogram(values, [.nan, 2, .infinity])
        #expect(histogram.counts.reduce(0) { $0 + $1.first } == count)
        #expect(histogram.counts.reduce(0) { $0 + $1.second } == 1)
        #expect(values.allSatisfy { histogram.range.contains($0) })
    }

    @Test("puts values on edges into the bin above, and the last into the last")
    func edges() {
        let histogram = Histogram([0, 1, 1, 2, 3, 3, 3, 4], [])
        #expect(histogram.range == 0...4)
        #expect(histogram.counts.map(\.first).reduce(0, +) == 8)
        let perUnit = histogram.counts.count / 4
        #expect(histogram.counts[perUnit].first == 2)
    }

    @Test("of equal values has one place for all", arguments: [0.0, 5, -1e9])
    func constant(value: Double) {
        let histogram = Histogram([value, value, value], [])
        #expect(histogram.counts.filter { $0.first > 0 }.map(\.first) == [3])
    }
}

@Suite("Predictions against measurements")
struct ParityPlotTests {
    @Test("are summed up by their error and coverage")
    func facts() {
        func pair(_ predicted: Double, _ deviation: Double, _ measured: Double) -> ParityPlot.Pair {
            ParityPlot.Pair(predicted: predicted, deviation: deviation, measured: measured)
        }
        let plot = ParityPlot(
            quantity: "", unit: "",
            pairs: [pair(0, 1, 3), pair(1, 2, 5), pair(2, .nan, 2), pair(.nan, 1, 1), pair(1, 1, .nan)])
        #expect(plot.pairs.count == 3)
        // Errors 3, 4 and 0; two standard deviations of 1 and 2.
        #expect(abs(plot.rootMeanSquaredError - (25.0 / 3).squareRoot()) < 1e-12)
        #expect(plot.coverage == 0.5)
        #expect(ParityPlot(quantity: "", unit: "", pairs: []).coverage == nil)
    }
}
