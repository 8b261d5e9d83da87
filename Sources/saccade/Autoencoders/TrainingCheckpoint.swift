import Experiments
import Foundation
import Networks
import Orchestration
import TrainingSets

/// What is kept of a training while it goes on.
final class TrainingCheckpoint {
    let path: String
    private var written: ContinuousClock.Instant?
    /// A checkpoint is written after the first epoch, and then this often: at most so much is done twice.
    private static let interval = Duration.seconds(15)

    init(path: String) { self.path = path }

    /// Goes on with what is there, or begins.
    func training(_ source: TrainingPlanSource, on set: TrainingSet) throws -> WatchedTraining {
        let threads = min(2, ProcessInfo.processInfo.activeProcessorCount)
        guard FileManager.default.fileExists(atPath: path) else {
            return try WatchedTraining(source.plan, on: set, folder: source.folder, threads: threads)
        }
        let weights: NetworkWeights
        do {
            weights = try AutoencoderFile.weights(path)
        } catch {
            throw Failure("\(error); nothing can go on from this checkpoint: give --fresh to begin anew", .badData)
        }
        return try WatchedTraining(
            resuming: weights, from: path, source.plan, on: set, folder: source.folder, threads: threads)
    }

    var isDue: Bool { written.map { $0.duration(to: .now) > Self.interval } ?? true }

    func write(_ weights: NetworkWeights) throws {
        try AutoencoderFile.write(weights, to: path)
        written = .now
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
