package import Networks

/// What a deep kernel is made of and how it is trained.
///
/// The defaults are for raw patches and few measurements (20 to 500), where a deep kernel overfits first of all (Ober,
/// Rasmussen & van der Wilk, UAI 2021); why each is as it is stands beside it.
package struct DeepKernelConfiguration: Hashable, Sendable {
    /// The outputs of the extractor's layers; the last is the number q of the embedding's dimensions.
    package var layers = [64, 64, 8]
    /// The function between the layers.
    package var activation = ActivationFunction.relu
    /// How the covariance falls with distance in the embedding.
    package var shape = StationaryKernel.Shape.matern52
    /// Whether each dimension of the embedding has its own length scale.
    ///
    /// The last layer can scale them anyway.
    package var hasScalePerDimension = false
    /// How many extractors, each with its process, are trained from different weights and averaged.
    package var members = 4
    /// What is maximised.
    ///
    /// The marginal likelihood of a process on learned features rewards whatever pulls all targets into
    /// line; the leave-one-out density asks each point to be predicted by the others, and overfits less.
    package var objective = Evidence.Objective.leaveOneOut
    /// The priors of the processes' parameters.
    package var hyperpriors = Hyperpriors([
        ParameterGroup.lengthScale: LogNormalPrior(median: 1, scale: 1),
        ParameterGroup.outputScale: LogNormalPrior(median: 1, scale: 1),
        ParameterGroup.noise: LogNormalPrior(median: 0.1, scale: 1),
    ])
    /// The least noise variance, relative to the variance of the targets.
    package var minimumNoise = 1e-4
    /// The learning rate of the weights.
    package var networkLearningRate = 1e-3
    /// The learning rate of the processes' parameters in log space.
    package var processLearningRate = 1e-2
    /// The precision 1 / variance of the weights' normal prior; 0 for none.
    ///
    /// Its mode is zero for pretrained weights, too: about what they begin with (Li, Grandvalet & Davoine, ICML 2018) 50 and 100
    /// measurements of a ferroelectric film are predicted worse.
    package var weightPrecision = 1.0
    /// The decay of the weights, apart from the gradient; see `Adam`.
    package var weightDecay = 0.0
    /// Weights of the first layers to begin with, in place of random ones; nil for none.
    ///
    /// They act on features standardised over the pool, as all extractors do.
    package var pretrained: NetworkWeights?
    /// How many of the first layers keep the weights they begin with: what they make of the training set is computed once
    /// a training.
    package var frozenLayers = 0
    /// A training stops after this many iterations without a better leave-one-out density, and goes back to the weights of
    /// the best; 0 for never, nil for 10 where members are not cross-fitted and never where they are.
    ///
    /// It helps a single extractor a good deal, and a cross-fitted ensemble not at all.
    package var patience: Int?
    /// By how much the predictive density must have fallen since the last cold training, in nats a point, for a warm
    /// training to be followed by a cold one (see ``ColdRestart``); nil for never.
    package var restartMargin: Double? = 0.2
    /// Whether each member of an ensemble does without a share of the measurements, on which it is then judged.
    ///
    /// What it says of them shows by how much its variances are too small, and they are multiplied by that (``HeldOut``).
    /// Without it, on patches of a ferroelectric film, a third of the truth lies inside the 90 % intervals; with it nine
    /// tenths, at no cost in what is found.
    package var crossFits = true
    /// How many threads a training may use: for members at once, or, if they are fewer, for the layers of each.
    ///
    /// It does not show in the results where the kernels of products allow it (see `Network.threads`).
    package var threads = 1
    /// The iterations of a cold training.
    package var coldIterations = 200
    /// The iterations of a warm training.
    package var warmIterations = 10

    package init() {}

    /// The published deep kernel (1000-500-50-2, RBF, maximum likelihood), for comparison.
    package static var published: DeepKernelConfiguration {
        var configuration = DeepKernelConfiguration()
        configuration.layers = [1000, 500, 50, 2]
        configuration.shape = .rbf
        configuration.hasScalePerDimension = true
        configuration.members = 1
        configuration.objective = .marginalLikelihood
        configuration.hyperpriors = .none
        configuration.weightPrecision = 0
        configuration.crossFits = false
        configuration.patience = 0
        configuration.restartMargin = nil
        return configuration
    }

    /// Returns an untrained process over an embedding of `dimension` coordinates: the priors' medians.
    func process(dimension: Int) -> GaussianProcess {
        let lengthScale = hyperpriors[ParameterGroup.lengthScale]?.median ?? 1
        let outputScale = hyperpriors[ParameterGroup.outputScale]?.median ?? 1
        let kernel =
            hasScalePerDimension
            ? StationaryKernel(
                shape, lengthScales: Array(repeating: lengthScale, count: dimension), outputScale: outputScale)
            : StationaryKernel(shape, dimension: dimension, lengthScale: lengthScale, outputScale: outputScale)
        return GaussianProcess(kernel: kernel, noise: hyperpriors[ParameterGroup.noise]?.median ?? 0.1)
    }

    /// Checks that the pretrained weights, if there are any, are those of an extractor of `inputs` features.
    ///
    /// - Parameter inputs: The number of features of a candidate.
    /// - Throws: `WeightMismatch` for the first tensor that is not.
    package func check(inputs: Int) throws(WeightMismatch) {
        guard let pretrained else { return }
        let shapes = zip([inputs] + layers.dropLast(), layers).map { (inputs: $0, outputs: $1) }
        try Network.check(pretrained, for: shapes, atLeast: frozenLayers)
    }
}
