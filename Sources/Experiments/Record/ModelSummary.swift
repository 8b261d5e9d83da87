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
    /// The same for a Gaussian process on the coordinates alone.
    package var leaveOneOutOfCoordinates: Double?
    package var lengthScales: [Double] = []
    /// Variances, in units of the squared standard deviation of the targets.
    package var outputScale: Double?
    package var noise: Double?
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
        try stored.take(.leaveOneOutOfCoordinates, into: &leaveOneOutOfCoordinates)
        try stored.take(.lengthScales, into: &lengthScales)
        try stored.take(.outputScale, into: &outputScale)
        try stored.take(.noise, into: &noise)
        try stored.take(.jitter, into: &jitter)
        try stored.take(.embeddingRank, into: &embeddingRank)
        try stored.take(.embeddingSpread, into: &embeddingSpread)
    }
}
