/// The best that is known so far, as improvement is counted from it.
///
/// It is the *plug-in* incumbent of a noisy objective: the best **posterior mean** among the points already measured. The
/// best raw value would be inflated by its own noise, and the best mean over all candidates would count points that nobody
/// has measured.
package struct Incumbent: Hashable, Sendable {
    /// The index in the pool of the candidate that holds it.
    package let candidate: Int
    /// The posterior mean there, in the objective's units.
    package let mean: Double

    package init(candidate: Int, mean: Double) {
        self.candidate = candidate
        self.mean = mean
    }
}

extension Goal {
    /// Finds the incumbent among the `known` candidates.
    ///
    /// Of equal ones the lowest index wins. In a band, where all are equally good, the one nearest to the middle does.
    ///
    /// - Parameters:
    ///   - known: Indices of candidates that were measured, or are taken as measured; in any order, repeated or not.
    ///   - mean: The posterior mean of every candidate of the pool. Means that are not finite are passed over.
    /// - Returns: `nil` when no known candidate has a finite mean.
    /// - Complexity: O(known).
    package func incumbent(among known: some Sequence<Int>, mean: [Double]) -> Incumbent? {
        let order: Goal =
            if case .band(let lower, let upper) = self { .level(lower + 0.5 * (upper - lower)) } else { self }
        var best: Incumbent?
        var bestDesirability = -Double.infinity
        for candidate in known {
            precondition(mean.indices.contains(candidate), "a known candidate must be one of the pool's")
            guard mean[candidate].isFinite else { continue }
            let desirability = order.desirability(of: mean[candidate])
            let isBetter =
                desirability > bestDesirability
                || (desirability == bestDesirability && candidate < best?.candidate ?? .max)
            guard isBetter else { continue }
            best = Incumbent(candidate: candidate, mean: mean[candidate])
            bestDesirability = desirability
        }
        return best
    }
}
