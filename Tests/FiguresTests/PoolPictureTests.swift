import Testing

@testable import Figures

@Suite("The picture of a pool")
struct PoolPictureTests {
    private let grid = Grid(rows: 100, columns: 120)

    /// Places spread over the grid by the additive recurrence R2 of Roberts (2018), on no lattice of pixels.
    private func spread(_ count: Int) -> [GridPoint] {
        (1...count).map { index in
            GridPoint(
                column: (Double(index) * 0.754877666).truncatingRemainder(dividingBy: 1) * 119,
                row: (Double(index) * 0.569840291).truncatingRemainder(dividingBy: 1) * 99)
        }
    }

    @Test("is cells for any stride and offset", arguments: [1, 2, 3, 7], [0.0, 1, 0.5])
    func strides(stride: Int, offset: Double) throws {
        let points = (0..<20).map {
            GridPoint(column: offset + Double($0 % 5 * stride), row: offset + Double($0 / 5 * stride))
        }
        let values = (0..<20).map(Double.init)
        guard case .cells(let raster) = PoolPicture(of: .points(points), values: values, on: grid) else {
            Issue.record("no cells")
            return
        }
        #expect((raster.columns, raster.rows) == (5, 4))
        #expect(raster.values == values)
        #expect((raster.cellWidth, raster.cellHeight) == (Double(stride), Double(stride)))
        // The first cell is centred on the first point; the centre of pixel 0 is at 0.5 from the edge of the image.
        #expect(raster.left + raster.cellWidth / 2 == offset + 0.5)
        #expect(raster.top + raster.cellHeight / 2 == offset + 0.5)
    }

    @Test("is cells in any order of the points, with gaps where a mask leaves them out")
    func mask() throws {
        let inside = (0..<grid.count).filter {
            ($0 % 120 - 60) * ($0 % 120 - 60) + ($0 / 120 - 50) * ($0 / 120 - 50) < 900
        }
        let points = inside.reversed().map { GridPoint(column: $0 % 120, row: $0 / 120) }
        let values = points.map { $0.row * 1000 + $0.column }
        guard case .cells(let raster) = PoolPicture(of: .points(points), values: values, on: grid) else {
            Issue.record("no cells")
            return
        }
        #expect(raster.values.count { !$0.isNaN } == points.count)
        for (cell, value) in raster.values.enumerated() where !value.isNaN {
            let column = Double(cell % raster.columns) + raster.left
            let row = Double(cell / raster.columns) + raster.top
            #expect(value == row * 1000 + column)
        }
    }

    @Test("is discs for few points on no lattice, and for pixels too far apart to be one")
    func discs() {
        for points in [spread(300), spread(300).map { GridPoint(column: $0.column.rounded(), row: $0.row.rounded()) }] {
            guard
                case .discs(let places, let radius) = PoolPicture(
                    of: .points(points), values: points.map(\.row), on: grid)
            else {
                Issue.record("no discs")
                continue
            }
            #expect(places == points)
            // 300 points over 12,000 pixels are some 6 apart.
            #expect((1.5...4).contains(radius))
        }
    }

    @Test("is the nearest point's value in each cell for many points", arguments: [2500, 100_000])
    func nearest(count: Int) throws {
        let points = spread(count)
        let values = points.map { $0.column + 200 * $0.row }
        guard case .cells(let raster) = PoolPicture(of: .points(points), values: values, on: grid) else {
            Issue.record("no cells")
            return
        }
        #expect(raster.values.count { $0.isNaN } == 0)
        // A look at all points, for some of the cells.
        for cell in Swift.stride(from: 0, to: raster.values.count, by: raster.values.count / 40) {
            let center = GridPoint(
                column: raster.left + (Double(cell % raster.columns) + 0.5) * raster.cellWidth - 0.5,
                row: raster.top + (Double(cell / raster.columns) + 0.5) * raster.cellHeight - 0.5)
            let nearest = points.indices.min {
                points[$0].squaredDistance(to: center) < points[$1].squaredDistance(to: center)
            }
            #expect(raster.values[cell] == nearest.map { values[$0] })
        }
    }

    @Test("may have no point or one, or the same point twice", arguments: [0, 1, 2])
    func degenerate(count: Int) throws {
        let points = Array(repeating: GridPoint(column: 3, row: 4), count: count)
        let map = HeatMap(title: "", grid: grid, candidates: .points(points), values: points.map { _ in 1 })
        #expect(try map.encoded(as: .png, pixelsPerPoint: 1).count > 1000)
    }

    @Test("copes with points far outside the image")
    func farAway() throws {
        let points = [GridPoint(column: 1e9, row: -1e12)] + (0..<20).map { GridPoint(column: $0, row: 2 * $0) }
        let map = HeatMap(title: "", grid: grid, candidates: .points(points), values: points.map { _ in 1 })
        #expect(try map.encoded(as: .png, pixelsPerPoint: 1).count > 1000)
    }
}
