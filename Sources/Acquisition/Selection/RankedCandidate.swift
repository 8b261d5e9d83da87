/// A candidate and its score.
package struct RankedCandidate: Hashable, Sendable {
    /// The candidate's index in the pool.
    package let candidate: Int
    package let score: Double

    package init(candidate: Int, score: Double) {
        self.candidate = candidate
        self.score = score
    }
}
