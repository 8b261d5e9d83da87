import Testing

@testable import Figures

@Suite("The scatter of latents")
struct LatentScatterTests {
    private func figure(_ coloring: LatentScatterFigure.Coloring) -> LatentScatterFigure {
        LatentScatterFigure(
            heading: "", x: LatentAxis("z1", values: [0, 1, 0, 1]), y: LatentAxis("z2", values: [0, 0, 1, 1]),
            panels: [.init("", coloring)])
    }

    /// The colours of the four corners, lower left, lower right, upper left, upper right.
    private func corners(_ coloring: LatentScatterFigure.Coloring) throws -> [Color] {
        let figure = figure(coloring)
        let pixels = try figure.pixels(pixelsPerPoint: 4)
        let frame = figure.frame(0)
        return [(0.0, 0.0), (1, 0), (0, 1), (1, 1)].map { x, y in
            pixels.color(at: frame.point(x, y), perPoint: 4)
        }
    }

    /// What `color` looks like on white, as opaque as few points are.
    private func onWhite(_ color: Color) -> Color {
        let alpha = PointCloud(count: 4).alpha
        func mix(_ channel: Double) -> Double { alpha * channel + 1 - alpha }
        return Color(red: mix(color.red), green: mix(color.green), blue: mix(color.blue))
    }

    @Test("has the first latent to the right, the second upwards, and a colour a class")
    func classes() throws {
        let colors = try corners(.classes(["a", "b", "c"], of: [0, 1, 2, nil]))
        for (color, expected) in zip(colors, Palette.series.prefix(3) + [Palette.hatching]) {
            #expect(color.isClose(to: onWhite(expected), within: 0.03))
        }
    }

    @Test("has the colour of each number, grey where there is none")
    func numbers() throws {
        let colors = try corners(.numbers([0, 5, 10, .nan], colorMap: .ember, limits: .full))
        for (color, share) in zip(colors, [0, 0.5, 1]) {
            #expect(color.isClose(to: onWhite(ColorMap.ember.color(at: share)), within: 0.03))
        }
        #expect(colors[3].isClose(to: onWhite(Palette.hatching), within: 0.03))
    }

    @Test("has one colour where there is nothing to tell the points apart by, and no room for a key")
    func alike() throws {
        let colors = try corners(.alike)
        #expect(colors.allSatisfy { $0.isClose(to: onWhite(Palette.series[0]), within: 0.03) })
        #expect(figure(.alike).size.width < figure(.numbers([1, 2, 3, 4])).size.width)
    }

    @Test("does not magnify the noise of single precision, neither along the axes nor in the colours")
    func noise() throws {
        // What a trained model said of images that are all the same: a step of the last bit apart.
        let (x, y) = ([0.038_328_491, 0.038_328_495], [0.008_230_112, 0.008_230_116])
        let figure = LatentScatterFigure(
            heading: "", x: LatentAxis("z1", values: x), y: LatentAxis("z2", values: y),
            panels: [.init("", .numbers(y, limits: .full))])
        let frame = figure.frame(0)
        for (axis, value) in [(frame.x, x[0]), (frame.y, y[0])] {
            #expect(axis.domain.upperBound - axis.domain.lowerBound > 0.1 * value)
        }
        let pixels = try figure.pixels(pixelsPerPoint: 4)
        let middle = pixels.color(at: frame.point(x[0], y[0]), perPoint: 4)
        // Two points on each other hide the paper but for 2 %.
        #expect(middle.isClose(to: ColorMap.lagoon.color(at: 0.5), within: 0.05))
        // What differs by more is told apart.
        let real = ClosedRange.covering([1, 1.0001], noise: Scale.noiseOfSinglePrecision)
        #expect(real.upperBound - real.lowerBound < 0.0002)
    }

    @Test("clips no number, however long: neither left of the plot nor right of the colour bar")
    func longNumbers() throws {
        let values = [1234.5671, 1234.6672, 1234.7673, 1234.6]
        let figure = LatentScatterFigure(
            heading: "", x: LatentAxis("z1", values: values), y: LatentAxis("z2", values: values),
            panels: [.init("", .numbers(values.map { $0 / 7 + 0.000_1 }))])
        let pixels = try figure.pixels(pixelsPerPoint: 2)
        // The paper is white at its edges.
        for row in 0..<pixels.height {
            for column in [0, 1, pixels.width - 2, pixels.width - 1] {
                #expect(pixels.color(column: column, row: row).isClose(to: .white))
            }
        }
    }

    @Test("tells twelve classes apart by colour and form")
    func looks() {
        #expect(Set((0..<12).map(LatentScatterFigure.look)).count == 12)
    }

    @Test("draws every point once, in an order that mixes neighbours", arguments: [0, 1, 2, 3, 4, 5, 6, 100, 12_000])
    func order(count: Int) {
        let order = PointCloud(count: count).order
        #expect(order.sorted() == Array(0..<count))
        if count >= 100 {
            // Halves of the points, were they classes, share each tenth of the drawing.
            for start in stride(from: 0, to: count, by: count / 10) {
                let share = Double(order[start..<start + count / 10].count { $0 < count / 2 }) / Double(count / 10)
                #expect(abs(share - 0.5) < 0.15)
            }
        }
    }

    @Test("makes points smaller and paler where there are many")
    func crowd() {
        let (few, many) = (PointCloud(count: 100), PointCloud(count: 12_000))
        #expect(few.radius == 3.2 && many.radius < 1.3 && many.radius >= 1.1)
        #expect(few.alpha == 0.85 && many.alpha < 0.4 && many.alpha >= 0.35)
    }

    @Test("has the axes of the points it shows, and says how many it cannot show")
    func lost() {
        let figure = LatentScatterFigure(
            heading: "", remark: "cards", x: LatentAxis("z1", values: [0, 1, .nan]),
            y: LatentAxis("z2", values: [0, 1, 50]), panels: [.init("", .numbers([1, 2, 3]))])
        #expect(figure.frame(0).y.domain.upperBound < 1.2)
        #expect(figure.remark == "cards · without a place: 1 of 3 points")
    }

    @Test("is one picture in a vector format where it is a crowd, and shapes where it is not")
    func flattened() throws {
        let svg = String(decoding: try PictureSamples.latents(4000, panels: 1).encoded(as: .svg), as: UTF8.self)
        #expect(svg.contains("<image"))
        let few = String(decoding: try PictureSamples.latents(100, panels: 1).encoded(as: .svg), as: UTF8.self)
        #expect(!few.contains("<image"))
    }

    @Test("needs a colour for each point and a name for each class")
    func counts() async {
        await #expect(processExitsWith: .failure) {
            _ = LatentScatterFigure(
                heading: "", x: LatentAxis("z1", values: [0, 1]), y: LatentAxis("z2", values: [0, 1]),
                panels: [.init("", .numbers([1]))])
        }
        await #expect(processExitsWith: .failure) {
            _ = LatentScatterFigure.Panel("", .classes(["a"], of: [1]))
        }
    }
}
