/// What is told of an autoencoder that is trained before a model can be.
package enum EncoderNews: Hashable, Sendable, CustomStringConvertible {
    /// A training began.
    ///
    /// - Parameters:
    ///   - purpose: What it is for, in words.
    ///   - count: How many autoencoders are trained.
    ///   - images: How many candidates are learned from.
    ///   - epochs: How often each is seen.
    case began(purpose: String, count: Int, images: Int, epochs: Int)
    /// It is over.
    ///
    /// - Parameters:
    ///   - purpose: What it was for.
    ///   - seconds: How long it took.
    ///   - explained: The share of the variance of what was seen that is decoded from the latents, of the first autoencoder.
    case ended(purpose: String, seconds: Double, explained: Double)

    package var description: String {
        switch self {
        case .began(let purpose, let count, let images, let epochs):
            let what = count == 1 ? "an autoencoder is" : "\(count) autoencoders are"
            return "\(what) trained for \(purpose), on \(images) candidates, \(epochs) epochs"
        case .ended(let purpose, let seconds, let explained):
            return "trained for \(purpose) in \((seconds * 10).rounded() / 10) s; "
                + "\(Int((100 * explained).rounded())) % of the variance can be decoded"
        }
    }
}

/// An autoencoder whose training went astray.
struct UntrainableAutoencoder: Error, Hashable, CustomStringConvertible {
    let purpose: String

    var description: String {
        "the autoencoder for \(purpose) could not be trained: its weights are no finite numbers; leave it out, or change its layers"
    }
}
