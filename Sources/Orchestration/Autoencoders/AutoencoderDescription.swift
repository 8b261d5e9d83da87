package import Autoencoders
package import Experiments
package import Networks

/// What one must know of a trained autoencoder to use it, beside its weights; stands in the metadata of its file.
package struct AutoencoderDescription: Codable, Hashable, Sendable {
    /// An epoch of the training.
    package struct Epoch: Codable, Hashable, Sendable {
        /// The mean loss of the images on the way.
        package let learned: LossParts
        /// That of the images held out, after the epoch; nil if there are none.
        package let heldOut: LossParts?
        package let seconds: Double
    }

    package let plan: TrainingPlan
    /// The plan's own folder, from which relative paths of its data count.
    package let folder: String
    package let input: ImageShape
    package let output: ImageShape
    /// What spectra that are decoded run over; nil for images, and in files that were written before there was such a thing.
    package let outputAxis: Axis?
    package let inputScaling: Scaling
    package let targetScaling: Scaling
    /// The mean of the scaled inputs that were learned and their standard deviation, of each channel; nil in files that were
    /// written before there was such a thing.
    package let inputMoments: [Scaling.Parameters]?
    /// What is kept of the images to know them again and to judge others.
    package let learnedInputs: LearnedInputs
    /// The names of the classes of the data; empty if they have none.
    package let classNames: [String]
    package let conditions: ConditionCoding
    /// How many images were learned, and how many held out.
    package let imageCount: Int
    package let heldOutCount: Int
    package internal(set) var epochs: [Epoch] = []
    /// How many epochs the weights have seen: fewer than there were if the best were kept.
    package internal(set) var keptEpochs = 0
    /// Where the images that were learned lie along each latent of the content; empty while the training goes on.
    package internal(set) var content: [LatentRange] = []

    /// Whether what is decoded is something else than what is encoded.
    package var isTranslation: Bool { plan.data.hasTargets }

    /// The parts that the weights belong to.
    package var design: AutoencoderDesign {
        AutoencoderDesign(plan.model, input: input, output: output, conditions: conditions.count)
    }
}
