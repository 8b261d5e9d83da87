import Testing

@testable import Figures

@Suite("The figure of losses")
struct LossFigureTests {
    private func figure(
        training: [Double], heldOut: [Double] = [], isLogarithmic: Bool = false, marks: [LossFigure.Mark] = []
    ) -> LossFigure {
        let epochs = training.indices.map { Double($0) + 1 }
        let panel = LossFigure.Panel(
            "", quantity: "nats", curves: [.init("loss", training: training, heldOut: heldOut)],
            isLogarithmic: isLogarithmic)
        return LossFigure(heading: "", epochs: epochs, panels: [panel, panel], marks: marks)
    }

    /// Whether one of the pixels within a point of the place of `epoch` and `value` in a panel has `color`.
    private func shows(
        _ color: Color, _ figure: LossFigure, panel: Int = 0, epoch: Double, value: Double
    ) throws -> Bool {
        let pixels = try figure.pixels(pixelsPerPoint: 4)
        let place = figure.frame(panel).point(epoch, value)
        return (-4...4).contains { dy in
            pixels.color(column: Int(place.x * 4), row: Int(place.y * 4) + dy).isClose(to: color)
        }
    }

    @Test("has its curve where the numbers are, on both kinds of axis and in each panel", arguments: [0, 1])
    func curve(panel: Int) throws {
        let values = (0..<20).map { 1000.0 / Double(1 + $0) }
        let (linear, logarithmic) = (figure(training: values), figure(training: values, isLogarithmic: true))
        for (index, power) in [(3, 2.39794), (9, 2), (15, 1.79588)] {
            let epoch = Double(index) + 1
            #expect(try shows(Palette.series[0], linear, panel: panel, epoch: epoch, value: values[index]))
            // The decimal logarithms of 250, 100 and 62.5.
            #expect(try shows(Palette.series[0], logarithmic, panel: panel, epoch: epoch, value: power))
        }
    }

    @Test("leaves out what has no logarithm, and joins what was computed now and then")
    func gaps() throws {
        let logarithmic = figure(training: [100, 10, 0, -3, 1], isLogarithmic: true)
        #expect(abs(logarithmic.frame(0).y.domain.lowerBound) < 0.2)
        let sparse = figure(
            training: Array(repeating: 0, count: 21),
            heldOut: (0..<21).map { (epoch: Int) -> Double in epoch % 10 == 0 ? 1 : .nan })
        let pixels = try sparse.pixels(pixelsPerPoint: 4)
        let frame = sparse.frame(0)
        let y = Int(frame.point(1, 1).y * 4)
        let (start, end) = (Int(frame.point(2, 1).x * 4), Int(frame.point(10, 1).x * 4))
        let share = Double((start..<end).count { pixels.color(column: $0, row: y).isClose(to: Palette.series[0]) })
        // Dashes of five points and gaps of three.
        #expect(abs(share / Double(end - start) - 0.625) < 0.1)
    }

    @Test("draws marks through every panel, and their names apart")
    func marks() throws {
        let values = (0..<60).map { Double($0 % 7) }
        let names: [LossFigure.Mark] = [
            .init("best", epoch: 59), .init("content released", epoch: 20), .init("KL weight 1", epoch: 21),
            .init("start", epoch: 5), .init("outside", epoch: 99),
        ]
        let figure = figure(training: values, marks: names)
        let pixels = try figure.pixels(pixelsPerPoint: 4)
        for panel in [0, 1] {
            let frame = figure.frame(panel)
            for epoch in [5.0, 20, 59] {
                let x = Int(frame.point(epoch, 0).x * 4)
                let area = Int(frame.rectangle.y * 4)..<Int(frame.rectangle.maxY * 4)
                let dashes = area.count { row in
                    (-1...1).contains {
                        pixels.color(column: x + $0, row: row).isClose(to: Palette.quietInk, within: 0.1)
                    }
                }
                #expect(Double(dashes) > 0.35 * Double(area.count))
            }
        }
        // Sorted by epoch: start, content, weight, best. The earlier of two that would touch stands above.
        #expect(figure.markLines == [0, 1, 0, 0])
    }

    @Test("has room for long numbers")
    func room() {
        let long = figure(training: [-12_345.678_1, -12_345.678_4])
        let frame = long.frame(0)
        let longest = frame.y.upwardTicks(along: frame.rectangle.height).labels.map(TextStyle.tick.estimatedWidth).max()
        #expect(frame.rectangle.x >= (longest ?? 0) + 25)
    }

    @Test("needs a value for each epoch")
    func counts() async {
        await #expect(processExitsWith: .failure) {
            _ = LossFigure(
                heading: "", epochs: [1, 2], panels: [.init("", quantity: "", curves: [.init("", training: [1])])])
        }
    }
}

@Suite("Labels of values")
struct ValueLabelsTests {
    @Test("have as few decimals as are true")
    func decimals() {
        #expect(ValueLabels.texts(for: [-2, -1, 0, 1, 2]) == ["−2", "−1", "0", "1", "2"])
        #expect(ValueLabels.texts(for: [-0.5, 0, 0.5]) == ["−0.5", "0.0", "0.5"])
        #expect(ValueLabels.texts(for: [-1.6449, -0.6745, 0]) == ["−1.64", "−0.67", "0.00"])
        #expect(
            ValueLabels.texts(for: [-2.5, -1.875, -1.25, -0.625, 0]) == [
                "−2.500", "−1.875", "−1.250", "−0.625", "0.000",
            ])
        #expect(ValueLabels.texts(for: [-30, -22.5, -15]) == ["−30.0", "−22.5", "−15.0"])
        #expect(ValueLabels.texts(for: [-0.1, 0.1 + 0.2]) == ["−0.1", "0.3"])
        #expect(ValueLabels.texts(for: [0, 5.0 / 3, 10.0 / 3]) == ["0.00", "1.67", "3.33"])
        #expect(ValueLabels.texts(for: [0.12345]) == ["0.123"])
        #expect(ValueLabels.texts(for: [1e-7, 2e-7]) == ["1.00×10⁻⁷", "2.00×10⁻⁷"])
        #expect(ValueLabels.texts(for: [.nan, 3, .infinity]) == ["–", "3", "–"])
        #expect(ValueLabels.texts(for: [5, 5]) == ["5", "5"])
        #expect(ValueLabels.texts(for: []) == [])
    }

    @Test("tell a range in a unit that suits it")
    func ranges() {
        #expect(ValueLabels.words(for: 3e5...4e5, unit: "Hz") == "300 to 400 kHz")
        #expect(ValueLabels.words(for: -0.5...1.25) == "−0.50 to 1.25")
        #expect(ValueLabels.words(for: 0...128) == "0 to 128")
        #expect(ValueLabels.words(for: 0...2e-6) == "0 to 2 × 10⁻⁶")
    }

    @Test("are written as often as they fit")
    func step() {
        #expect(ValueLabels.step(length: 20, pitch: 25) == 1)
        #expect(ValueLabels.step(length: 20, pitch: 7) == 3)
    }
}

@Suite("The ticks of a logarithmic axis")
struct LogarithmicTicksTests {
    @Test("are powers of ten, with 2 and 5 between where there is room")
    func digits() {
        let wide = Ticks(ofLogarithms: -1...2, atMost: 12)
        #expect(wide.labels == ["0.1", "0.2", "0.5", "1", "2", "5", "10", "20", "50", "100"])
        #expect(Ticks(ofLogarithms: -1...2, atMost: 5).labels == ["0.1", "1", "10", "100"])
        #expect(Ticks(ofLogarithms: -8...4, atMost: 5).labels == ["10⁻⁶", "0.001", "1", "1000"])
        #expect(zip(wide.values, [-1, -0.69897, -0.30103, 0]).allSatisfy { abs($0 - $1) < 1e-5 })
    }

    @Test("are those of a linear axis on less than a factor of five")
    func narrow() {
        let ticks = Ticks(ofLogarithms: 2...2.5, atMost: 6)
        #expect(ticks.labels == ["100", "150", "200", "250", "300"])
        #expect(abs(ticks.values[2] - 2.30103) < 1e-5)
    }

    @Test("are there, and few enough, whatever the range", arguments: [3, 5, 8])
    func counts(count: Int) {
        for start in stride(from: -290.0, to: 200, by: 7.3) {
            for length in [0, 0.01, 0.5, 0.8, 1, 2.2, 9, 80] {
                let ticks = Ticks(ofLogarithms: start...start + length, atMost: count)
                #expect((1...count).contains(ticks.values.count))
                #expect(ticks.labels.count == ticks.values.count)
            }
        }
    }
}
