private import Foundation

/// Penalties about the pending candidates, by which local penalisation spreads a batch (González, Dai, Hennig & Lawrence,
/// AISTATS 2016).
///
/// If the objective changes by at most L per unit of distance, a value f at xⱼ rules out the greatest value M within
/// (M - f) / L of it. A candidate x at the distance d is not ruled out with the probability Φ(z),
/// z = (L d - M + μⱼ) / σⱼ, and the logarithm of that is added to the logarithm of its score.
///
/// Values count in the direction of the goal; for a level or a band they are distances from it, and M is 0. The constant L
/// is the greatest slope of the posterior mean over the pool, as in the paper. Where the mean is so flat that this
/// tells nothing it is the greatest standard deviation over the pool's diameter (the paper leaves that case open).
struct LocalPenalties {
    private let geometry: PoolGeometry
    private let best: Double
    private let goal: Goal
    private let lipschitz: Double
    /// The sum of log Φ(z) over the pending candidates.
    private var logarithms: [Double]

    /// Creates the penalties of no pending candidate.
    ///
    /// M is the better of the incumbent and the best mean at the known candidates; without either the best of all.
    init(of belief: Belief, in context: DecisionContext, geometry: PoolGeometry) {
        self.geometry = geometry
        goal = context.goal
        switch goal {
        case .maximize, .minimize:
            best =
                context.incumbent(for: belief).map(goal.desirability)
                ?? belief.mean.lazy.map(context.goal.desirability).filter(\.isFinite).max() ?? 0
        case .level, .band: best = 0
        }
        let uncertainty = belief.standardDeviation.lazy.filter(\.isFinite).max() ?? 0
        let diameter = geometry.diameter
        lipschitz = max(
            geometry.lipschitzConstant(of: belief.mean), diameter > 0 ? uncertainty / diameter : 0)
        logarithms = [Double](repeating: 0, count: belief.mean.count)
    }

    /// Adds the penalty about a candidate that is pending: O(N), about 30 ns a candidate.
    mutating func add(about pending: Int, mean: Double, standardDeviation: Double) {
        let gap = best - goal.desirability(of: mean)
        for candidate in logarithms.indices {
            let margin = lipschitz * geometry.distance(pending, candidate) - gap
            if standardDeviation > 0 {
                logarithms[candidate] += NormalProbability(below: margin / standardDeviation).logarithm
            } else if margin < 0 {
                logarithms[candidate] = -.infinity
            }
        }
    }

    /// Adds the penalties to logarithms of scores.
    func add(to scores: inout [Double]) {
        for candidate in scores.indices { scores[candidate] += logarithms[candidate] }
    }

    /// The logarithm of log(1 + eˢ), by which the paper makes scores of either sign positive.
    static func logarithmOfSoftplus(_ score: Double) -> Double {
        score > 30 ? log(score) : score < -30 ? score : log(log1p(exp(score)))
    }
}
