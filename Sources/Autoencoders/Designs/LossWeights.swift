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

    /// How images are shared out among the classes and angles under which they are drawn.
    package enum Assignment: Hashable, Sendable {
        /// As the encoder takes them to be likely: what is minimised is minus the evidence bound of the encoder's posterior.
        case recognized
        /// As the decoder finds them likely, by Bayes' rule; the encoder learns to tell so (an EM step; Dempster et al., 1977).
        ///
        /// Minimised is then the divergence of these shares from their prior, beside the mean of what each class and angle
        /// costs, and apart from that, by the encoder alone, the distance of its own shares from them.
        case exact
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
    package var assignment = Assignment.recognized
    /// How much the encoder's distance from exact shares counts; nothing but the encoder learns from it.
    package var recognition = 1.0
    /// Classes and angles that the encoder takes to be less likely than this are not drawn.
    ///
    /// The shares are those of the others, made to sum to 1: a posterior as good as any, so that the bound stays one. What is
    /// lost is what an image could have gained from the ones that are left out.
    package var leastShare = 0.0
    /// The share of images for which all classes and angles are drawn nevertheless, so that errors of the encoder are found.
    package var exploredShare = 0.1
    /// The parts of the pose that the decoder is told yet.
    package var poseParts = Set(PosePrior.Part.allCases)
    /// The share of an image's pixels that a step looks at, above 0 and at most 1; others for each image and step.
    ///
    /// What they say of the likelihood is scaled up, so that on the average a step does as with all pixels. It saves time where a
    /// pixel costs much, above all with coordinates.
    package var pixelShare = 1.0

    package init() {}
}
