private import LinearAlgebra
package import Networks
private import Randomness

/// The training of an autoencoder, epoch by epoch: what has to be kept to go on where it stopped.
///
/// What an epoch draws depends on the seed and the epoch's number alone.
package struct AutoencoderTraining {
    package let model: Autoencoder
    package let schedule: LossSchedule
    /// The images in a step; the last of an epoch may have fewer.
    package let batchSize: Int
    package let seed: UInt64
    package internal(set) var adam: Adam
    /// The epochs that are over.
    package internal(set) var epochs = 0

    /// Begins a training.
    package init(
        _ model: Autoencoder, schedule: LossSchedule = LossSchedule(), batchSize: Int = 100,
        learningRate: Double = 1e-3,
        seed: UInt64
    ) {
        precondition(batchSize > 0, "a batch has images")
        self.model = model
        self.schedule = schedule
        self.batchSize = batchSize
        self.seed = seed
        adam = Adam(learningRate: learningRate)
    }

    /// Goes through all images once, in an order of its own, and returns the mean loss on the way.
    package mutating func runEpoch(_ images: borrowing TrainingImages) -> LossParts {
        let weights = schedule.weights(inEpoch: epochs)
        if epochs > 0, schedule.contentStart == epochs {
            // The content upsets what is drawn, and slopes grow a hundredfold; in units of the former ones Adam's steps would be
            // large enough to throw the encoder out of its poses, from where there is no way back.
            adam = Adam(learningRate: adam.learningRate)
        }
        if schedule.isSeeded, schedule.classStart == epochs { seedClasses(images, weights) }
        for trial in schedule.axisTrials where trial.epoch == epochs { conduct(trial, images, weights) }
        let loss = run(images, weights)
        epochs += 1
        return loss
    }

    /// Goes through all images once; see ``runEpoch(_:)``.
    ///
    /// - Parameters:
    ///   - images: The images.
    ///   - weights: How much the parts of the loss count.
    ///   - classes: Those that the images are given; empty for their own.
    ///   - rehearsal: What tells the draws from those of the epoch; empty for the epoch itself.
    /// - Returns: The mean loss on the way.
    mutating func run(
        _ images: borrowing TrainingImages, _ weights: LossWeights, classes: [Int] = [], rehearsal: String = ""
    ) -> LossParts {
        var order = RandomSource(seed: seed, stream: "order of images" + rehearsal, step: epochs)
        var draws = RandomSource(seed: seed, stream: "latents" + rehearsal, step: epochs)
        let indices = order.shuffled(Array(0..<images.count))
        var sum = LossSum()
        for start in stride(from: 0, to: indices.count, by: batchSize) {
            let part = indices[start..<min(start + batchSize, indices.count)]
            let batch = images.batch(part, classes: classes)
            sum.add(model.step(batch, weights: weights, using: &draws), images: part.count)
            adam.step(model.parameters, threads: model.threads)
        }
        return sum.mean
    }

    /// The mean loss of images that are not learned from, with the weights of the last epoch and always the same draws.
    package func loss(of images: borrowing TrainingImages) -> LossParts {
        loss(of: images, schedule.weights(inEpoch: max(0, epochs - 1)))
    }

    /// The same with other weights; all classes and angles are drawn.
    func loss(of images: borrowing TrainingImages, _ weights: LossWeights) -> LossParts {
        var weights = weights
        weights.leastShare = 0
        var draws = RandomSource(seed: seed, stream: "held-out latents")
        let indices = Array(0..<images.count)
        var sum = LossSum()
        for start in stride(from: 0, to: indices.count, by: batchSize) {
            let part = indices[start..<min(start + batchSize, indices.count)]
            sum.add(model.loss(of: images.batch(part), weights: weights, using: &draws), images: part.count)
        }
        return sum.mean
    }
}

/// Losses of batches, added up by their images.
private struct LossSum {
    private var sum = LossParts()
    private var count = 0.0

    mutating func add(_ parts: LossParts, images: Int) {
        let weight = Double(images)
        count += weight
        for path in Self.paths { sum[keyPath: path] += weight * parts[keyPath: path] }
    }

    var mean: LossParts {
        var mean = sum
        for path in Self.paths { mean[keyPath: path] /= max(count, 1) }
        return mean
    }

    private static var paths: [WritableKeyPath<LossParts, Double>] {
        [
            \.reconstruction, \.content, \.pose, \.classes, \.imbalance, \.classification, \.smoothness,
            \.recognition, \.marginalBound, \.total,
        ]
    }
}
