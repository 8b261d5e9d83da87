/// That a member's training ended before its iterations were used up.
package struct EarlyStop: Hashable, Sendable {
    /// Which member of the ensemble.
    package let member: Int
    /// The iteration whose weights were kept, counted from zero.
    package let iteration: Int
    /// The leave-one-out log density there, of all objectives together, in nats a point.
    package let density: Double
}

/// Watches the leave-one-out density of a training, keeps the weights of its best, and says when to stop.
///
/// Weights are copied where the density first falls after a new best, so that a density which only rises costs nothing.
struct EarlyStopping {
    /// After how many iterations without a new best to stop; 0 for never.
    let patience: Int
    private var best = -Double.infinity
    private var bestIteration = 0
    private var wasLastBest = false
    private var kept: (state: DeepKernelMember.State, iteration: Int, density: Double)?

    init(patience: Int) {
        self.patience = patience
    }

    /// Notes the density of an iteration.
    ///
    /// - Parameters:
    ///   - density: The leave-one-out density, in nats a point.
    ///   - iteration: The iteration, counted from zero.
    ///   - state: Asked for the weights that the density is of, where they are to be kept.
    /// - Returns: Whether to stop.
    mutating func shouldStop(
        at density: Double, iteration: Int, state: () -> DeepKernelMember.State
    ) -> Bool {
        guard patience > 0 else { return false }
        if density > best {
            (best, bestIteration, wasLastBest) = (density, iteration, true)
            return false
        }
        if wasLastBest {
            wasLastBest = false
            if density > kept?.density ?? -.infinity { kept = (state(), iteration, density) }
        }
        return iteration - bestIteration >= patience
    }

    /// Puts the weights of the best density back into the member, and says which they are.
    func goBack(_ member: DeepKernelMember, number: Int) -> EarlyStop? {
        kept.map { kept in
            member.restore(kept.state)
            return EarlyStop(member: number, iteration: kept.iteration, density: kept.density)
        }
    }
}
