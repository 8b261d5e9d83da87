/// The shares of the measurements that the members of an ensemble do without (cross-fitting).
///
/// Member m of M learns its extractor and parameters from all measurements but those of the m-th share, and then predicts
/// those from the others. So each measurement is predicted by a model that never saw it. A measurement keeps its share as
/// more are added at the end, so that a warm training never shows a member what it did without before.
struct CrossFit: Hashable, Sendable {
    /// The measured candidates.
    private let candidates: [Int]
    /// The share of each measurement, one of as many as there are members.
    private let shares: [Int]

    /// The least number of measurements for each member.
    private static let leastCount = 3

    /// Shares measurements out, or returns nil if there are too few members or measurements.
    ///
    /// - Parameters:
    ///   - candidates: The measured candidates.
    ///   - members: The number of members.
    ///   - blocks: Which block of neighbours each candidate of the pool belongs to, so that neighbours are left out
    ///     together; without it measurements are dealt out in turn.
    init?(_ candidates: [Int], members: Int, blocks: [Int]?) {
        guard members > 1, candidates.count >= Self.leastCount * members else { return nil }
        let inTurn = candidates.indices.map { $0 % members }
        let byBlock = blocks.map { blocks in candidates.map { blocks[$0] % members } } ?? inTurn
        // A member that is to do without most of them learns nothing worth judging.
        let largest = (0..<members).map { member in byBlock.count { $0 == member } }.max() ?? 0
        self.candidates = candidates
        shares = 2 * largest <= candidates.count + 1 ? byBlock : inTurn
    }

    /// Whether no member that did without the earlier shares has seen what it is to do without now.
    func continues(_ earlier: CrossFit) -> Bool {
        candidates.starts(with: earlier.candidates) && shares.starts(with: earlier.shares)
    }

    /// The measurements that a member learns from, and those that it does without.
    func split(member: Int) -> (learned: [Int], heldOut: [Int]) {
        (shares.indices.filter { shares[$0] != member }, shares.indices.filter { shares[$0] == member })
    }
}
