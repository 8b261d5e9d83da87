package import LinearAlgebra

/// Several features of the same candidates side by side, each a block of columns with a name.
package struct JoinedFeatures: CandidateFeatures {
    private let parts: [any CandidateFeatures]
    package let blocks: [FeatureBlock]
    package let count: Int
    package let dimension: Int

    /// Joins features, at least one, of as many candidates each, from left to right; no two of the same name.
    package init(_ parts: [(name: String, features: any CandidateFeatures)]) {
        precondition(!parts.isEmpty, "a candidate has at least one feature")
        count = parts[0].features.count
        precondition(parts.allSatisfy { $0.features.count == parts[0].features.count }, "all see the same candidates")
        precondition(Set(parts.map(\.name)).count == parts.count, "blocks have names of their own")
        self.parts = parts.map(\.features)
        var blocks: [FeatureBlock] = []
        for part in parts {
            let start = blocks.last?.columns.upperBound ?? 0
            blocks.append(FeatureBlock(name: part.name, columns: start..<start + part.features.dimension))
        }
        self.blocks = blocks
        dimension = blocks[blocks.count - 1].columns.upperBound
    }

    package var isStandardized: Bool { parts.allSatisfy(\.isStandardized) }

    package func copyRows(_ candidates: [Int], into matrix: inout Matrix<Float>) {
        precondition(
            matrix.columns == dimension && matrix.rows >= candidates.count, "the features do not fit the matrix")
        guard parts.count > 1 else {
            parts[0].copyRows(candidates, into: &matrix)
            return
        }
        let dimension = dimension
        for (part, block) in zip(parts, blocks) {
            let width = block.columns.count
            var rows = Matrix<Float>(rows: candidates.count, columns: width)
            part.copyRows(candidates, into: &rows)
            unsafe rows.withUnsafeElements { source in
                unsafe matrix.withUnsafeMutableElements { target in
                    for row in candidates.indices {
                        let start = row * dimension + block.columns.lowerBound
                        for column in 0..<width { unsafe target[start + column] = source[row * width + column] }
                    }
                }
            }
        }
    }
}
