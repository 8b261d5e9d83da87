package import Randomness

/// Points divided among centers so that the sum of the squared distances to them is small.
///
/// Lloyd's algorithm (IEEE Transactions on Information Theory 28, 1982). Centers begin at points drawn far from each other (k-means++, Arthur & Vassilvitskii, SODA 2007); of several beginnings the
/// one that ends best is kept.
package struct KMeans: Hashable, Sendable {
    /// For each point the number of its center.
    package let labels: [Int]
    package let centers: Points
    /// The sum of the squared distances.
    package let inertia: Double

    /// Divides points.
    ///
    /// - Parameters:
    ///   - points: At least as many as clusters, all finite.
    ///   - clusters: How many centers, 1 or more.
    ///   - restarts: How many beginnings are tried.
    ///   - source: What the beginnings are drawn from.
    package init(_ points: Points, clusters: Int, restarts: Int = 20, using source: inout RandomSource) {
        precondition(clusters > 0 && clusters <= points.count, "there are at least as many points as clusters")
        precondition(restarts > 0, "k-means begins once at least")
        var best = Self.settled(points, Self.drawn(points, clusters, &source))
        for _ in 1..<restarts {
            let next = Self.settled(points, Self.drawn(points, clusters, &source))
            if next.inertia < best.inertia { best = next }
        }
        self = best
    }

    private init(labels: [Int], centers: Points, inertia: Double) {
        (self.labels, self.centers, self.inertia) = (labels, centers, inertia)
    }

    /// Draws points as centers, each with a probability that grows with the squared distance to those before.
    private static func drawn(_ points: Points, _ clusters: Int, _ source: inout RandomSource) -> [Double] {
        var centers = Array(points[source.integer(below: points.count)])
        var distances = Array(repeating: Double.infinity, count: points.count)
        for center in 1..<max(clusters, 1) {
            var total = 0.0
            for index in 0..<points.count {
                distances[index] = min(distances[index], points.squaredDistance(index, to: center - 1, in: centers))
                total += distances[index]
            }
            var rest = source.uniform() * total
            var chosen = points.count - 1
            for index in 0..<points.count where distances[index] > 0 {
                rest -= distances[index]
                chosen = index
                if rest < 0 { break }
            }
            centers += points[chosen]
        }
        return centers
    }

    /// Moves centers to the means of their points until no point changes its center.
    private static func settled(_ points: Points, _ beginning: [Double]) -> KMeans {
        let (dimension, clusters) = (points.dimension, beginning.count / points.dimension)
        var centers = beginning
        var labels = Array(repeating: -1, count: points.count)
        var distances = Array(repeating: 0.0, count: points.count)
        for _ in 0..<500 {
            var hasChanged = false
            for index in 0..<points.count {
                var (nearest, least) = (0, Double.infinity)
                for center in 0..<clusters {
                    let distance = points.squaredDistance(index, to: center, in: centers)
                    if distance < least { (nearest, least) = (center, distance) }
                }
                if labels[index] != nearest { (labels[index], hasChanged) = (nearest, true) }
                distances[index] = least
            }
            guard hasChanged else { break }
            var sums = Array(repeating: 0.0, count: centers.count)
            var counts = Array(repeating: 0, count: clusters)
            for (index, label) in labels.enumerated() {
                counts[label] += 1
                for column in 0..<dimension {
                    sums[label * dimension + column] += points[index][index * dimension + column]
                }
            }
            for center in 0..<clusters {
                if counts[center] == 0 {
                    // A center that has lost its points goes to the one that lies worst.
                    let farthest = distances.indices.max { distances[$0] < distances[$1] } ?? 0
                    distances[farthest] = 0
                    centers.replaceSubrange(center * dimension..<(center + 1) * dimension, with: points[farthest])
                    continue
                }
                for column in 0..<dimension {
                    centers[center * dimension + column] = sums[center * dimension + column] / Double(counts[center])
                }
            }
        }
        return KMeans(
            labels: labels, centers: Points(dimension: dimension, elements: centers),
            inertia: distances.reduce(0, +))
    }
}
