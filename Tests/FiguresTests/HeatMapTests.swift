import Testing

@testable import Figures

@Suite("A heat map")
struct HeatMapTests {
    private static let perPoint = 2.0

    /// The colour drawn at the centre of the pixel in the given column and row of `map`'s image.
    private func color(_ map: HeatMap, _ pixels: Pixels, column: Int, row: Int) -> Color {
        let place = map.frame(in: Rectangle(page: map.size)).point(GridPoint(column: column, row: row))
        return pixels.color(column: Int(place.x * Self.perPoint), row: Int(place.y * Self.perPoint))
    }

    private func isClose(_ a: Color, _ b: Color) -> Bool {
        max(abs(a.red - b.red), abs(a.green - b.green), abs(a.blue - b.blue)) < 0.02
    }

    /// The shapes of images, and a corner of each by its column and row.
    private static let corners = [(5, 8), (8, 5), (70, 55), (32, 200), (200, 32), (2, 2)].flatMap { rows, columns in
        [(0, 0), (columns - 1, 0), (0, rows - 1), (columns - 1, rows - 1)].map { (rows, columns, $0.0, $0.1) }
    }

    @Test("draws row 0 at the top and x to the right", arguments: corners)
    func orientation(rows: Int, columns: Int, hotColumn: Int, hotRow: Int) throws {
        var values = Array(repeating: 0.0, count: rows * columns)
        values[hotRow * columns + hotColumn] = 1
        let map = HeatMap(title: "", grid: Grid(rows: rows, columns: columns), values: values)
        let pixels = try map.pixels(pixelsPerPoint: Self.perPoint)
        // Where on the whole page it is bright yellow, but for the colour bar, is the hot corner: on the page, not by `frame`.
        let frame = map.frame(in: Rectangle(page: map.size)).rectangle
        var (sumX, sumY, count) = (0.0, 0.0, 0.0)
        for y in 0..<pixels.height {
            for x in 0..<Int(frame.maxX * Self.perPoint)
            where isClose(pixels.color(column: x, row: y), ColorMap.lagoon.color(at: 1)) {
                (sumX, sumY, count) = (sumX + Double(x), sumY + Double(y), count + 1)
            }
        }
        try #require(count > 0)
        #expect((sumX / count < Self.perPoint * frame.center.x) == (hotColumn == 0))
        #expect((sumY / count < Self.perPoint * frame.center.y) == (hotRow == 0))
        #expect(isClose(color(map, pixels, column: hotColumn, row: hotRow), ColorMap.lagoon.color(at: 1)))
        #expect(isClose(color(map, pixels, column: columns - 1 - hotColumn, row: hotRow), ColorMap.lagoon.color(at: 0)))
        #expect(isClose(color(map, pixels, column: hotColumn, row: rows - 1 - hotRow), ColorMap.lagoon.color(at: 0)))
    }

    @Test("gives every pixel the colour of its value", arguments: [ColorMap.lagoon, .ember, .glacier, .grey])
    func colors(colorMap: ColorMap) throws {
        let grid = Grid(rows: 6, columns: 9)
        let values = (0..<54).map { Double($0 * 31 % 54) }
        let map = HeatMap(title: "", grid: grid, values: values, colorMap: colorMap)
        let pixels = try map.pixels(pixelsPerPoint: Self.perPoint)
        for row in 0..<6 {
            for column in 0..<9 {
                #expect(
                    isClose(
                        color(map, pixels, column: column, row: row), colorMap.color(at: values[row * 9 + column] / 53))
                )
            }
        }
    }

    @Test("has its lightest pixel where the greatest value of a smooth field is")
    func maximum() throws {
        let values = (0..<900).map { index in
            let (x, y) = (Double(index % 30) - 21, Double(index / 30) - 6)
            return 1 / (1 + x * x + y * y)
        }
        let map = HeatMap(title: "", grid: Grid(rows: 30, columns: 30), values: values)
        let pixels = try map.pixels(pixelsPerPoint: Self.perPoint)
        let lightness = (0..<900).map { index in
            let color = color(map, pixels, column: index % 30, row: index / 30)
            return 0.2126 * color.red + 0.7152 * color.green + 0.0722 * color.blue
        }
        #expect(lightness.indices.max { lightness[$0] < lightness[$1] } == 6 * 30 + 21)
    }

    @Test("hatches in neutral grey where there is no value")
    func missingValues() throws {
        var values = Array(repeating: 1.0, count: 100)
        values[0] = 0
        values[5 * 10 + 3] = .nan
        let map = HeatMap(title: "", grid: Grid(rows: 10, columns: 10), values: values)
        let color = color(map, try map.pixels(pixelsPerPoint: Self.perPoint), column: 3, row: 5)
        #expect(color.red > 0.65 && color.red < 0.95)
        #expect(max(abs(color.red - color.green), abs(color.green - color.blue)) < 0.04)
    }

    @Test("draws the values of a stride as cells, hatched around them")
    func stride() throws {
        // Every third pixel of the middle, one of them the highest.
        let points = (0..<36).map { (index: Int) in GridPoint(column: 5 + 3 * (index % 6), row: 5 + 3 * (index / 6)) }
        let values = points.map { $0 == GridPoint(column: 11, row: 8) ? 1.0 : 0 }
        let map = HeatMap(title: "", grid: Grid(rows: 26, columns: 26), candidates: .points(points), values: values)
        let pixels = try map.pixels(pixelsPerPoint: Self.perPoint)
        for (column, row) in [(11, 8), (10, 7), (12, 9), (10, 9)] {
            #expect(isClose(color(map, pixels, column: column, row: row), ColorMap.lagoon.color(at: 1)))
        }
        for (column, row) in [(13, 8), (11, 10), (8, 11), (4, 4), (21, 21)] {
            #expect(isClose(color(map, pixels, column: column, row: row), ColorMap.lagoon.color(at: 0)))
        }
        for (column, row) in [(3, 10), (22, 10), (10, 3), (10, 22)] {
            let color = color(map, pixels, column: column, row: row)
            #expect(abs(color.red - color.blue) < 0.04 && color.red > 0.65)
        }
    }

    @Test("draws a few points on no lattice as discs of their colours")
    func discs() throws {
        let points = [(3.3, 4.1), (17.2, 5.6), (8.8, 15.4), (14.0, 13.7)].map { GridPoint(column: $0.0, row: $0.1) }
        let map = HeatMap(
            title: "", grid: Grid(rows: 20, columns: 20), candidates: .points(points), values: [0, 1, 2, 3])
        let pixels = try map.pixels(pixelsPerPoint: Self.perPoint)
        let frame = map.frame(in: Rectangle(page: map.size))
        for (index, point) in points.enumerated() {
            let place = frame.point(point)
            let color = pixels.color(column: Int(place.x * Self.perPoint), row: Int(place.y * Self.perPoint))
            #expect(isClose(color, ColorMap.lagoon.color(at: Double(index) / 3)))
        }
        #expect(isClose(color(map, pixels, column: 10, row: 9), Palette.ground))
    }

    @Test("draws a constant field in one colour", arguments: [0.0, 3, -1e-12, 1e300, -Double.leastNonzeroMagnitude])
    func constant(value: Double) throws {
        let map = HeatMap(title: "", grid: Grid(rows: 3, columns: 3), values: Array(repeating: value, count: 9))
        let pixels = try map.pixels(pixelsPerPoint: Self.perPoint)
        let middle = ColorMap.lagoon.color(at: 0.5)
        for index in 0..<9 { #expect(isClose(color(map, pixels, column: index % 3, row: index / 3), middle)) }
    }

    @Test("draws infinite scores as the lowest and the highest of all")
    func infinity() throws {
        let map = HeatMap(title: "", grid: Grid(rows: 1, columns: 4), values: [-.infinity, 1, 2, .infinity])
        let pixels = try map.pixels(pixelsPerPoint: Self.perPoint)
        for (column, share) in [0.0, 0, 1, 1].enumerated() {
            #expect(isClose(color(map, pixels, column: column, row: 0), ColorMap.lagoon.color(at: share)))
        }
        #expect(map.scale.extendsBelow && map.scale.extendsAbove)
    }

    @Test("needs a value for each candidate")
    func counts() async {
        await #expect(processExitsWith: .failure) {
            _ = HeatMap(title: "", grid: Grid(rows: 2, columns: 2), values: [1, 2, 3])
        }
    }
}
