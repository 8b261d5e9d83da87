import Randomness
import Testing

@testable import Autoencoders

@Suite struct `Finding clusters` {
    /// Points about the corners of a square ten deviations wide, corner after corner.
    private static func points(_ count: Int) -> [[Float]] {
        var source = RandomSource(seed: 12)
        return (0..<count).map { index in
            let corner = index % 4
            return [Float(10 * (corner % 2)), Float(10 * (corner / 2))].map { $0 + Float(source.normal()) }
        }
    }

    @Test(arguments: 0..<5 as Range<UInt64>)
    func `finds them wherever it begins`(seed: UInt64) {
        var source = RandomSource(seed: seed)
        let labels = Clusters(of: Self.points(200), count: 4, using: &source).labels
        for corner in 0..<4 {
            #expect(Set(stride(from: corner, to: 200, by: 4).map { labels[$0] }).count == 1)
        }
        #expect(Set(labels) == [0, 1, 2, 3])
    }

    @Test func `names them as those that are known, which keep their names`() {
        var source = RandomSource(seed: 0)
        var known: [Int?] = Array(repeating: nil, count: 200)
        // Corner c is class 3 - c; one is mistaken, and no one knows of corner 3.
        (known[0], known[1], known[2], known[4]) = (3, 2, 1, 1)
        known[8] = 3
        let labels = Clusters(of: Self.points(200), count: 4, known: known, using: &source).labels
        for index in 5..<200 where index % 4 != 3 { #expect(labels[index] == 3 - index % 4) }
        #expect(labels[4] == 1)
        #expect(labels[7] == 0)
    }

    @Test func `does with fewer places than clusters`() {
        var source = RandomSource(seed: 0)
        let labels = Clusters(of: [[1], [1], [1]], count: 2, using: &source).labels
        #expect(Set(labels).count == 1)
    }
}
