import Randomness

/// Candidates to be measured together.
package struct Batch: Hashable, Sendable {
    /// In the order in which they were chosen, none twice.
    package let selections: [Selection]
    /// The scores from which the first was chosen.
    package let scores: [Double]
    /// Why there are fewer than were asked for, if there are.
    package let shortage: ScoreCensus?
}

extension Batch {
    /// Chooses one by one: after each choice the candidate is pending, with whatever its exclusion radius covers.
    ///
    /// - Parameters:
    ///   - count: How many to choose, 1 or above.
    ///   - eligibility: Which candidates may be chosen.
    ///   - runnersUp: How many of the next best to list with each.
    ///   - source: Breaks ties.
    ///   - score: Scores every candidate of the pool, given how many were chosen.
    ///   - settle: Takes note of each choice but the last.
    /// - Throws: What `score` and `settle` throw.
    init(
        of count: Int, eligibility: Eligibility, runnersUp: Int, using source: inout RandomSource,
        score: (_ chosen: Int) throws -> [Double], settle: (_ candidate: Int) throws -> Void
    ) throws {
        precondition(count > 0, "a batch holds one candidate or more")
        var eligibility = eligibility
        var selections: [Selection] = []
        var firstScores: [Double] = []
        var shortage: ScoreCensus?
        while selections.count < count {
            let scores = try score(selections.count)
            if selections.isEmpty { firstScores = scores }
            switch eligibility.select(from: scores, runnersUp: runnersUp, using: &source) {
            case .exhausted(let census):
                shortage = census
            case .chosen(let selection):
                selections.append(selection)
                eligibility.exclude(selection.candidate, as: .pending)
                if selections.count < count { try settle(selection.candidate) }
            }
            if shortage != nil { break }
        }
        self.selections = selections
        scores = firstScores
        self.shortage = shortage
    }
}
