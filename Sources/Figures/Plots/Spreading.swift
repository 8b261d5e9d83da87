/// Moving labels apart.
enum Spreading {
    /// The places nearest to `places`, in their order, that are `distance` apart and within `range`.
    ///
    /// Neighbours that are too close form a group around their common middle. Where `range` has no room for all, they
    /// begin at its lower end and run over the other.
    static func spread(_ places: [Double], distance: Double, within range: ClosedRange<Double>) -> [Double] {
        var groups: [(sum: Double, count: Int)] = []
        func start(_ group: (sum: Double, count: Int)) -> Double {
            let length = Double(group.count - 1) * distance
            let middle = group.sum / Double(group.count)
            return max(range.lowerBound, min(middle - length / 2, range.upperBound - length))
        }
        for place in places.sorted() {
            groups.append((place, 1))
            while groups.count > 1 {
                let (before, after) = (groups[groups.count - 2], groups[groups.count - 1])
                guard start(before) + Double(before.count) * distance > start(after) else { break }
                groups.removeLast(2)
                groups.append((before.sum + after.sum, before.count + after.count))
            }
        }
        return groups.flatMap { group in (0..<group.count).map { start(group) + Double($0) * distance } }
    }
}
