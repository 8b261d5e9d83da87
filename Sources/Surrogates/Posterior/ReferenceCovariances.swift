package import LinearAlgebra

/// The posterior covariances of a pool's candidates with a few reference candidates.
///
/// What depends on the references alone is computed once. cov(x, r) = k(x, r) - V_x' V_r, over the rows of V that are
/// kept, by matrix products (BLAS level 3) in blocks of bounded memory.
package struct ReferenceCovariances: Sendable {
    /// The reference candidates.
    package let references: [Int]
    private let posterior: PoolPosterior
    private let parts: [Part]
    private let mixed: [Double]

    /// What one member of the mixture needs of the references.
    private struct Part: Sendable {
        let coefficients: RowCoefficients
        /// V_r, n x m.
        let columns: [Double]
    }

    init(of posterior: PoolPosterior, with references: [Int]) {
        precondition(references.allSatisfy { $0 >= 0 && $0 < posterior.count }, "a reference belongs to the pool")
        self.posterior = posterior
        self.references = references
        mixed = posterior.mixedMeans(at: references)
        parts = posterior.members.map { member in
            let columns = member.projection.columns(of: references)
            let elements = columns.elements
            return Part(coefficients: RowCoefficients(columns, of: member.projection), columns: elements)
        }
    }

    /// Returns the covariances of the references with each other, in squared units of the targets.
    package func amongReferences() -> Matrix<Double> { posterior.covariance(of: references) }

    /// Returns the covariances of a range of candidates, a row each, with the references, in squared units of the
    /// targets: O(n m) a candidate.
    package func covariance(of candidates: Range<Int>) -> Matrix<Double> {
        precondition(candidates.lowerBound >= 0 && candidates.upperBound <= posterior.count, "no such candidates")
        var result = Matrix<Double>(rows: candidates.count, columns: references.count)
        Spans.forEachBlock(of: candidates) { range in
            let block = mixture(at: Array(range)) { member, part, result in
                let projection = member.projection
                let points = projection.points(range)
                projection.process.kernel.covariance(points, projection.points(references), into: &result)
                projection.addProducts(
                    part.coefficients, scale: -1, over: range, at: points, layout: .candidatesByCombinations,
                    into: &result)
            }
            result.replaceRows(from: range.lowerBound - candidates.lowerBound, with: block, rows: 0..<range.count)
        }
        return result
    }

    /// Returns the covariances of some candidates, a row each, with the references, in squared units of the targets.
    package func covariance(of candidates: [Int]) -> Matrix<Double> {
        precondition(candidates.allSatisfy { $0 >= 0 && $0 < posterior.count }, "no such candidates")
        return mixture(at: candidates) { member, part, result in
            let projection = member.projection
            projection.process.kernel.covariance(
                projection.points(candidates), projection.points(references), into: &result)
            let columns = Matrix(
                rows: projection.observed.count, columns: references.count, elements: part.columns)
            multiply(
                projection.columns(of: candidates), columns, transposing: .first, scale: -1, adding: 1, into: &result)
        }
    }

    /// Calls `body` with the covariances of all candidates with the references, a few hundred candidates at a time.
    package func forEachBlock(_ body: (Range<Int>, borrowing Matrix<Double>) -> Void) {
        Spans.forEachBlock(of: 0..<posterior.count) { range in
            let block = covariance(of: range)
            body(range, block)
        }
    }

    private func mixture(
        at candidates: [Int], _ covariance: (PoolMember, Part, inout Matrix<Double>) -> Void
    ) -> Matrix<Double> {
        let square = posterior.scale.standardDeviation * posterior.scale.standardDeviation
        let weights = posterior.weights
        var result = Matrix<Double>(rows: candidates.count, columns: references.count)
        if posterior.members.count == 1 {
            covariance(posterior.members[0], parts[0], &result)
            result.scale(by: square)
            return result
        }
        let means = posterior.mixedMeans(at: candidates)
        for (index, member) in posterior.members.enumerated() {
            var part = Matrix<Double>(rows: candidates.count, columns: references.count)
            covariance(member, parts[index], &part)
            result.add(
                part, zip(candidates, means).map { member.mean[$0] - $1 },
                zip(references, mixed).map { member.mean[$0] - $1 }, scale: weights[index] * square)
        }
        return result
    }
}
