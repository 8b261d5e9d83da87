/// Something about a trained model that a person should know, with what to do about it.
package enum TrainingFinding: Hashable, Sendable, CustomStringConvertible {
    /// All candidates look alike to a member: it predicts little but the mean.
    case collapsedEmbedding(member: Int, spread: Double)
    /// A member orders the candidates along a single line, whatever the dimensions it may use.
    case flatEmbedding(member: Int, effectiveRank: Double, dimension: Int)
    /// The leave-one-out errors of an objective are larger than its standard deviations allow.
    case tooSure(objective: Int, shareInside90: Double, count: Int)

    /// The spread, in length scales, below which any two candidates' values are correlated by more than 0.99.
    package static let leastSpread = 0.1
    /// The effective rank below which all but a fortieth of the variance is along one line.
    package static let leastRank = 1.05

    /// The number of measurements below which their residuals are not judged.
    package static let leastCount = 10

    static func findings(in shape: EmbeddingShape, member: Int) -> [TrainingFinding] {
        if shape.spread < leastSpread { return [.collapsedEmbedding(member: member, spread: shape.spread)] }
        guard shape.dimension > 1, shape.effectiveRank < leastRank else { return [] }
        return [.flatEmbedding(member: member, effectiveRank: shape.effectiveRank, dimension: shape.dimension)]
    }

    static func findings(in residuals: ResidualSummary, objective: Int) -> [TrainingFinding] {
        guard residuals.count >= leastCount else { return [] }
        // Three standard deviations of a binomial share: not a matter of few points.
        let allowed = 0.9 - 3 * (0.9 * 0.1 / Double(residuals.count)).squareRoot()
        guard residuals.shareInside90 < allowed else { return [] }
        return [.tooSure(objective: objective, shareInside90: residuals.shareInside90, count: residuals.count)]
    }

    package var description: String {
        switch self {
        case .collapsedEmbedding(let member, let spread):
            """
            the extractor of member \(member) has collapsed: it spreads the candidates over \(rounded(spread)) length scales, \
            so all look alike; measure more, choose features that tell the candidates apart, lower the weights' prior \
            precision, or begin anew (cold training)
            """
        case .flatEmbedding(let member, let rank, let dimension):
            """
            the extractor of member \(member) uses \(rounded(rank)) of its \(dimension) dimensions: the model sees candidates \
            along one line; if its map looks poor, measure more, use a smaller extractor or begin anew (cold training)
            """
        case .tooSure(let objective, let share, let count):
            """
            objective \(objective): \(rounded(100 * share)) % of \(count) measurements lie inside the 90 % intervals that the \
            others predict for them: the standard deviations are too small; prefer the leave-one-out objective or an \
            ensemble, or a plain process on few good features
            """
        }
    }

    private func rounded(_ value: Double) -> String {
        "\((value * 100).rounded() / 100)"
    }
}
