import Testing

@testable import Figures

@Suite("A picture of an autoencoder")
struct PictureFigureTests {
    private static let perPoint = 2.0

    @Test("has less than 1,600 pixels across", arguments: PictureSamples.all.map(\.name))
    func width(name: String) throws {
        let figure = try #require(PictureSamples.all.first { $0.name == name }).figure
        #expect(figure.size.width * Self.perPoint < 1600)
        #expect(figure.size.width >= 300)
    }

    @Test("as SVG stays small, however many points or tiles it has")
    func size() throws {
        #expect(try PictureSamples.latents(12_000, panels: 1).encoded(as: .svg).count < 2_000_000)
        let tiles = PictureSamples.manifold(columns: 20, rows: 20) { PictureSamples.tile(Double($0)) }
        #expect(try tiles.encoded(as: .svg).count < 2_000_000)
    }

    @Test("of a manifold has its first latent to the right and its second upwards")
    func manifold() throws {
        // The value of a tile tells its place in the array.
        let figure = PictureSamples.manifold(columns: 5, rows: 4) { .image([Double($0)], rows: 1, columns: 1) }
        let pixels = try figure.pixels(pixelsPerPoint: Self.perPoint)
        for index in 0..<20 {
            let place = figure.rectangle(x: index % 5, y: index / 5)
            let color = pixels.color(at: place.center, perPoint: Self.perPoint)
            #expect(color.isClose(to: ColorMap.lagoon.color(at: Double(index) / 19)))
            // Between tiles the paper shows.
            let gap = Point(x: place.maxX + 1, y: place.center.y)
            if index % 5 < 4 { #expect(pixels.color(at: gap, perPoint: Self.perPoint).red > 0.8) }
        }
        #expect(figure.rectangle(x: 0, y: 0).x < figure.rectangle(x: 4, y: 0).x)
        #expect(figure.rectangle(x: 0, y: 0).y > figure.rectangle(x: 0, y: 3).y)
    }

    @Test("of a manifold needs a tile for each pair of values")
    func counts() async {
        await #expect(processExitsWith: .failure) {
            _ = ManifoldFigure(
                heading: "", x: LatentAxis("a", values: [1, 2]), y: LatentAxis("b", values: [1]),
                tiles: [PictureSamples.tile(0)])
        }
    }

    @Test("of traversals has a row a latent, its values from left to right, classes from top to bottom")
    func traversals() throws {
        func row(_ first: Double, group: String) -> TraversalFigure.Row {
            .init(
                "z", values: [0, 1, 2], tiles: (0..<3).map { .image([first + Double($0)], rows: 1, columns: 1) },
                group: group)
        }
        let figure = TraversalFigure(
            heading: "", rows: [row(0, group: "class 1"), row(3, group: "class 1"), row(6, group: "class 2")])
        let pixels = try figure.pixels(pixelsPerPoint: Self.perPoint)
        for index in 0..<9 {
            let place = figure.rectangle(row: index / 3, column: index % 3)
            #expect(
                pixels.color(at: place.center, perPoint: Self.perPoint).isClose(
                    to: ColorMap.grey.color(at: Double(index) / 8)))
        }
        // Only a new class needs room for its name.
        let tops = (0..<3).map { figure.rectangle(row: $0, column: 0) }
        #expect(tops[1].y - tops[0].maxY < 4)
        #expect(tops[2].y - tops[1].maxY > 18)
    }

    @Test("of reconstructions has examples across, differences in signed colours on a scale of their own")
    func reconstruction() throws {
        func row(_ name: String, _ values: [Double]) -> ReconstructionFigure.Row {
            .init(name, tiles: values.map { .image([$0], rows: 1, columns: 1) })
        }
        let (input, made) = (row("input", [0, 5, 10]), row("made", [2, 5, 6]))
        let figure = ReconstructionFigure(heading: "", rows: [input, made, .difference(of: made, from: input)])
        let pixels = try figure.pixels(pixelsPerPoint: Self.perPoint)
        let expected = [
            [0, 5, 10].map { ColorMap.grey.color(at: $0 / 10) }, [2, 5, 6].map { ColorMap.grey.color(at: $0 / 10) },
            [2, 0, -4].map { ColorMap.tide.color(at: ($0 + 4) / 8) },
        ]
        for (row, colors) in expected.enumerated() {
            for (example, color) in colors.enumerated() {
                let place = figure.rectangle(row: row, example: example)
                #expect(pixels.color(at: place.center, perPoint: Self.perPoint).isClose(to: color))
            }
        }
    }

    @Test("of reconstructions gives a row its own scale where that is asked for, and the others theirs")
    func ownScale() throws {
        func row(_ name: String, _ values: [Double], isOnItsOwn: Bool = false) -> ReconstructionFigure.Row {
            .init(name, tiles: values.map { .image([$0], rows: 1, columns: 1) }, isOnItsOwn: isOnItsOwn)
        }
        let figure = ReconstructionFigure(
            heading: "",
            rows: [row("input", [-8, 10], isOnItsOwn: true), row("target", [0, 1]), row("made", [0.5, 2])])
        let pixels = try figure.pixels(pixelsPerPoint: Self.perPoint)
        for (row, shares) in [[0, 1], [0, 0.5], [0.25, 1]].enumerated() {
            for (example, share) in shares.enumerated() {
                let place = figure.rectangle(row: row, example: example)
                let color = pixels.color(at: place.center, perPoint: Self.perPoint)
                #expect(color.isClose(to: ColorMap.grey.color(at: share)))
            }
        }
    }

    @Test("of reconstructions in colour shows differences as shares of the greatest, and says so and their sign")
    func colorDifference() throws {
        func row(_ name: String, _ values: [Double]) -> ReconstructionFigure.Row {
            .init(name, tiles: [.color(values, rows: 1, columns: 1)])
        }
        let difference = ReconstructionFigure.Row.difference(
            of: row("decoded", [0.5, 0.2, 0.4]), from: row("target", [0.3, 0.3, 0.4]))
        let values = difference.tiles[0].values
        for (value, expected) in zip(values, [1, 0.25, 0.5]) { #expect(abs(value - expected) < 1e-12) }
        #expect(difference.remark.hasPrefix("Difference: decoded − target in red, green and blue each"))
        #expect(difference.remark.hasSuffix("to 0.200 (white)."))
        let grey = ReconstructionFigure.Row("a", tiles: [.image([1], rows: 1, columns: 1)])
        #expect(ReconstructionFigure.Row.difference(of: grey, from: grey).remark == "Difference: a − a.")
    }

    @Test("of reconstructed spectra has room for what they run over, once below those of an axis")
    func abscissa() {
        func row(_ axis: SpectralAxis?) -> ReconstructionFigure.Row {
            .init("a", tiles: (0..<3).map { .spectrum([0, Double($0)], over: axis) })
        }
        let (energy, voltage) = (SpectralAxis("energy", values: [1, 2]), SpectralAxis("voltage", values: [1, 2]))
        let figure = ReconstructionFigure(heading: "", rows: [row(energy), row(energy), row(voltage)])
        let places = (0..<3).map { figure.rectangle(row: $0, example: 0) }
        #expect(places[1].y - places[0].maxY < 5)
        #expect(places[2].y - places[1].maxY > 15)
        #expect(figure.size.height - places[2].maxY > 15)
    }

    @Test("of many encoded maps is no strip", arguments: [(32, 32, 17), (32, 32, 33), (20, 80, 17), (80, 20, 12)])
    func manyMaps(rows: Int, columns: Int, count: Int) {
        let values = Array(repeating: 0.0, count: rows * columns)
        let figure = EncodedMapsFigure(
            heading: "", grid: Grid(rows: rows, columns: columns), image: .init("", values: values),
            maps: (1..<count).map { .init("z\($0)", values: values) })
        let proportion = figure.size.height / figure.size.width
        #expect(proportion > 0.6 && proportion < 2.2, "\(proportion)")
        let frames = (0..<count).map { figure.frame($0).rectangle }
        #expect(frames.allSatisfy { max($0.width, $0.height) > 90 && $0.maxX < figure.size.width })
    }

    @Test("of many reconstructions goes on below, all rows again")
    func blocks() {
        let figure = PictureSamples.reconstruction(50)
        let places = (0..<50).map { figure.rectangle(row: 0, example: $0) }
        #expect(places.allSatisfy { $0.width >= 40 && $0.maxX < figure.size.width })
        #expect(Set(places.map(\.y)).count > 1)
        // Everything of the first block is above everything of the second.
        let second = places.first { $0.y > places[0].y }
        #expect(figure.rectangle(row: 2, example: 0).maxY < second?.y ?? 0)
        for (a, b) in zip(places, places.dropFirst()) { #expect(b.x > a.maxX || b.y > a.maxY) }
    }

    @Test("of reconstructions compares only what has the same shape")
    func shapes() async {
        await #expect(processExitsWith: .failure) {
            _ = ReconstructionFigure.Row.difference(
                of: .init("a", tiles: [.spectrum([1])]), from: .init("b", tiles: [.image([1], rows: 1, columns: 1)]))
        }
    }

    @Test("of encoded maps shows the image, and at each candidate the colour of its value")
    func encodedMaps() throws {
        let points = (0..<12).map { (index: Int) in GridPoint(column: 2 + 4 * (index % 4), row: 3 + 4 * (index / 4)) }
        let bright = (0..<14 * 18).map { (pixel: Int) -> Double in pixel / 18 < 7 ? 0 : 1 }
        let figure = EncodedMapsFigure(
            heading: "", grid: Grid(rows: 14, columns: 18),
            image: .init("", values: bright), candidates: .points(points),
            maps: [.init("z1", values: (0..<12).map(Double.init), colorMap: .tide, limits: .full)])
        let pixels = try figure.pixels(pixelsPerPoint: Self.perPoint)
        let (image, map) = (figure.frame(0), figure.frame(1))
        #expect(
            pixels.color(at: image.point(GridPoint(column: 9, row: 2)), perPoint: Self.perPoint).isClose(
                to: ColorMap.grey.color(at: 0)))
        #expect(
            pixels.color(at: image.point(GridPoint(column: 9, row: 11)), perPoint: Self.perPoint).isClose(
                to: ColorMap.grey.color(at: 1)))
        for (index, point) in points.enumerated() {
            #expect(
                pixels.color(at: map.point(point), perPoint: Self.perPoint).isClose(
                    to: ColorMap.tide.color(at: Double(index) / 11)))
        }
    }
}
