/// Something about a trained model that a person should know, with what to do about it.
package enum TrainingFinding: Hashable, Sendable, CustomStringConvertible {
    /// All candidates look alike to a member: it predicts little but the mean.
    case collapsedEmbedding(member: Int, spread: Double)
    /// A member orders the candidates along a single line, whatever the dimensions it may use.
    case flatEmbedding(member: Int, effectiveRank: Double, dimension: Int)
    /// The leave-one-out errors of an objective are larger than its standard deviations allow.
    case tooSure(objective: Int, shareInside90: Double, count: Int)
    /// The model predicts nearly the same everywhere, or no better than if it did, and one that only looks on predicts far
    /// better.
    case uselessPrediction(objective: Int, spread: Double, logDensity: Double, better: String, betterLogDensity: Double)

    /// The spread, in length scales, below which any two candidates' values are correlated by more than 0.99.
    package static let leastSpread = 0.1
    /// The effective rank below which all but a fortieth of the variance is along one line.
    package static let leastRank = 1.05

    /// The number of measurements below which their residuals are not judged.
    package static let leastCount = 10

    /// The share of the measurements' variance that predictions must explain, or they might as well not be there.
    package static let leastExplained = 0.04
    /// The number of measurements below which nobody is blamed for that: of few points a good model claims little.
    package static let leastPredicted = 20
    /// The spread of predictions, in standard deviations of the measurements, below which they are the same everywhere.
    package static let leastPredictedSpread = 0.2

    /// The log density of standardised measurements under their mean and deviation, in nats a point: -(log 2π + 1) / 2.
    ///
    /// A model that is worse shows that it is too sure, not that another knows more.
    static let densityOfMean = -1.4189385332046727

    /// By how many nats a point another model must predict better than this one and than the mean, so that it is far better
    /// and no matter of few points.
    ///
    /// Log densities differ from point to point by half the square of a standard normal number, whose standard deviation is
    /// √½; three standard errors of a mean of `count` of these. Of data that are noise alone, one in some hundred sets of
    /// twenty points comes near to it.
    package static func advantage(count: Int) -> Double {
        max(0.1, 3 * (0.5 / Double(count)).squareRoot())
    }

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

    /// A model that might as well not be there.
    ///
    /// - Parameters:
    ///   - predictions: What the model said of each measurement without it, on the standardised scale.
    ///   - standings: Those of all models that were compared.
    ///   - objective: Which of the objectives.
    /// - Returns: A finding if the predictions explain next to nothing, and a model without a vote predicts far better.
    static func findings(in predictions: LeaveOneOut, standings: [Standing], objective: Int) -> [TrainingFinding] {
        let (means, count) = (predictions.mean, Double(predictions.mean.count))
        guard means.count >= leastPredicted else { return [] }
        // A prediction and its standardised error tell the target.
        let errors = means.indices.map { predictions.standardizedResiduals[$0] * predictions.variance[$0].squareRoot() }
        let explained = 1 - errors.reduce(0) { $0 + $1 * $1 } / squares(zip(means, errors).map { $0 + $1 })
        let spread = (squares(means) / count).squareRoot()
        let onlookers = standings.filter { objective < $0.logDensities.count && $0.weights[objective] == 0 }
        guard explained < leastExplained,
            let best = onlookers.max(by: { $0.logDensities[objective] < $1.logDensities[objective] }),
            best.logDensities[objective] - max(predictions.meanLogDensity, densityOfMean)
                > advantage(count: means.count)
        else { return [] }
        return [
            .uselessPrediction(
                objective: objective, spread: spread, logDensity: predictions.meanLogDensity, better: best.name,
                betterLogDensity: best.logDensities[objective])
        ]
    }

    /// The sum of the squared deviations from the mean.
    private static func squares(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }

    /// The finding where nobody knows what the objectives are called.
    package var description: String { text(objectives: []) }

    /// The finding in a sentence.
    ///
    /// - Parameter names: What the objectives are called; those without a name are counted from 1.
    /// - Returns: What it is, and what to do about it.
    package func text(objectives names: [String]) -> String {
        func name(_ objective: Int) -> String {
            objective < names.count ? names[objective] : "objective \(objective + 1)"
        }
        return switch self {
        case .collapsedEmbedding(let member, let spread):
            """
            the extractor of member \(member + 1) has collapsed: it spreads the candidates over \(rounded(spread)) length scales, \
            so all look alike; measure more, choose features that tell the candidates apart, lower the weights' prior \
            precision, or begin anew (cold training)
            """
        case .flatEmbedding(let member, let rank, let dimension):
            """
            the extractor of member \(member + 1) uses \(rounded(rank)) of its \(dimension) dimensions: the model sees candidates \
            along one line; if its map looks poor, measure more, use a smaller extractor or begin anew (cold training)
            """
        case .tooSure(let objective, let share, let count):
            """
            \(name(objective)): \(rounded(100 * share)) % of \(count) measurements lie inside the 90 % intervals that the \
            others predict for them: the standard deviations are too small; prefer the leave-one-out objective or an \
            ensemble, or a plain process on few good features
            """
        case .uselessPrediction(let objective, let spread, let density, let better, let betterDensity):
            """
            \(name(objective)): the model predicts measurements that it did without no better than their mean \
            (\(spread < Self.leastPredictedSpread ? "it predicts nearly the same everywhere: " : "")its predictions spread \
            \(rounded(spread)) times as widely as the measurements), while `\(better)`, which only looks on, predicts them far better: \
            log density \(rounded(betterDensity)) against \(rounded(density)) nats a point; write `surrogate: committee`, \
            which has such models for members, or give the model other features
            """
        }
    }

    private func rounded(_ value: Double) -> String {
        "\((value * 100).rounded() / 100)"
    }
}
