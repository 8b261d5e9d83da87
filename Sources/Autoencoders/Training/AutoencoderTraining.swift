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
        var order = RandomSource(seed: seed, stream: "order of images", step: epochs)
        var draws = RandomSource(seed: seed, stream: "latents", step: epochs)
        let indices = order.shuffled(Array(0..<images.count))
        var sum = LossSum()
        for start in stride(from: 0, to: indices.count, by: batchSize) {
            let part = indices[start..<min(start + batchSize, indices.count)]
            let batch = images.batch(part)
            sum.add(model.step(batch, weights: weights, using: &draws), images: part.count)
            adam.step(model.parameters, threads: model.threads)
        }
        epochs += 1
        return sum.mean
    }

    /// The mean loss of images that are not learned from, with the weights of the last epoch and always the same draws.
    package func loss(of images: borrowing TrainingImages) -> LossParts {
        let weights = schedule.weights(inEpoch: max(0, epochs - 1))
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
        [\.reconstruction, \.content, \.pose, \.classes, \.imbalance, \.classification, \.smoothness, \.total]
    }
}
