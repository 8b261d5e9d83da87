import Randomness

/// Clusters of points by k-means, begun far apart (Arthur & Vassilvitskii, SODA 2007), some points of which may be given their
/// cluster (Basu et al., ICML 2002).
struct Clusters {
    /// The cluster of each point.
    private(set) var labels: [Int]
    /// The sum of the squared distances of all points from the middle of their cluster.
    private(set) var spread: Double

    /// Finds clusters: those of the least spread of several attempts.
    ///
    /// - Parameters:
    ///   - points: Points of as many numbers each.
    ///   - count: The number of clusters.
    ///   - known: The cluster of each point that has one already; empty if none has.
    ///   - attempts: How often to begin anew.
    ///   - source: Where the beginnings are drawn from.
    init(
        of points: [[Float]], count: Int, known: [Int?] = [], attempts: Int = 10, using source: inout RandomSource
    ) {
        precondition(count > 0 && !points.isEmpty, "clusters need points")
        precondition(known.isEmpty || known.count == points.count, "each point is known or not")
        (labels, spread) = (known.map { $0 ?? 0 }, .infinity)
        for _ in 0..<attempts {
            let found = Self.attempt(points, count, known, &source)
            if found.spread < spread { (labels, spread) = found }
        }
    }

    private static func attempt(
        _ points: [[Float]], _ count: Int, _ known: [Int?], _ source: inout RandomSource
    ) -> (labels: [Int], spread: Double) {
        var middles = known.isEmpty ? Array(repeating: nil, count: count) : means(points, known, count)
        for cluster in 0..<count where middles[cluster] == nil {
            let begun = middles.compactMap(\.self)
            let distances = points.map { point in begun.map { distance(point, $0) }.min() ?? 1 }
            var rest = source.uniform() * distances.reduce(0, +)
            let chosen =
                distances.firstIndex {
                    rest -= $0; return rest < 0
                } ?? points.count - 1
            middles[cluster] = points[chosen]
        }
        var labels: [Int?] = []
        var spread = Double.infinity
        for _ in 0..<100 {
            let places = middles.map { $0 ?? [] }
            let nearest = points.enumerated().map { index, point -> (label: Int, distance: Double) in
                if !known.isEmpty, let label = known[index] { return (label, distance(point, places[label])) }
                let distances = places.map { distance(point, $0) }
                let best = distances.indices.min { distances[$0] < distances[$1] } ?? 0
                return (best, distances[best])
            }
            let sum = nearest.reduce(0) { $0 + $1.distance }
            guard sum < spread else { break }
            (labels, spread) = (nearest.map(\.label), sum)
            // A cluster that lost its points stays where it was.
            middles = zip(means(points, labels, count), middles).map { $0 ?? $1 }
        }
        return (labels.map { $0 ?? 0 }, spread)
    }

    /// The middle of each cluster, nil where it has no points.
    private static func means(_ points: [[Float]], _ labels: [Int?], _ count: Int) -> [[Float]?] {
        var sums = Array(repeating: Array(repeating: Double(0), count: points[0].count), count: count)
        var counts = Array(repeating: 0, count: count)
        for (point, label) in zip(points, labels) {
            guard let label else { continue }
            counts[label] += 1
            for (index, value) in point.enumerated() { sums[label][index] += Double(value) }
        }
        return zip(sums, counts).map { sum, count in count > 0 ? sum.map { Float($0 / Double(count)) } : nil }
    }

    private static func distance(_ a: [Float], _ b: [Float]) -> Double {
        zip(a, b).reduce(0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
    }
}
