import Testing

@testable import Figures

/// Pixels of a figure at a place on its page.
extension Pixels {
    func color(at point: Point, perPoint: Double) -> Color {
        color(column: Int(point.x * perPoint), row: Int(point.y * perPoint))
    }
}

extension Color {
    func isClose(to other: Color, within tolerance: Double = 0.02) -> Bool {
        max(abs(red - other.red), abs(green - other.green), abs(blue - other.blue)) < tolerance
    }
}

@Suite("A tile")
struct ImageTileTests {
    /// One tile on a page of its own.
    private struct Page: Figure {
        let tile: ImageTile
        var colors = TileColors.grey
        var others: [ImageTile] = []
        let size = Size(width: 60, height: 60)
        let place = Rectangle(x: 10, y: 10, width: 40, height: 40)

        func draw(on canvas: Canvas) {
            tile.draw(on: canvas, in: place, TileScale(of: [tile] + others, colors))
        }

        /// The colour of each pixel of a tile of the given shape, row by row.
        func colors(rows: Int, columns: Int) throws -> [Color] {
            let pixels = try pixels(pixelsPerPoint: 4)
            return (0..<rows * columns).map { index in
                let x = place.x + (Double(index % columns) + 0.5) / Double(columns) * place.width
                let y = place.y + (Double(index / columns) + 0.5) / Double(rows) * place.height
                return pixels.color(at: Point(x: x, y: y), perPoint: 4)
            }
        }
    }

    @Test("shows row 0 at the top, each pixel in the colour of its value", arguments: [ColorMap.grey, .lagoon, .tide])
    func grey(colorMap: ColorMap) throws {
        let values = (0..<12).map { Double($0 * 5 % 12) }
        let colors = try Page(tile: .image(values, rows: 3, columns: 4), colors: TileColors(colorMap)).colors(
            rows: 3, columns: 4)
        for (value, color) in zip(values, colors) {
            #expect(color.isClose(to: colorMap.color(at: value / 11)))
        }
    }

    @Test("has the scale of all tiles beside it")
    func commonScale() throws {
        let other = ImageTile.image([-1, 3], rows: 1, columns: 2)
        let colors = try Page(tile: .image([0, 1], rows: 1, columns: 2), others: [other]).colors(rows: 1, columns: 2)
        #expect(colors[0].isClose(to: ColorMap.grey.color(at: 0.25)))
        #expect(colors[1].isClose(to: ColorMap.grey.color(at: 0.5)))
    }

    @Test(
        "of equal values has the middle colour, whatever they are",
        arguments: [0, 1, -1e300, Double.leastNonzeroMagnitude])
    func constant(value: Double) throws {
        let colors = try Page(tile: .image([value, value, value], rows: 1, columns: 3)).colors(rows: 1, columns: 3)
        #expect(colors.allSatisfy { $0.isClose(to: ColorMap.grey.color(at: 0.5)) })
    }

    @Test("is hatched where it has no value")
    func missing() throws {
        let colors = try Page(
            tile: .image([0, .nan, 1, 2], rows: 2, columns: 2), colors: TileColors(.lagoon)
        ).colors(rows: 2, columns: 2)
        #expect(abs(colors[1].red - colors[1].blue) < 0.05 && colors[1].red > 0.65)
        #expect(colors[2].isClose(to: ColorMap.lagoon.color(at: 0.5)))
        let blank = try Page(tile: .color([1, .nan, 0, 0, 0, 0], rows: 1, columns: 2)).colors(rows: 1, columns: 2)
        #expect(blank[0].isClose(to: Color(red: 1, green: 0, blue: 0)))
        #expect(abs(blank[1].red - blank[1].blue) < 0.05 && blank[1].red > 0.65)
    }

    @Test("in colour takes red, then green, then blue, from 0 to 1")
    func color() throws {
        let tile = ImageTile.color([1, 0, 0, 0.5, 0, 1, 0, 0.5, 0, 0, 7, 0.5], rows: 2, columns: 2)
        let expected = [(1.0, 0.0, 0.0), (0, 1, 0), (0, 0, 1), (0.5, 0.5, 0.5)]
        for (color, rgb) in zip(try Page(tile: tile).colors(rows: 2, columns: 2), expected) {
            #expect(color.isClose(to: Color(red: rgb.0, green: rgb.1, blue: rgb.2)))
        }
    }

    @Test("of a spectrum draws its line from left to right, great values at the top, and the other behind it")
    func spectrum() throws {
        let page = Page(tile: .spectrum((0..<21).map(Double.init), behind: Array(repeating: 10, count: 21)))
        let pixels = try page.pixels(pixelsPerPoint: 4)
        func rows(_ color: Color, x: Double) -> [Double] {
            (0..<pixels.height).filter {
                pixels.color(column: Int(x * 4), row: $0).isClose(to: color)
            }.map { Double($0) / 4 }
        }
        let (left, right) = (rows(Palette.series[0], x: 15), rows(Palette.series[0], x: 45))
        try #require(!left.isEmpty && !right.isEmpty)
        #expect(left.allSatisfy { $0 > 38 && $0 < 48 } && right.allSatisfy { $0 > 12 && $0 < 22 })
        #expect(
            rows(Palette.reference, x: 15).allSatisfy { abs($0 - 30) < 2 } && !rows(Palette.reference, x: 15).isEmpty)
        // A single channel is a spot, in the middle.
        let spot = try Page(tile: .spectrum([3])).pixels(pixelsPerPoint: 4)
        #expect(spot.color(at: Point(x: 30, y: 30), perPoint: 4).isClose(to: Palette.series[0]))
    }

    @Test("of a spectrum lies over its axis, evenly spaced or not, and back again where that turns")
    func axis() throws {
        // All but the first value are 1; the second half of the channels lies in the last tenth of the axis.
        let axis = SpectralAxis("voltage", unit: "V", values: [0, 9, 9.5, 10])
        let page = Page(tile: .spectrum([0, 1, 1, 1], over: axis))
        let pixels = try page.pixels(pixelsPerPoint: 4)
        func lowest(x: Double) -> Double? {
            (0..<pixels.height).last {
                pixels.color(column: Int(x * 4), row: $0).isClose(to: Palette.series[0])
            }.map { Double($0) / 4 }
        }
        // Half way along the axis the line has risen by 5/9 of its height, not to the top.
        let (foot, middle, top) = (
            try #require(lowest(x: 12.5)), try #require(lowest(x: 30)), try #require(lowest(x: 47))
        )
        #expect(abs((foot - middle) / (foot - top) - 5.0 / 9) < 0.06)
        let loop = SpectralAxis("voltage", values: [0, 1, 0])
        let back = try Page(tile: .spectrum([0, 1, 2], over: loop)).pixels(pixelsPerPoint: 4)
        // Up to the right, and further up to the left: both ends of the loop are at the left edge.
        let left = (0..<back.height).filter { back.color(column: 13 * 4, row: $0).isClose(to: Palette.series[0]) }
        let rows = left.map { Double($0) / 4 }
        #expect((rows.min() ?? 60) < 20 && (rows.max() ?? 0) > 40)
    }

    @Test("says in words what its axes are, where no bar does")
    func words() {
        let axis = SpectralAxis("frequency", unit: "Hz", values: [3e5, 3.5e5, 4e5])
        let spectra = TileScale(of: [.spectrum([0, 0.5, 1.25], over: axis)], .grey)
        #expect(spectra.words == "Each spectrum: frequency from 300 to 400 kHz, values from 0.00 to 1.25.")
        let counted = TileScale(of: [.spectrum([0, 1, 2])], .grey)
        #expect(counted.words == "Each spectrum: channel from 0 to 2, values from 0 to 2.")
        let image = ImageTile.image([0, 0.5], rows: 1, columns: 2)
        #expect(TileScale(of: [image], .grey).words == "Black to white: 0.0 to 0.5.")
        #expect(TileScale(of: [image], .signed).words.isEmpty)
        #expect(TileScale(of: [.color([0, 0, 1], rows: 1, columns: 1)], .grey).words.isEmpty)
        #expect(spectra.explained("A note.").hasPrefix("A note. · Each"))
    }

    @Test("differs from another of its shape by pixel and sign, and from other shapes not at all")
    func difference() {
        let tile = ImageTile.image([1, 2, 3, 4], rows: 2, columns: 2)
        #expect(tile.difference(from: .image([4, 2, 2, 2], rows: 2, columns: 2))?.values == [-3, 0, 1, 2])
        #expect(tile.difference(from: .image([4, 2, 2, 2], rows: 1, columns: 4)) == nil)
        #expect(tile.difference(from: .spectrum([4, 2, 2, 2])) == nil)
        #expect(
            ImageTile.spectrum([1, 2], behind: [5]).difference(from: .spectrum([3, 1])) == .spectrum([-2, 1]))
        let red = ImageTile.color([1, 0, 0], rows: 1, columns: 1)
        let blue = ImageTile.color([0, 0, 1], rows: 1, columns: 1)
        #expect(red.difference(from: blue)?.values == [1, 0.5, 0])
        #expect(red.difference(from: blue, reach: 2)?.values == [0.75, 0.5, 0.25])
    }

    @Test(
        "keeps the proportions of its image, but for the longest", arguments: [(4, 8, 2.0), (10, 5, 0.5), (1, 99, 6)])
    func aspect(rows: Int, columns: Int, expected: Double) {
        #expect(
            ImageTile.image(Array(repeating: 0, count: rows * columns), rows: rows, columns: columns).aspect == expected
        )
    }

    @Test("has as many values as its shape")
    func shape() async {
        await #expect(processExitsWith: .failure) { _ = ImageTile.image([1, 2, 3], rows: 2, columns: 2) }
        await #expect(processExitsWith: .failure) { _ = ImageTile.color([1, 2, 3, 4], rows: 2, columns: 2) }
        await #expect(processExitsWith: .failure) { _ = ImageTile.spectrum([]) }
        await #expect(processExitsWith: .failure) {
            _ = ImageTile.spectrum([1, 2], over: SpectralAxis("", values: [1]))
        }
    }
}

@Suite("The table of tiles")
struct TileGridTests {
    @Test(
        "fits its room, leaves gaps and keeps the tiles in order",
        arguments: [(1, 1, 1.0), (12, 12, 1), (3, 40, 6), (40, 3, 1.0 / 6), (200, 200, 1)])
    func fits(rows: Int, columns: Int, aspect: Double) {
        let grid = TileGrid(
            rows: rows, columns: columns, aspect: aspect, in: Size(width: 700, height: 720), largest: 72)
        #expect(grid.size.width <= 700.01 && grid.size.height <= 720.01)
        #expect(grid.gap <= 0.2 * grid.tile.width)
        #expect(abs(grid.tile.width / grid.tile.height / aspect - 1) < 1e-9)
        let origin = Point(x: 3, y: 4)
        let last = grid.rectangle(row: rows - 1, column: columns - 1, from: origin)
        #expect(abs(last.maxX - 3 - grid.size.width) < 1e-9 && abs(last.maxY - 4 - grid.size.height) < 1e-9)
    }
}
