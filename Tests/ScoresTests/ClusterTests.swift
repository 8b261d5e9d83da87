import Randomness
import Testing

@testable import Scores

@Suite struct `Clusters without labels` {
    /// Inertias and sizes: scikit-learn 1.9.1, KMeans(n_init=200, tol=0).
    @Test(arguments: [
        (3, 1136.8880223414149, [65, 106, 129]), (4, 780.2811062362366, [58, 67, 76, 99]),
        (5, 486.7483936917483, [44, 47, 67, 69, 73]),
    ])
    func `are as good as another library's`(clusters: Int, inertia: Double, sizes: [Int]) {
        var source = RandomSource(seed: 1)
        let found = KMeans(ScatteredPoints.blobs, clusters: clusters, restarts: 50, using: &source)
        #expect(abs(found.inertia - inertia) < 1e-9 * inertia)
        #expect((0..<clusters).map { label in found.labels.count { $0 == label } }.sorted() == sizes)
    }

    @Test func `can be as many as the points, some of them alike`() {
        let points = Points(dimension: 1, elements: [1, 1, 2, 5])
        var source = RandomSource(seed: 1)
        let found = KMeans(points, clusters: 4, restarts: 3, using: &source)
        #expect(found.inertia == 0)
        #expect(Set([found.labels[0], found.labels[2], found.labels[3]]).count == 3)
    }

    @Test func `of one cluster have the mean as center`() {
        var source = RandomSource(seed: 1)
        let found = KMeans(Points(dimension: 2, elements: [0, 1, 4, 3]), clusters: 1, using: &source)
        #expect(found.centers.elements == [2, 2] && found.inertia == 10)
    }

    @Test func `agree with classes by the best assignment`() {
        #expect(ClusterAccuracy.best([2, 2, 0, 0, 1], [0, 0, 1, 1, 2]) == 1)
        // The majority of both clusters is class 0, but only one may stand for it.
        #expect(ClusterAccuracy.best([0, 0, 0, 1, 1], [0, 0, 0, 0, 1]) == 0.8)
        #expect(ClusterAccuracy.best([0, 0, 0, 0], [0, 1, 2, 3]) == 0.25)
        // More clusters than classes: those that are left over are wrong.
        #expect(ClusterAccuracy.best([0, 1, 2, 3, 4, 4], [0, 0, 1, 1, 1, 1]) == 0.5)
    }

    @Test func `agree as all permutations tried say`() {
        var source = RandomSource(seed: 3)
        for _ in 0..<50 {
            let (clusters, classes) = (
                (0..<40).map { _ in source.integer(below: 4) }, (0..<40).map { _ in source.integer(below: 4) }
            )
            let best = Self.permutations([0, 1, 2, 3]).map { order in
                zip(clusters, classes).count { order[$0.0] == $0.1 }
            }.max()
            #expect(Double(best ?? 0) / 40 == ClusterAccuracy.best(clusters, classes))
        }
    }

    private static func permutations(_ items: [Int]) -> [[Int]] {
        guard let first = items.first else { return [[]] }
        return permutations(Array(items.dropFirst())).flatMap { rest in
            (0...rest.count).map { Array(rest[..<$0]) + [first] + Array(rest[$0...]) }
        }
    }
}
