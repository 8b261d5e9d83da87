import LinearAlgebra
import Testing

@testable import Surrogates

@Suite struct `Features of candidates` {
    @Test func `are copied row by row, in any order`() {
        let table = FeatureTable(dimension: 2, elements: [1, 2, 3, 4, 5, 6])
        var rows = Matrix<Float>(rows: 4, columns: 2)
        table.copyRows([2, 0, 2], into: &rows)
        #expect(rows.elements == [5, 6, 1, 2, 5, 6, 0, 0])
    }

    @Test func `are standardised together or each by itself`() {
        let table = FeatureTable(dimension: 2, elements: [0, 10, 2, 10, 4, 10])
        func rows(_ grouping: StandardizedFeatures.Grouping) -> [Float] {
            var rows = Matrix<Float>(rows: 3, columns: 2)
            StandardizedFeatures(table, grouping).copyRows([0, 1, 2], into: &rows)
            return rows.elements
        }
        let together = rows(.together)
        #expect(abs(together.reduce(0, +)) < 1e-5)
        #expect(abs(together.reduce(0) { $0 + $1 * $1 } / 6 - 1) < 1e-5)
        let separately = rows(.separately)
        #expect(separately.enumerated().allSatisfy { $0 % 2 == 0 || $1 == 0 }, "what does not vary is zero")
        #expect(abs(separately[4] - Float(1.5).squareRoot()) < 1e-6)
    }

    @Test func `standardised twice are standardised once, to the bit`() {
        let table = SurrogateCase.features
        let once = StandardizedFeatures(table)
        var first = Matrix<Float>(rows: 400, columns: 8)
        var second = Matrix<Float>(rows: 400, columns: 8)
        once.copyRows(Array(0..<400), into: &first)
        for grouping in StandardizedFeatures.Grouping.allCases {
            StandardizedFeatures(once, grouping).copyRows(Array(0..<400), into: &second)
            #expect(first.elements == second.elements)
        }
    }

    @Test func `stand side by side in named blocks`() {
        let first = FeatureTable(dimension: 2, elements: [1, 2, 3, 4, 5, 6])
        let second = FeatureTable(dimension: 1, elements: [7, 8, 9])
        let joined = JoinedFeatures([("stem", first), ("coordinates", second)])
        #expect((joined.count, joined.dimension) == (3, 3))
        #expect(
            joined.blocks == [
                FeatureBlock(name: "stem", columns: 0..<2), FeatureBlock(name: "coordinates", columns: 2..<3),
            ])
        var rows = Matrix<Float>(rows: 4, columns: 3)
        joined.copyRows([2, 0, 2], into: &rows)
        #expect(rows.elements == [5, 6, 9, 1, 2, 7, 5, 6, 9, 0, 0, 0])
        var alone = Matrix<Float>(rows: 1, columns: 2)
        JoinedFeatures([("stem", first)]).copyRows([1], into: &alone)
        #expect(alone.elements == [3, 4])
    }

    @Test func `are standardised when every block is`() {
        let raw = FeatureTable(dimension: 2, elements: [1, 20, 3, 40, 5, 90])
        let standard = StandardizedFeatures(raw, .separately)
        let half = JoinedFeatures([("a", standard), ("b", raw)])
        let whole = JoinedFeatures([("a", standard), ("b", StandardizedFeatures(raw))])
        #expect(!half.isStandardized && whole.isStandardized && !raw.isStandardized)
        var first = Matrix<Float>(rows: 3, columns: 4)
        var second = Matrix<Float>(rows: 3, columns: 4)
        whole.copyRows([0, 1, 2], into: &first)
        StandardizedFeatures(whole).copyRows([0, 1, 2], into: &second)
        #expect(first.elements == second.elements)
        #expect(StandardizedFeatures(whole).blocks.map(\.name) == ["a", "b"])
    }
}

@Suite struct `The shape of an embedding` {
    @Test func `is its spread in length scales and the number of directions that share it`() {
        let kernel = StationaryKernel(.rbf, lengthScales: [2, 1])
        // A square of half side 2 and 1: one length scale either way, two directions alike.
        let square: [Float] = [2, 1, 2, -1, -2, 1, -2, -1]
        let shape = EmbeddingShape(of: square, under: kernel)
        #expect(abs(shape.spread - 2.0.squareRoot()) < 1e-12)
        #expect(abs(shape.effectiveRank - 2) < 1e-12)
        let line = EmbeddingShape(of: [2, 1, 4, 2, 6, 3, 8, 4], under: kernel)
        #expect(abs(line.effectiveRank - 1) < 1e-12)
        let point = EmbeddingShape(of: [3, 3, 3, 3], under: kernel)
        #expect(point.spread == 0)
        #expect(point.effectiveRank == 0)
    }
}
