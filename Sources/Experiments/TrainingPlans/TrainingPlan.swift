/// What an autoencoder is trained on, what it is made of, and how it is trained: what `saccade train` reads.
package struct TrainingPlan: Codable, Hashable, Sendable {
    /// A title for tables and pictures; may be empty.
    package var name = ""
    package var data: TrainingData
    package var scaling = ScalingChoice()
    package var model = AutoencoderChoice()
    package var training = AutoencoderTrainingChoice()
    /// The seed of everything random in the training: weights, latents, the order of images and what is held out.
    package var randomSeed: UInt64 = 1

    package init(data: TrainingData) {
        self.data = data
    }

    /// How values are brought to the range that the likelihood expects.
    package struct ScalingChoice: Codable, Hashable, Sendable {
        package var inputs = ScalingMethod.range
        package var targets = ScalingMethod.range

        package init() {}
    }
}

extension TrainingPlan {
    package init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        self.init(data: try stored.decode(TrainingData.self, forKey: .data))
        try stored.take(.name, into: &name)
        try stored.take(.scaling, into: &scaling)
        try stored.take(.model, into: &model)
        try stored.take(.training, into: &training)
        try stored.take(.randomSeed, into: &randomSeed)
    }
}

extension TrainingPlan.ScalingChoice {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.inputs, into: &inputs)
        try stored.take(.targets, into: &targets)
    }
}
