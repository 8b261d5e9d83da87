package import Randomness

extension Eligibility {
    /// Chooses the eligible candidate with the best score.
    ///
    /// Exact ties are broken uniformly by `source`, among the runners-up as well; the first of them would always be the
    /// image's top-left pixel. One number is drawn, whatever the scores. The result depends on the scores and not on their
    /// order: no NaN hides what comes after it.
    ///
    /// - Parameters:
    ///   - scores: One for each candidate, larger is better.
    ///   - runnersUp: How many of the next best to list.
    ///   - source: Breaks ties.
    /// - Returns: The choice, or, if nothing can be chosen, the census that says why.
    /// - Complexity: O(N log runnersUp) at worst, one pass.
    package func select(
        from scores: [Double], runnersUp: Int = 5, using source: inout RandomSource
    ) -> SelectionOutcome {
        precondition(scores.count == exclusions.count, "there is one score for each candidate")
        precondition(runnersUp >= 0, "the number of runners-up is 0 or above")
        var leaders = Leaders(capacity: runnersUp + 1, seed: source.next())
        var census = ScoreCensus()
        var best = -Double.infinity
        var tied = 0
        for candidate in scores.indices where exclusions[candidate].isEmpty {
            let score = scores[candidate]
            census.eligible += 1
            guard score < .infinity else {
                if score.isNaN { census.notANumber += 1 } else { census.positiveInfinity += 1 }
                continue
            }
            if score == -.infinity { census.negativeInfinity += 1 }
            if score > best {
                best = score
                tied = 1
            } else if score == best {
                tied += 1
            }
            leaders.consider(RankedCandidate(candidate: candidate, score: score))
        }
        let ranked = leaders.ranked
        guard let first = ranked.first else {
            return .exhausted(census)
        }
        return .chosen(
            Selection(
                candidate: first.candidate, score: first.score, tied: tied, runnersUp: Array(ranked.dropFirst()),
                census: census))
    }
}
