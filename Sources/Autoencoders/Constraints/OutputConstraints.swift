/// What is known of every output by physics, whatever is learned.
///
/// In this order:
///
/// 1. What a decoder's layers draw is made symmetric: of a posed decoder the canvas, so that the object is symmetric however it
///    lies.
/// 2. Its numbers, laid into the pose, get their ``range``. This gives the object.
/// 3. Its roughness is a penalty.
/// 4. It is seen through the point-spread function. This gives the image, which the likelihood compares.
///
/// Step 1 acts on what is drawn, for Bernoulli likelihoods logits or natural parameters: whatever is symmetric in them is so in
/// the expected numbers, and the other way round. Steps 3 and 4 act on expected numbers, so that a blur of probabilities is one;
/// the likelihood then takes the means themselves, see ``Likelihood/score(of:givenMeans:slopes:terms:)``.
package struct OutputConstraints: Hashable, Sendable {
    /// What the numbers of an object can be.
    package enum Range: Hashable, Sendable {
        /// Whatever the likelihood allows.
        case any
        /// None is below zero: they are log(1 + e^r) of the numbers r that are drawn.
        case nonNegative
        /// They are a density: e^r, divided by their sum times `step`, the distance of two numbers.
        ///
        /// The sum is over all numbers of an object, of several channels over all.
        case unitIntegral(step: Double)
    }

    package var symmetry: Symmetry?
    package var range = Range.any
    /// The function by which the instrument spreads a point; nil if it shows the object itself.
    ///
    /// A decoder of images or canvases then begins with a flat object: of what the instrument cannot see, the structure finer than
    /// its spread, nothing is ever drawn but what the images tell. Structure drawn at random would stay.
    package var pointSpread: PointSpread?
    /// How many nats the mean squared difference of neighbouring numbers of the object costs.
    package var smoothness = 0.0

    package init() {}

    /// Whether a number of the image depends on more of what is drawn than one.
    var tiesPixels: Bool {
        if case .unitIntegral = range { return true }
        return pointSpread != nil || smoothness > 0
    }

    /// Whether anything happens between what is drawn and the likelihood.
    var actsOnDrawn: Bool { range != .any || tiesPixels }
}

extension AutoencoderDesign {
    /// Whether some pixels of an image can be drawn without the others; see ``LossWeights/pixelShare``.
    package var canDrawPixelsAlone: Bool { !constraints.tiesPixels }
}
