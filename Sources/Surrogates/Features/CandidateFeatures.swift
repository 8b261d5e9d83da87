package import LinearAlgebra

/// The features of a pool of candidates: what a surrogate sees of each.
///
/// Rows are asked for in batches and never kept, so a pool of a million patches can be cut from its image as it is
/// read. The same row must have the same numbers whenever it is asked for.
package protocol CandidateFeatures: Sendable {
    /// The number N of candidates.
    var count: Int { get }

    /// The number d of features of a candidate.
    var dimension: Int { get }

    /// What the columns are: blocks that follow each other and cover all of them.
    var blocks: [FeatureBlock] { get }

    /// Whether every block has been brought to mean 0 and variance 1 over the pool, so that it need not be again.
    var isStandardized: Bool { get }

    /// Sets the leading rows of `matrix`, which has `dimension` columns, to the features of `candidates` in order.
    ///
    /// - Parameters:
    ///   - candidates: Numbers in 0 ..< `count`, in any order, repeated or not; at most as many as `matrix` has rows.
    ///   - matrix: Where the features go.
    func copyRows(_ candidates: [Int], into matrix: inout Matrix<Float>)
}

extension CandidateFeatures {
    /// One block of the name `features`.
    package var blocks: [FeatureBlock] { [FeatureBlock(name: "features", columns: 0..<dimension)] }

    /// Not known to be.
    package var isStandardized: Bool { false }
}

/// Features held in memory, row after row.
package struct FeatureTable: CandidateFeatures, Hashable {
    package let dimension: Int
    /// The features, row after row.
    package let elements: [Float]

    /// Creates a table of `elements`, whose number is a multiple of `dimension`.
    package init(dimension: Int, elements: [Float]) {
        precondition(dimension > 0, "a candidate has at least one feature")
        precondition(elements.count.isMultiple(of: dimension), "a table has whole rows")
        self.dimension = dimension
        self.elements = elements
    }

    package var count: Int { elements.count / dimension }

    package func copyRows(_ candidates: [Int], into matrix: inout Matrix<Float>) {
        precondition(
            matrix.columns == dimension && matrix.rows >= candidates.count, "the features do not fit the matrix")
        unsafe elements.withUnsafeBufferPointer { source in
            unsafe matrix.withUnsafeMutableElements { target in
                for (row, candidate) in candidates.enumerated() {
                    precondition(candidate >= 0 && candidate < count, "no such candidate")
                    for column in 0..<dimension {
                        unsafe target[row * dimension + column] = source[candidate * dimension + column]
                    }
                }
            }
        }
    }
}
