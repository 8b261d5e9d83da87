/// What a deep kernel's network learns before anything is measured.
package enum PretrainingChoice: Codable, Hashable, Sendable {
    /// Nothing: its weights are drawn, or those of a file.
    case none
    /// To encode the candidates' features, so that they can be decoded from the embedding.
    case autoencoder(AutoencoderPretraining)
}

/// An autoencoder whose encoder is a deep kernel's network, trained on the features of all candidates.
///
/// Each network of an ensemble has one of its own, from other weights: beginning from one and the same, they are wrong alike.
package struct AutoencoderPretraining: Codable, Hashable, Sendable {
    package var epochs = 50
    /// Whether the embedding is drawn from a posterior that is held to a prior, and the network gives its means.
    package var isVariational = true

    package init() {}
}

extension AutoencoderPretraining {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.epochs, into: &epochs)
        try stored.take(.isVariational, into: &isVariational)
    }
}
