/// One number a pixel, some of them perhaps not known.
struct ScalarField {
    let rows: Int
    let columns: Int
    private(set) var values: [Double?]

    init(rows: Int, columns: Int, values: [Double?]) {
        precondition(values.count == rows * columns, "a field needs a value a pixel")
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    /// The values in single precision, 0 where unknown.
    var floats: [Float] { values.map { Float($0 ?? 0) } }

    /// Gives each unknown pixel the median of the known ones in the smallest square around it that has any.
    ///
    /// - Returns: How many were unknown; nil, and nothing changed, if all are.
    mutating func fillFromNeighbors() -> Int? {
        let known = values
        guard known.contains(where: { $0 != nil }) else { return nil }
        var missing = 0
        for index in known.indices where known[index] == nil {
            missing += 1
            var reach = 1
            var neighbors: [Double] = []
            while neighbors.isEmpty {
                let (row, column) = (index / columns, index % columns)
                for y in max(row - reach, 0)...min(row + reach, rows - 1) {
                    for x in max(column - reach, 0)...min(column + reach, columns - 1) {
                        if let value = known[y * columns + x] { neighbors.append(value) }
                    }
                }
                reach += 1
            }
            values[index] = neighbors.sorted()[neighbors.count / 2]
        }
        return missing
    }

    /// Limits the values to the range between two percentiles of themselves.
    mutating func clip(toPercentiles low: Double, _ high: Double) {
        let sorted = values.compactMap { $0 }.sorted()
        guard !sorted.isEmpty else { return }
        let (lower, upper) = (Self.percentile(low, of: sorted), Self.percentile(high, of: sorted))
        values = values.map { $0.map { min(max($0, lower), upper) } }
    }

    /// Returns a percentile of sorted numbers, linear between neighbours (type 7 of Hyndman & Fan, 1996; NumPy's own).
    static func percentile(_ percent: Double, of sorted: [Double]) -> Double {
        let place = percent / 100 * Double(sorted.count - 1)
        let low = Int(place.rounded(.down))
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
    }

    /// Replaces each value by the median of the square around it, the field mirrored at its edges (c b a | a b c).
    mutating func medianFilter(side: Int) {
        guard side > 1 else { return }
        let source = values.map { $0 ?? 0 }
        let reach = side / 2
        var window: [Double] = []
        for row in 0..<rows {
            for column in 0..<columns {
                window.removeAll(keepingCapacity: true)
                for y in row - reach...row + reach {
                    for x in column - reach...column + reach {
                        window.append(source[Self.mirrored(y, rows) * columns + Self.mirrored(x, columns)])
                    }
                }
                window.sort()
                values[row * columns + column] = window[window.count / 2]
            }
        }
    }

    /// Returns which of `count` elements stands at an index beyond the ends when they are mirrored: c b a | a b c.
    static func mirrored(_ index: Int, _ count: Int) -> Int {
        let remainder = index % (2 * count)
        let folded = remainder < 0 ? remainder + 2 * count : remainder
        return folded < count ? folded : 2 * count - 1 - folded
    }
}
