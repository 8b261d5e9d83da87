package import LinearAlgebra
package import Randomness

/// A posterior of which covariances and joint samples may be asked, besides its means and standard deviations.
///
/// All of it is about the latent, noise-free objective over the pool's N candidates, in the objective's units; candidates
/// are indices in the pool. What is asked must agree with the means and standard deviations of the ``Belief`` beside it.
/// Functions ask for blocks of candidates in ascending order, so that nothing of size N x N is ever made.
package protocol JointBelief: Sendable {
    /// The number N of candidates.
    var count: Int { get }

    /// The variance σn² of the noise of an observation still to come, in squared units of the objective; 0 or above.
    var noiseVariance: Double { get }

    /// Returns the covariances of a block of candidates with m references, block x m.
    ///
    /// - Parameters:
    ///   - candidates: The block, within 0..<N; functions keep it to a few thousand.
    ///   - references: Candidates, none twice; the same in every call of a series of blocks.
    /// - Returns: A row a candidate, a column a reference.
    /// - Throws: What keeps the surrogate from it.
    func covariance(of candidates: Range<Int>, with references: [Int]) throws -> Matrix<Double>

    /// Returns the covariances among m references, m x m, both triangles filled.
    func covariance(among references: [Int]) throws -> Matrix<Double>

    /// Draws the objective over the whole pool, several times, exactly or as pathwise samples do.
    ///
    /// - Parameters:
    ///   - number: How many samples.
    ///   - source: Where the random numbers come from.
    /// - Returns: A sample a row, a candidate a column. A candidate at which none was drawn has NaN in its column.
    /// - Throws: What keeps the surrogate from it, usually a covariance that cannot be factored.
    func samples(_ number: Int, using source: inout RandomSource) throws -> Matrix<Double>
}

extension JointBelief {
    /// Calls `body` with the covariances of consecutive blocks of candidates with the references, until all had their turn.
    func forEachBlock(
        with references: [Int],
        _ body: (_ candidates: Range<Int>, _ covariances: borrowing Matrix<Double>) throws -> Void
    ) throws {
        // Two MB a block stay in the processor's cache, and the products are still large enough for BLAS.
        let height = min(max((1 << 18) / max(references.count, 1), 128), 8192)
        for start in stride(from: 0, to: count, by: height) {
            let block = start..<min(start + height, count)
            let covariances = try covariance(of: block, with: references)
            precondition(
                covariances.rows == block.count && covariances.columns == references.count,
                "a block of covariances has a row a candidate and a column a reference")
            try body(block, covariances)
        }
    }
}
