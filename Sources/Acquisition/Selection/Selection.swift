/// The candidate to measure next, and what a record of the decision should say of it.
package struct Selection: Hashable, Sendable {
    /// The chosen candidate: its index in the pool, not among the eligible.
    package let candidate: Int
    package let score: Double
    /// How many eligible candidates share the best score, the chosen one included; 1 if it won alone.
    package let tied: Int
    /// The next best, the best first.
    package let runnersUp: [RankedCandidate]
    /// What was chosen from.
    package let census: ScoreCensus
}

/// How the scores of a pool divide.
package struct ScoreCensus: Hashable, Sendable {
    /// Candidates that may be measured, whatever their scores.
    package var eligible = 0
    /// Of these, how many score NaN; they are passed over.
    package var notANumber = 0
    /// Of these, how many score +∞, the mark of an overflow; they are passed over.
    package var positiveInfinity = 0
    /// Of these, how many score -∞, a logarithm's lowest score; chosen only where nothing has a finite one.
    package var negativeInfinity = 0

    /// How many scores are not finite.
    package var nonFinite: Int {
        notANumber + positiveInfinity + negativeInfinity
    }

    package init() {}
}

/// What came of a search for the best candidate.
package enum SelectionOutcome: Hashable, Sendable {
    case chosen(Selection)
    /// No candidate is both eligible and scored by a number below +∞; the census tells which it was.
    case exhausted(ScoreCensus)

    /// The selection, if there is one.
    package var selection: Selection? {
        if case .chosen(let selection) = self { selection } else { nil }
    }
}
