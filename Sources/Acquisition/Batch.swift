package import Randomness

/// Candidates to be measured together.
package struct Batch: Hashable, Sendable {
    /// In the order in which they were chosen, none twice.
    package let selections: [Selection]
    /// The scores from which the first was chosen.
    package let scores: [Double]
    /// Why there are fewer than were asked for, if there are.
    package let shortage: ScoreCensus?
}

extension AcquisitionFunction {
    /// Chooses a batch one by one, each as if the ones before it had been measured.
    ///
    /// This is the kriging believer of Ginsbourger, Le Riche & Carraro (2010). After each choice but the last, `believing` takes the chosen candidate's posterior mean for its value and returns
    /// the belief that results; the means stay, and the uncertainty about the candidate goes. For Thompson sampling it
    /// returns a fresh sample. After each choice the candidate is pending, with whatever its exclusion radius covers, and
    /// counts towards the incumbent.
    ///
    /// - Parameters:
    ///   - count: How many to choose, 1 or above.
    ///   - belief: The posterior over the pool, pending requests already believed.
    ///   - goal: What the values are wanted to be.
    ///   - known: The candidates from which the incumbent is taken: those measured, and pending ones believed.
    ///   - eligibility: Which candidates may be chosen.
    ///   - runnersUp: How many of the next best to list with each.
    ///   - source: Breaks ties.
    ///   - believing: Fantasises one candidate.
    /// - Returns: As many as were asked for, or all that could be chosen.
    /// - Throws: ``UnfitAcquisition``, and what `believing` throws.
    package func chooseBatch(
        of count: Int, from belief: Belief, goal: Goal, known: [Int], eligibility: Eligibility, runnersUp: Int = 5,
        using source: inout RandomSource, believing: (_ candidate: Int) throws -> Belief
    ) throws -> Batch {
        precondition(count > 0, "a batch holds one candidate or more")
        var belief = belief
        var known = known
        var eligibility = eligibility
        var selections: [Selection] = []
        var firstScores: [Double] = []
        while true {
            let incumbent = goal.incumbent(among: known, mean: belief.mean)?.mean
            let scores = try scores(of: belief, incumbent: incumbent, goal: goal)
            if selections.isEmpty { firstScores = scores }
            switch eligibility.select(from: scores, runnersUp: runnersUp, using: &source) {
            case .exhausted(let census):
                return Batch(selections: selections, scores: firstScores, shortage: census)
            case .chosen(let selection):
                selections.append(selection)
                guard selections.count < count else {
                    return Batch(selections: selections, scores: firstScores, shortage: nil)
                }
                known.append(selection.candidate)
                eligibility.exclude(selection.candidate, as: .pending)
                belief = try believing(selection.candidate)
            }
        }
    }
}
