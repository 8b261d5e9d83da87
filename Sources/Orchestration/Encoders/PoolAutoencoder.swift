import Autoencoders
import LinearAlgebra
private import Networks
import Randomness
import Surrogates

/// The training of autoencoders on what is seen of a pool, before anything is measured.
///
/// What comes of it depends on the pool, the parts and the seed alone.
struct PoolAutoencoder {
    /// The standard deviation of what is decoded, in that of what is seen: what is finer counts as noise.
    static let deviation = 0.3

    let design: AutoencoderDesign
    let schedule: LossSchedule
    let epochs: Int
    /// The seed of the run.
    let seed: UInt64
    let threads: Int
    /// What it is for, in words.
    let purpose: String

    /// What is learned: all candidates, or as many at random of more as take 128 MB, 4,096 at most.
    ///
    /// A class, so that several threads may read it.
    final class Images: Sendable {
        let images: TrainingImages

        init(of features: any CandidateFeatures, seed: UInt64) {
            let dimension = features.dimension
            let most = min(4096, max(64, (1 << 25) / dimension))
            var source = RandomSource(seed: seed, stream: "autoencoder sample")
            var chosen = Array(0..<features.count)
            if chosen.count > most { chosen = source.shuffled(chosen).prefix(most).sorted() }
            var rows = Matrix<Float>(rows: chosen.count, columns: dimension)
            features.copyRows(chosen, into: &rows)
            images = TrainingImages(rows)
        }

        /// The images in a step: fewer of a small pool, so that an epoch has some thirty steps.
        var batchSize: Int { min(100, max(16, images.count / 32)) }
    }

    /// Trains autoencoders of one design from different weights, several at once if there are threads.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - features: The pool, standardised.
    ///   - shouldContinue: Asked on the calling thread between epochs; answering false ends the training.
    ///   - news: Told on the calling thread when it begins and ends.
    /// - Returns: The autoencoders, and what they learned from.
    /// - Throws: `CancellationError` if it was ended; ``UntrainableAutoencoder``.
    func train(
        _ count: Int, on features: any CandidateFeatures, shouldContinue: () -> Bool, news: (EncoderNews) -> Void
    ) throws -> (models: [Autoencoder], images: Images) {
        let clock = ContinuousClock.now
        let images = Images(of: features, seed: seed)
        news(.began(purpose: purpose, count: count, images: images.images.count, epochs: epochs))
        let workers = min(threads, count)
        let trainings = (0..<count).map { number in
            var source = RandomSource(seed: seed, stream: "autoencoder \(number)")
            let model = Autoencoder(design, using: &source)
            model.threads = max(1, threads / workers)
            return Training(model: model, seed: source.next())
        }
        ConcurrentWork.perform(count, threads: workers, shouldContinue: shouldContinue) { number, shouldContinue in
            trainings[number].run(self, on: images, shouldContinue)
        }
        guard trainings.allSatisfy(\.isOver) else { throw CancellationError() }
        let models = trainings.map(\.model)
        guard models.allSatisfy({ $0.brokenParameter == nil }) else { throw UntrainableAutoencoder(purpose: purpose) }
        news(
            .ended(
                purpose: purpose, seconds: clock.duration(to: .now).seconds,
                explained: models[0].explainedVariance(of: images.images)))
        return (models, images)
    }

    /// One of the trainings.
    private final class Training {
        let model: Autoencoder
        private let seed: UInt64
        private(set) var isOver = false

        init(model: Autoencoder, seed: UInt64) {
            self.model = model
            self.seed = seed
        }

        func run(_ conduct: PoolAutoencoder, on images: Images, _ shouldContinue: () -> Bool) {
            var training = AutoencoderTraining(
                model, schedule: conduct.schedule, batchSize: images.batchSize, seed: seed)
            while training.epochs < conduct.epochs {
                guard shouldContinue() else { return }
                _ = training.runEpoch(images.images)
            }
            isOver = true
        }
    }
}

extension Autoencoder {
    /// The share of the variance of images, about the mean of each number, that is decoded from their latents.
    fileprivate func explainedVariance(of images: borrowing TrainingImages) -> Double {
        let decoded = reconstruct(images.inputs)
        let (rows, columns) = (images.inputs.rows, images.inputs.columns)
        var (left, total) = (0.0, 0.0)
        for column in 0..<columns {
            var (sum, squares) = (0.0, 0.0)
            for row in 0..<rows {
                let value = Double(images.inputs[row, column])
                let difference = value - Double(decoded[row, column])
                sum += value
                squares += value * value
                left += difference * difference
            }
            total += squares - sum * sum / Double(rows)
        }
        return total > 0 ? 1 - left / total : 0
    }
}
