internal import Experiments

/// The networks of an encoder-decoder.
enum TranslationNetwork: String, CaseIterable, Codable, Sendable {
    case dense, convolutional
    /// Dense, and it knows that cards may be turned and sheared.
    case posed

    var title: String {
        switch self {
        case .dense: "MLP"
        case .convolutional: "convolutional"
        case .posed: "MLP, rotation + shear"
        }
    }
}

/// How an encoder-decoder is made and trained.
struct TranslationSettings: Codable, Hashable, Sendable {
    let network: TranslationNetwork
    var latents: Int
    /// The standard deviation of the normal likelihood, in units of the scaled targets.
    var deviation: Double
    var epochs: Int

    /// What was found good; see the article on what autoencoders reach.
    init(_ task: TranslationTask, _ network: TranslationNetwork) {
        self.network = network
        latents = 16
        deviation = 0.1
        // An epoch of images takes ten times as long with convolutions.
        epochs = network == .convolutional && task.isOfCards ? 30 : 60
    }

    /// The plan but for its data, which are handed over.
    func plan(_ data: TrainingData, seed: UInt64, threads: Int) -> TrainingPlan {
        var plan = TrainingPlan(data: data)
        plan.model = AutoencoderChoice(.ved)
        plan.model.latents = latents
        plan.model.likelihood = .gaussian(deviation: deviation)
        switch network {
        case .dense: break
        case .convolutional:
            var layers = ConvolutionChoice()
            layers.blocks = [[16], [32], [32]]
            (plan.model.encoder, plan.model.decoder) = (.convolutional(layers), .convolutional(layers))
            plan.model.activation = .silu
        case .posed:
            plan.model.pose.rotation = .small(degrees: 12)
            plan.model.pose.shear = 12
        }
        plan.training.epochs = epochs
        plan.training.heldOut = 0
        plan.training.threads = threads
        plan.randomSeed = seed
        return plan
    }
}
