/// In which form the values of a pool are shown.
enum PoolPicture: Hashable, Sendable {
    /// As cells that touch.
    case cells(CellRaster)
    /// As one disc a point, for points that are few and on no lattice; the radius is in pixels of the image.
    case discs([GridPoint], radius: Double)

    /// Up to how many points are shown as discs.
    static let mostDiscs = 2000

    /// Chooses the form that suits `candidates`.
    init(of candidates: Candidates, values: [Double], on grid: Grid) {
        switch candidates {
        case .everyPixel:
            self = .cells(CellRaster(everyPixelOf: grid, values: values))
        case .points(let points):
            if let lattice = CellRaster(latticeOf: points, values: values, on: grid) {
                self = .cells(lattice)
            } else if points.count <= Self.mostDiscs {
                self = .discs(points, radius: Self.radius(for: points, on: grid))
            } else {
                self = .cells(CellRaster(nearestOf: points, values: values, on: grid))
            }
        }
    }

    /// Somewhat over half of what is typically between neighbours, so that discs just overlap.
    private static func radius(for points: [GridPoint], on grid: Grid) -> Double {
        let largest = Double(max(grid.rows, grid.columns)) / 30
        var distances: [Double] = []
        for (index, point) in points.enumerated() {
            var least = Double.infinity
            for (other, neighbour) in points.enumerated() where other != index {
                let squaredDistance = point.squaredDistance(to: neighbour)
                if squaredDistance > 0 && squaredDistance < least { least = squaredDistance }
            }
            if least < .infinity { distances.append(least.squareRoot()) }
        }
        return min(largest, 0.65 * (Quantiles.quantile(0.5, of: distances) ?? 2 * largest))
    }
}
