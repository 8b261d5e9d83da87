import Autoencoders
import Experiments
import Networks
import Surrogates

/// What the training of a block's encoder is given beside the pool.
struct EncoderConduct {
    /// What the plan's file of weights holds, if it names one; checked.
    var weights: NetworkWeights?
    /// The seed of the run.
    var seed: UInt64 = 0
    var threads = 1
    /// Asked now and then; answering false ends a training.
    var shouldContinue: () -> Bool = { true }
    var news: (EncoderNews) -> Void = { _ in }
}

extension AutoencoderFeatures {
    /// Sees a pool through an encoder: that of a file, or one that is trained on it.
    ///
    /// - Parameters:
    ///   - overview: The image.
    ///   - pixels: The candidates.
    ///   - name: What the block is called.
    ///   - conduct: How an encoder is trained.
    ///   - keptBytes: Up to how many bytes of latents are computed at once.
    /// - Returns: The latents, not standardised.
    /// - Throws: `CancellationError`, ``UntrainableAutoencoder`` or ``UnusableWeights``.
    func view(
        of overview: Overview, pixels: [Pixel], named name: String, _ conduct: EncoderConduct, keptBytes: Int
    ) throws -> EncodedView {
        guard weights == nil else {
            var raw = patch
            raw.normalization = .none
            let patches = PatchView(patches: Patches(of: overview, raw), pixels: pixels)
            let encoder = try encoder(in: conduct.weights, channels: overview.channels.count)
            return EncodedView(of: patches, by: encoder, keptBytes: keptBytes)
        }
        let patches = StandardizedFeatures(
            PatchView(patches: Patches(of: overview, patch), pixels: pixels), .together)
        let training = AutoencoderTrainingChoice(epochs: epochs)
        let shape = ImageShape(channels: overview.channels.count, height: patch.window, width: patch.window)
        let pool = PoolAutoencoder(
            design: AutoencoderDesign(model, input: shape, output: shape),
            schedule: LossSchedule(training, of: model), epochs: epochs, seed: conduct.seed, threads: conduct.threads,
            purpose: "the features `\(name)`")
        let (models, _) = try pool.train(
            1, on: patches, shouldContinue: conduct.shouldContinue, news: conduct.news)
        return EncodedView(of: patches, by: PatchEncoder(models[0]), keptBytes: keptBytes)
    }

    /// The parts that the block names, as a plan of a training would.
    private var model: AutoencoderChoice {
        var choice = AutoencoderChoice()
        (choice.latents, choice.isVariational, choice.pose.rotation) = (latents, isVariational, rotation)
        // As measured (the article ChoosingAModel); SiLU is no better on some thousand small patches.
        choice.activation = .tanh
        choice.encoder = .dense(layers)
        choice.decoder = .dense(layers.reversed())
        choice.likelihood = .gaussian(deviation: PoolAutoencoder.deviation)
        return choice
    }

    /// Takes the encoder of a file.
    ///
    /// - Parameters:
    ///   - content: What the file holds; nil if it is not known.
    ///   - channels: The number of channels that are seen; nil if it is not known yet, and then there may be any.
    /// - Returns: The encoder.
    /// - Throws: ``UnusableWeights`` if there is none, it knows other patches, or has other latents than the plan says.
    func encoder(in content: NetworkWeights?, channels: Int?) throws(UnusableWeights) -> PatchEncoder {
        let file = weights ?? ""
        guard let content else { throw UnusableWeights(file, .missing("their content was not given with the plan")) }
        let trained: TrainedAutoencoder
        do {
            trained = try TrainedAutoencoder(content, from: file)
        } catch {
            throw UnusableWeights(file, .autoencoder(error.reason))
        }
        let found = trained.about.input
        let expected = ImageShape(
            channels: channels ?? found.channels, height: patch.window, width: patch.window)
        guard found == expected else {
            throw UnusableWeights(
                file,
                .autoencoder(
                    "its encoder sees \(found.inWords), and the plan shows it \(expected.inWords); write a `window` and "
                        + "name the `overview.channels` that it was trained with"))
        }
        guard trained.about.conditions.count == 0 else {
            let names = trained.about.conditions.conditions.map { "`\($0.name)`" }.joined(separator: ", ")
            throw UnusableWeights(
                file, .autoencoder("its encoder is told \(names) of each image, which is not known of candidates"))
        }
        guard trained.model.design.contentDimensions == latents else {
            throw UnusableWeights(
                file,
                .autoencoder(
                    "its encoder has \(trained.model.design.contentDimensions) latents, the plan asks for \(latents); "
                        + "write `latents: \(trained.model.design.contentDimensions)`"))
        }
        return PatchEncoder(trained)
    }
}

extension AutoencoderTrainingChoice {
    fileprivate init(epochs: Int) {
        self.init()
        self.epochs = epochs
    }
}
