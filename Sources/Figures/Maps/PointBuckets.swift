/// Points sorted into square buckets, so that those near a place are found without a look at all.
struct PointBuckets {
    private let points: [GridPoint]
    private let side: Double
    private let columns: Int
    private let rows: Int
    /// The indices of the points, bucket after bucket.
    private var members: [Int]
    /// Where each bucket begins in `members`, and the end of the last.
    private var starts: [Int]

    /// Sorts those of `points` that lie in an image of `width` by `height` pixels into buckets of the given side.
    init(_ points: [GridPoint], width: Double, height: Double, side: Double) {
        self.points = points
        self.side = side
        columns = Int(width / side) + 1
        rows = Int(height / side) + 1
        let (columns, rows) = (columns, rows)
        let buckets = points.map { point -> Int? in
            let (column, row) = ((point.column + 0.5) / side, (point.row + 0.5) / side)
            guard column >= 0, row >= 0, column < Double(columns), row < Double(rows) else { return nil }
            return Int(row) * columns + Int(column)
        }
        starts = Array(repeating: 0, count: columns * rows + 1)
        for case let bucket? in buckets { starts[bucket + 1] += 1 }
        for bucket in 0..<columns * rows { starts[bucket + 1] += starts[bucket] }
        var free = starts
        members = Array(repeating: 0, count: starts[columns * rows])
        for (index, bucket) in buckets.enumerated() {
            guard let bucket else { continue }
            members[free[bucket]] = index
            free[bucket] += 1
        }
    }

    /// The index of the point nearest to `place`, if one is closer than `reach`, which is at most the side of a bucket.
    func nearest(to place: GridPoint, within reach: Double) -> Int? {
        let (column, row) = (Int((place.column + 0.5) / side), Int((place.row + 0.5) / side))
        var best: (index: Int, squaredDistance: Double)?
        for y in max(0, row - 1)...max(0, min(rows - 1, row + 1)) {
            for x in max(0, column - 1)...max(0, min(columns - 1, column + 1)) {
                for index in members[starts[y * columns + x]..<starts[y * columns + x + 1]] {
                    let squaredDistance = points[index].squaredDistance(to: place)
                    if squaredDistance < best?.squaredDistance ?? (reach * reach) { best = (index, squaredDistance) }
                }
            }
        }
        return best?.index
    }
}
