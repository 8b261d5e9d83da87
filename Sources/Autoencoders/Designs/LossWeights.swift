/// How much the parts of a loss count in a step.
package struct LossWeights: Hashable, Sendable {
    /// How a divergence from the prior counts.
    package enum Divergence: Hashable, Sendable {
        /// So many times: beta (Higgins et al., ICLR 2017).
        case times(Double)
        /// By its distance from a capacity in nats, so many times (Burgess et al., 2018).
        case capacity(Double, times: Double)

        /// What a mean divergence adds to the loss, and the slope of that in it.
        func penalty(of divergence: Double) -> (value: Double, slope: Double) {
            switch self {
            case .times(let factor): (factor * divergence, factor)
            case .capacity(let capacity, let factor):
                (factor * abs(divergence - capacity), divergence < capacity ? -factor : factor)
            }
        }
    }

    package var content = Divergence.times(1)
    package var pose = Divergence.times(1)
    package var classes = Divergence.times(1)
    /// How much the classes that are known count beside the likelihood (alpha of Kingma et al., NeurIPS 2014).
    package var classification = 1.0
    /// Whether the content is told to the decoder yet.
    ///
    /// Until then all images are drawn alike but for their poses, which lines them up before differences of content could
    /// stand for differences of pose.
    package var hasContent = true
    /// Whether encoder and decoder are told the class yet.
    package var hasClasses = true
    /// How much the divergence of the mean class posterior of a batch from all classes alike counts, in nats.
    ///
    /// The evidence bound alone lets one class take all images: being certain costs it log K at most, and the others learn
    /// nothing from images that they are not given.
    package var balance = 0.0
    /// The parts of the pose that the decoder is told yet.
    package var poseParts = Set(PosePrior.Part.allCases)
    /// The share of an image's pixels that a step looks at, above 0 and at most 1; others for each image and step.
    ///
    /// What they say of the likelihood is scaled up, so that on the average a step does as with all pixels. It saves time where a
    /// pixel costs much, above all with coordinates.
    package var pixelShare = 1.0

    package init() {}
}
