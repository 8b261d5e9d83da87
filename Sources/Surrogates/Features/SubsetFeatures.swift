package import LinearAlgebra

/// The features of some of a pool's candidates, under numbers of their own.
package struct SubsetFeatures: CandidateFeatures {
    private let base: any CandidateFeatures
    private let candidates: [Int]
    /// The features, where they were read at once.
    private let table: FeatureTable?

    /// Features that take no more bytes than this are read at once and kept.
    private static let keptBytes = 1 << 26

    /// Chooses candidates of a pool.
    ///
    /// - Parameters:
    ///   - base: The features of the pool.
    ///   - candidates: Which candidates; candidate i of the subset is the i-th of them.
    package init(_ base: any CandidateFeatures, _ candidates: [Int]) {
        self.base = base
        self.candidates = candidates
        let dimension = base.dimension
        guard candidates.count * dimension * MemoryLayout<Float>.size <= Self.keptBytes else {
            table = nil
            return
        }
        var rows = Matrix<Float>(rows: candidates.count, columns: dimension)
        base.copyRows(candidates, into: &rows)
        table = FeatureTable(dimension: dimension, elements: rows.release())
    }

    package var count: Int { candidates.count }
    package var dimension: Int { base.dimension }
    package var blocks: [FeatureBlock] { base.blocks }
    package var isStandardized: Bool { base.isStandardized }

    package func copyRows(_ candidates: [Int], into matrix: inout Matrix<Float>) {
        if let table { return table.copyRows(candidates, into: &matrix) }
        base.copyRows(candidates.map { self.candidates[$0] }, into: &matrix)
    }
}

extension CandidateFeatures {
    /// Returns the features of all candidates, row after row, read in blocks.
    func elements() -> [Float] {
        let width = Prediction.blockWidth
        var result: [Float] = []
        result.reserveCapacity(count * dimension)
        var block = Matrix<Float>(rows: min(width, count), columns: dimension)
        for start in stride(from: 0, to: count, by: width) {
            let candidates = Array(start..<min(start + width, count))
            copyRows(candidates, into: &block)
            result += block.elements.prefix(candidates.count * dimension)
        }
        return result
    }
}
