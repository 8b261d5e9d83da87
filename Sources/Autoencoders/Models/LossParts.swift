/// A mean loss an image, in nats.
package struct LossParts: Codable, Hashable, Sendable {
    /// Minus the log likelihood.
    package var reconstruction = 0.0
    /// The divergences of the posteriors from the priors.
    package var content = 0.0
    package var pose = 0.0
    package var classes = 0.0
    /// The divergence of the mean class posterior from all classes alike.
    package var imbalance = 0.0
    /// The cross-entropy of the classes that are known, a labelled image.
    package var classification = 0.0
    /// What roughness costs; see ``OutputConstraints/smoothness``.
    package var smoothness = 0.0
    /// How far the encoder's shares of classes and angles are from those by Bayes' rule, where it learns these.
    package var recognition = 0.0
    /// A closer lower bound than ``evidenceBound``: the mean over draws of log sum p(k) p(j) p(x, z | k, j) / q(z | x, k) over
    /// classes k and angles j, of which that is the posterior's mean; see
    /// [Burda et al., ICLR 2016](https://arxiv.org/abs/1509.00519).
    package var marginalBound = 0.0
    /// What is minimised.
    package var total = 0.0

    package init() {}

    /// Whether all parts are numbers.
    package var isFinite: Bool {
        [
            reconstruction, content, pose, classes, imbalance, classification, smoothness, recognition, marginalBound,
            total,
        ].allSatisfy(\.isFinite)
    }

    /// The evidence lower bound: whatever the weights, that of the model.
    package var evidenceBound: Double { -(reconstruction + content + pose + classes) }
}
