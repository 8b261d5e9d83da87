private import Autoencoders
package import Experiments
package import Networks
private import Randomness
package import TrainingSets

/// The training that a plan asks for, epoch by epoch, watched by images that are held out.
///
/// What it does depends on plan, data and seed alone, however often it is stopped and resumed; only the seconds differ.
package struct WatchedTraining: ~Copyable {
    private enum Key {
        static let bestPrefix = "best."
        static let bestBound = "training.bestBound"
    }

    private var training: AutoencoderTraining
    private let images: LearnedImages
    /// What there is to say of it so far.
    package private(set) var about: AutoencoderDescription
    /// The weights with the best bound of the held-out images, if the training may end early.
    private var best: (weights: NetworkWeights, bound: Double)?

    /// Begins a training.
    ///
    /// - Parameters:
    ///   - plan: A plan that was checked.
    ///   - set: Its data, as they are.
    ///   - folder: The plan's own folder.
    ///   - threads: How many threads it may use, where the plan does not say.
    /// - Throws: ``UnfitTrainingSet`` or ``UnusableTrainingSet``, which say what does not fit and what to do.
    package init(_ plan: TrainingPlan, on set: TrainingSet, folder: String, threads: Int) throws {
        let images = try LearnedImages(set, for: plan, folder: folder)
        about = images.about
        training = AutoencoderTraining(
            Self.model(images.about, threads), schedule: LossSchedule(plan.training, of: plan.model),
            batchSize: plan.training.batch, learningRate: plan.training.learningRate, seed: plan.randomSeed)
        self.images = images
    }

    /// Goes on with a training.
    ///
    /// - Parameters:
    ///   - checkpoint: What it left.
    ///   - name: What the file is called.
    ///   - plan: The plan, which may ask for more epochs than it did, and else must be the same.
    ///   - set: Its data.
    ///   - folder: The plan's own folder.
    ///   - threads: How many threads it may use, where the plan does not say.
    /// - Throws: ``UnusableAutoencoder`` if it is a checkpoint of something else, besides what ``init(_:on:folder:threads:)``
    ///   throws.
    package init(
        resuming checkpoint: NetworkWeights, from name: String, _ plan: TrainingPlan, on set: TrainingSet,
        folder: String, threads: Int
    ) throws {
        let then = try TrainedAutoencoder.description(in: checkpoint, from: name)
        let images = try LearnedImages(set, for: plan, folder: folder)
        var about = images.about
        guard then.plan.isContinued(by: plan), then.imageCount == about.imageCount,
            then.inputScaling == about.inputScaling, then.learnedInputs.knows(set)
        else {
            throw UnusableAutoencoder(
                file: name,
                reason: "it is a checkpoint of another plan or of other data; give `--fresh` to begin anew, or `--out` "
                    + "another name")
        }
        about.epochs = then.epochs
        about.keptEpochs = then.keptEpochs
        var weights = checkpoint
        var bestWeights = NetworkWeights()
        for (tensor, value) in checkpoint.tensors where tensor.hasPrefix(Key.bestPrefix) {
            bestWeights[String(tensor.dropFirst(Key.bestPrefix.count))] = value
            weights.tensors[tensor] = nil
        }
        let training: AutoencoderTraining
        do {
            training = try AutoencoderTraining(
                resuming: weights, of: Self.model(about, threads),
                schedule: LossSchedule(plan.training, of: plan.model), batchSize: plan.training.batch,
                seed: plan.randomSeed)
        } catch {
            throw UnusableAutoencoder(file: name, reason: "\(error)")
        }
        best = checkpoint.metadata[Key.bestBound].flatMap(Double.init).map { (bestWeights, $0) }
        self.images = images
        self.about = about
        self.training = training
    }

    private static func model(_ about: AutoencoderDescription, _ threads: Int) -> Autoencoder {
        var source = RandomSource(seed: about.plan.randomSeed, stream: "autoencoder")
        let model = Autoencoder(about.design, using: &source)
        model.threads = about.plan.training.threads ?? threads
        return model
    }

    /// The epochs that are over.
    package var epochCount: Int { training.epochs }

    /// Whether it is over: all epochs are, or so many brought nothing better as the plan has patience.
    package var isOver: Bool {
        let conduct = about.plan.training
        if training.epochs >= conduct.epochs { return true }
        return conduct.patience > 0 && best != nil && training.epochs - about.keptEpochs >= conduct.patience
    }

    /// The first epoch in which everything is told to the decoder, from 0.
    package var settledEpoch: Int { training.schedule.settledEpoch }

    /// Whether there are weights that were best, and are kept whatever comes later.
    package var hasBest: Bool { best != nil }

    /// Learns from all images once.
    ///
    /// - Throws: ``DivergedTraining`` if that came to something that is no number; there is no going on then, but the best
    ///   weights until then, if there are any, are still the ``result()``.
    package mutating func runEpoch() throws(DivergedTraining) {
        let clock = ContinuousClock.now
        let learned = training.runEpoch(images.learned)
        let heldOut = images.heldOutLoss(in: training)
        guard learned.isFinite, heldOut?.isFinite ?? true, training.model.brokenParameter == nil else {
            throw DivergedTraining(epoch: training.epochs)
        }
        about.epochs.append(
            AutoencoderDescription.Epoch(
                learned: learned, heldOut: heldOut, seconds: clock.duration(to: .now).seconds))
        guard about.plan.training.patience > 0, let heldOut else {
            about.keptEpochs = training.epochs
            return
        }
        // Losses of different stages and weights cannot be compared; bounds of a model with all of its latents can.
        guard training.epochs > training.schedule.settledEpoch else { return }
        if best.map({ heldOut.evidenceBound > $0.bound }) ?? true {
            best = (training.model.weights, heldOut.evidenceBound)
            about.keptEpochs = training.epochs
        }
    }

    /// Everything that is needed to go on later.
    package var checkpoint: NetworkWeights {
        var file = TrainedAutoencoder.described(training.checkpoint, by: about)
        if let best {
            for (name, tensor) in best.weights.tensors { file[Key.bestPrefix + name] = tensor }
            file.metadata[Key.bestBound] = "\(best.bound)"
        }
        return file
    }

    /// The autoencoder with the weights to be kept: the best if the training may end early, else the last.
    package consuming func result() throws -> TrainedAutoencoder {
        if let best { try training.model.load(best.weights) }
        about.content = LatentRange.all(of: images.encodings(by: training.model).map(\.content))
        return TrainedAutoencoder(model: training.model, about: about)
    }
}

extension TrainingPlan {
    /// Whether a training of this plan may go on as that plan asks: it may have more or fewer epochs where stages do not
    /// depend on them, other threads and another name.
    func isContinued(by other: TrainingPlan) -> Bool {
        var (mine, its) = (self, other)
        guard LossSchedule(training, of: model) == LossSchedule(other.training, of: other.model) else { return false }
        for path in [\TrainingPlan.training.epochs, \TrainingPlan.training.patience] {
            mine[keyPath: path] = 0
            its[keyPath: path] = 0
        }
        (mine.training.threads, its.training.threads) = (nil, nil)
        (mine.name, its.name) = ("", "")
        return mine == its
    }
}
