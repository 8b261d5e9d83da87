package import Networks

/// The parts that an autoencoder is made of.
///
/// Everything that has a name of its own in the literature is a choice of parts: a plain autoencoder samples nothing, a VAE
/// does; with a rotation it is an rVAE, with classes a joint VAE, with classes and labels a semi-supervised one, with
/// conditions a conditional one, with an output unlike the input an encoder-decoder.
///
/// Not all parts fit each other; ``fault`` says which do not.
package struct AutoencoderDesign: Hashable, Sendable {
    /// What is encoded: channels x height x width.
    package var input: ImageShape
    /// What is decoded.
    package var output: ImageShape
    package var encoder = EncoderDesign.dense([128, 128])
    /// The number of continuous latents of the content.
    package var contentDimensions = 2
    /// Whether latents are drawn from a posterior and held to a prior; otherwise they are numbers.
    package var isVariational = true
    /// What the object's pose may be.
    package var pose = PosePrior()
    /// The number of classes of a discrete latent; 0 for none.
    package var classes = 0
    /// The number of numbers that are given to encoder and decoder with each image.
    package var conditions = 0
    package var decoder = DecoderDesign.image(.dense([128, 128]))
    package var likelihood = Likelihood.bernoulli
    /// What is known of every output.
    package var constraints = OutputConstraints()
    /// The function in the layers of encoder and decoder.
    package var activation = ActivationFunction.tanh

    /// Creates a VAE of two latents and dense layers.
    package init(_ shape: ImageShape) {
        input = shape
        output = shape
    }
}
