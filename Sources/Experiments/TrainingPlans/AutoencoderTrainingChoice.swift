/// How an autoencoder is trained.
package struct AutoencoderTrainingChoice: Codable, Hashable, Sendable {
    package var epochs = 30
    /// The images in a step.
    package var batch = 100
    package var learningRate = 2e-3
    /// The share of the images that is not learned from, 0...0.5; what is held out tells when to stop.
    package var heldOut = 0.1
    /// A training ends when so many epochs brought no better loss of the held-out images, and keeps the best weights; 0
    /// never ends it early.
    package var patience = 0
    package var weights = LossWeightChoice()
    package var stages = StageChoice()
    /// The share of an image's pixels that a step looks at, above 0 and at most 1; for a decoder of coordinates.
    package var pixels = 1.0
    /// Threads that a training may use; nil takes the machine's, at most two.
    package var threads: Int?

    package init() {}
}

/// How much the divergences of the posteriors from their priors count.
package struct LossWeightChoice: Codable, Hashable, Sendable {
    /// Nil leaves it to the model.
    package var content: WeightChoice?
    package var pose = WeightChoice.constant(1)
    package var classes = WeightChoice.constant(1)

    package init() {}
}

/// A weight that may change from epoch to epoch.
package enum WeightChoice: Codable, Hashable, Sendable {
    case constant(Double)
    /// From one to the other along a line.
    case annealed(Course)
    /// Again and again from one to the other over the first half of so many epochs, and the other for the rest.
    case cyclic(Course)
    /// The divergence is held to a capacity in nats that goes from one to the other.
    case capacity(Course, weight: Double)

    /// From one number to another over some epochs.
    package struct Course: Codable, Hashable, Sendable {
        package var from = 0.0
        package var to = 1.0
        package var epochs = 20

        package init() {}
    }
}

/// The numbers of epochs after which the decoder is told more; nil leaves it to the model.
///
/// Images are first lined up by what moves them most; only then may differences of class and content explain what is left.
package struct StageChoice: Codable, Hashable, Sendable {
    package var shear: Int?
    package var classes: Int?
    package var content: Int?

    package init() {}
}

extension AutoencoderTrainingChoice {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.epochs, into: &epochs)
        try stored.take(.batch, into: &batch)
        try stored.take(.learningRate, into: &learningRate)
        try stored.take(.heldOut, into: &heldOut)
        try stored.take(.patience, into: &patience)
        try stored.take(.weights, into: &weights)
        try stored.take(.stages, into: &stages)
        try stored.take(.pixels, into: &pixels)
        try stored.take(.threads, into: &threads)
    }
}

extension LossWeightChoice {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.content, into: &content)
        try stored.take(.pose, into: &pose)
        try stored.take(.classes, into: &classes)
    }
}

extension StageChoice {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.shear, into: &shear)
        try stored.take(.classes, into: &classes)
        try stored.take(.content, into: &content)
    }
}
