/// How well clusters found without labels agree with known classes.
package enum ClusterAccuracy {
    /// Returns the share of items whose cluster stands for their class, with the best assignment of clusters to classes, none
    /// to two.
    ///
    /// - Parameters:
    ///   - clusters: The cluster of each item, 0 or more.
    ///   - classes: The class of each item, 0 or more.
    /// - Returns: A share, 0...1.
    /// - Complexity: O(n + k² 2^k) for the larger number of clusters or classes k, which must be 16 at most.
    package static func best(_ clusters: [Int], _ classes: [Int]) -> Double {
        precondition(clusters.count == classes.count && !clusters.isEmpty, "each item has a cluster and a class")
        let count = max(clusters.max() ?? 0, classes.max() ?? 0) + 1
        precondition(count <= 16, "assignments of up to 16 clusters are tried")
        var table = Array(repeating: 0, count: count * count)
        for (cluster, label) in zip(clusters, classes) { table[cluster * count + label] += 1 }
        // The best agreement of the first clusters, for each set of classes that they were given.
        var best = Array(repeating: -1, count: 1 << count)
        best[0] = 0
        for taken in 0..<1 << count where best[taken] >= 0 {
            let cluster = taken.nonzeroBitCount
            guard cluster < count else { continue }
            for label in 0..<count where taken & (1 << label) == 0 {
                let next = taken | (1 << label)
                best[next] = max(best[next], best[taken] + table[cluster * count + label])
            }
        }
        return Double(best[(1 << count) - 1]) / Double(clusters.count)
    }
}
