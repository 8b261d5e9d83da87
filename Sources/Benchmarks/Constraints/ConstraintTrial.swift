private import Autoencoders
internal import Experiments
private import LinearAlgebra
private import Orchestration
private import Scores
internal import TrainingSets

/// A few noisy images, what they would be without noise, and what physics knows of them.
struct ConstraintTrial {
    /// What is shown, and what is told.
    let name: String
    let title: String
    let learned: TrainingSet
    /// Other images, as noisy.
    let scored: TrainingSet
    /// What those should be decoded to, on the scale of the model.
    let truth: [Float]
    /// The training that is told nothing.
    var plan: TrainingPlan
    /// What the other is told.
    let told: OutputChoice
    /// Whether what is wanted is the object behind the image.
    var wantsObject = false

    /// The error of images decoded, root of the mean square, without and with what is told.
    struct Result: Codable {
        let without: Double
        let with: Double
        /// Of the noisy images themselves.
        let untouched: Double
    }

    /// Both plans.
    var settings: [TrainingPlan] { [plan, telling] }

    private var telling: TrainingPlan {
        var telling = plan
        telling.model.output = told
        return telling
    }

    func run(threads: Int) throws -> Result {
        Result(
            without: try error(plan, threads), with: try error(telling, threads), untouched: try untouched)
    }

    private func error(_ plan: TrainingPlan, _ threads: Int) throws -> Double {
        var training = try WatchedTraining(plan, on: learned, folder: "", threads: threads)
        while !training.isOver { try training.runEpoch() }
        let autoencoder = try training.result()
        let images = try autoencoder.scaled(scored).inputs.matrix
        let decoded = autoencoder.model.reconstruct(images, showing: wantsObject ? .object : .image)
        return ImageErrors.meanSquare(decoded.elements, truth).squareRoot()
    }

    private var untouched: Double {
        get throws {
            let scaling = Scaling(plan.scaling.inputs, fitting: learned.inputs)
            return ImageErrors.meanSquare(try scored.scaled(by: scaling).inputs.values, truth).squareRoot()
        }
    }
}
