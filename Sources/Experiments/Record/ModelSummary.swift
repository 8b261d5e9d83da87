/// The state of the surrogate behind a decision.
package struct ModelSummary: Codable, Hashable, Sendable {
    /// For example `deep kernel 256-64-64-2, matern-5/2`.
    package var name: String
    /// The number of measured points that it was trained on.
    package var trained: Int
    /// The number of measured points appended since that training.
    package var appended: Int = 0
    /// The number of pending points believed at their predicted mean.
    package var believed: Int = 0
    /// The iterations of the last training.
    package var iterations: Int = 0
    /// Whether the last training began anew, or from the weights of the one before.
    package var isColdStart: Bool = true
    /// Mean leave-one-out log predictive density of the last training, in nats a point, on standardised targets.
    package var leaveOneOut: Double?
    /// The errors of the predictions of each measurement from all the others, in predicted standard deviations.
    package var residuals: [Float] = []
    /// The models that were compared, those without a vote among them.
    package var standings: [ModelStanding] = []
    /// By what held-out predictions corrected the variances.
    package var varianceFactor: Double?
    /// Why the training began anew, if it did of itself.
    package var restart: String?
    /// What a person should know about the model, in sentences.
    package var findings: [String] = []
    /// How the predictions of the pool are kept, and how exact they are; nil unless they are kept in a way in which they never
    /// were before in the run.
    package var storage: String?
    package var lengthScales: [Double] = []
    /// What each of them belongs to, a kernel or a block of features; empty in records of earlier versions.
    package var lengthScaleNames: [String] = []
    /// Variances, in units of the squared standard deviation of the targets.
    package var outputScale: Double?
    package var noise: Double?
    /// What was learned of the parameters of the plan's own formula for the mean of the first objective.
    package var meanParameters: [MeanParameter] = []
    /// What was added to the diagonal to make the covariance factor.
    package var jitter: Double = 0
    /// Effective rank and spread of the embedding, where there is one.
    package var embeddingRank: Double?
    package var embeddingSpread: Double?

    package init(name: String, trained: Int) {
        self.name = name
        self.trained = trained
    }
}

extension ModelSummary {
    package init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try stored.decode(String.self, forKey: .name), trained: try stored.decode(Int.self, forKey: .trained))
        try stored.take(.appended, into: &appended)
        try stored.take(.believed, into: &believed)
        try stored.take(.iterations, into: &iterations)
        try stored.take(.isColdStart, into: &isColdStart)
        try stored.take(.leaveOneOut, into: &leaveOneOut)
        try stored.take(.residuals, into: &residuals)
        try stored.take(.standings, into: &standings)
        try stored.take(.varianceFactor, into: &varianceFactor)
        try stored.take(.restart, into: &restart)
        try stored.take(.findings, into: &findings)
        try stored.take(.storage, into: &storage)
        try stored.take(.lengthScales, into: &lengthScales)
        try stored.take(.lengthScaleNames, into: &lengthScaleNames)
        try stored.take(.outputScale, into: &outputScale)
        try stored.take(.noise, into: &noise)
        try stored.take(.meanParameters, into: &meanParameters)
        try stored.take(.jitter, into: &jitter)
        try stored.take(.embeddingRank, into: &embeddingRank)
        try stored.take(.embeddingSpread, into: &embeddingSpread)
    }
}

/// What was learned of a named parameter of a formula.
package struct MeanParameter: Codable, Hashable, Sendable {
    /// As the formula calls it.
    package var name: String
    /// Its value, in the formula's own units: the mean over the draws.
    package var value: Double
    /// How far the draws differ; nil if there is one, the most probable.
    package var standardDeviation: Double?

    package init(name: String, value: Double, standardDeviation: Double? = nil) {
        (self.name, self.value, self.standardDeviation) = (name, value, standardDeviation)
    }
}

/// How one of several models stands among them.
package struct ModelStanding: Codable, Hashable, Sendable {
    /// Such as `stem`.
    package var name: String
    /// Its share of the decision: 0 for a model that only looks on.
    package var weight: Double
    /// The mean log predictive density of measurements that it did without, in nats a point, on standardised targets.
    package var logDensity: Double?
    /// The same, each measurement counted for as much of the pool as is nearest to it; by this models are weighed.
    package var representativeLogDensity: Double?
    /// Why it could not be trained, if it could not.
    package var failure: String?

    package init(
        name: String, weight: Double, logDensity: Double? = nil, representativeLogDensity: Double? = nil,
        failure: String? = nil
    ) {
        self.name = name
        self.weight = weight
        self.logDensity = logDensity
        self.representativeLogDensity = representativeLogDensity
        self.failure = failure
    }
}

extension ModelSummary {
    /// The findings of a kind that was not there before: numbers in them, which change with every training, are no
    /// news.
    ///
    /// - Parameter before: The findings of the training before.
    /// - Returns: Those of this one that are new.
    package func newFindings(since before: [String]) -> [String] {
        let known = Set(before.map(LastingReason.kind))
        return findings.filter { !known.contains(LastingReason.kind(of: $0)) }
    }
}
