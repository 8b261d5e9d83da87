/// The parts of an autoencoder, as a plan names them.
package struct AutoencoderChoice: Codable, Hashable, Sendable {
    package enum Activation: String, Codable, Hashable, Sendable, CaseIterable {
        case tanh, relu, silu
        case leakyReLU = "leaky-relu"
    }

    /// The number of continuous latents of the content, 0 or more.
    package var latents = 2
    /// Whether latents are drawn from a posterior that is held to a prior; otherwise they are numbers.
    package var isVariational = true
    package var pose = PoseChoice()
    package var classes = ClassChoice()
    /// What encoder and decoder are told of each image: names of the data's factors, or `class`.
    package var conditions: [String] = []
    package var encoder = EncoderChoice.dense([128, 128])
    package var decoder = DecoderChoice.dense([128, 128])
    /// What stands between the layers.
    package var activation = Activation.silu
    package var likelihood = LikelihoodChoice.bernoulli
    package var output = OutputChoice()

    package init() {}
}

/// A discrete latent.
package struct ClassChoice: Codable, Hashable, Sendable {
    /// The number of classes; 0 for none.
    package var count = 0
    /// The share of the images whose class is told, 0...1; they need to have one.
    package var labelled = 0.0
    /// How much the mean cross-entropy of the classes that are told counts beside the mean loss of an image (alpha of Kingma et
    /// al., NeurIPS 2014, over the number of images): so much that what is told is not overruled by the many images of which
    /// nothing is.
    package var weight = 1000.0

    package init() {}
}

/// What encodes.
package enum EncoderChoice: Codable, Hashable, Sendable {
    /// Layers of these widths, two or more.
    case dense([Int])
    case convolutional(ConvolutionChoice)
}

/// What decodes; where there is a pose, a dense or convolutional decoder draws a canvas that is laid into it.
package enum DecoderChoice: Codable, Hashable, Sendable {
    case dense([Int])
    case convolutional(ConvolutionChoice)
    /// A network of each pixel's coordinates (Bepler et al., NeurIPS 2019).
    case coordinates(CoordinateChoice)
}

/// Blocks of convolutions with pooling (or, of a decoder, upsampling) between them, and dense layers.
package struct ConvolutionChoice: Codable, Hashable, Sendable {
    /// The channels of each convolution of each block, in the order of an encoder: a decoder goes from the last to the
    /// first.
    package var blocks = [[32], [64], [64]]
    /// The widths of the dense layers beside the latents.
    package var dense = [128]

    package init() {}
}

/// A decoder of coordinates.
package struct CoordinateChoice: Codable, Hashable, Sendable {
    package var width = 128
    package var depth = 2

    package init() {}
}

/// How the data are distributed about what is decoded.
package enum LikelihoodChoice: Codable, Hashable, Sendable {
    case bernoulli
    case continuousBernoulli
    /// With a fixed standard deviation, in units of the scaled data.
    case gaussian(deviation: Double)
}

extension AutoencoderChoice {
    package init(from storage: any Decoder) throws {
        self.init()
        let stored = try storage.container(keyedBy: CodingKeys.self)
        try stored.take(.latents, into: &latents)
        try stored.take(.isVariational, into: &isVariational)
        try stored.take(.pose, into: &pose)
        try stored.take(.classes, into: &classes)
        try stored.take(.conditions, into: &conditions)
        try stored.take(.encoder, into: &encoder)
        try stored.take(.decoder, into: &decoder)
        try stored.take(.activation, into: &activation)
        try stored.take(.likelihood, into: &likelihood)
        try stored.take(.output, into: &output)
    }
}

extension ClassChoice {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.count, into: &count)
        try stored.take(.labelled, into: &labelled)
        try stored.take(.weight, into: &weight)
    }
}

extension ConvolutionChoice {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.blocks, into: &blocks)
        try stored.take(.dense, into: &dense)
    }
}

extension CoordinateChoice {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.width, into: &width)
        try stored.take(.depth, into: &depth)
    }
}
