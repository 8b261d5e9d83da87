import ArgumentParser
import Datasets
import Experiments
import Orchestration
import TrainingSets

/// A trained autoencoder and what it is applied to.
struct ModelOptions: ParsableArguments {
    @Argument(help: "The autoencoder that `train` wrote.") var model: String
    @Option(
        help: ArgumentHelp(
            "Images or data in place of those that it was trained on; read as the plan reads its own.",
            valueName: "path"))
    var data: String?

    /// Reads the autoencoder.
    func autoencoder() throws -> TrainedAutoencoder { try AutoencoderFile.read(model) }

    /// Reads the images that it is applied to, as they are.
    func images(for about: AutoencoderDescription) throws -> TrainingSet {
        try TrainingSet.load(about.plan.data, relativeTo: about.folder, overriding: data)
    }

    /// Reads the image that they were cut from; nil if they are images themselves.
    func background(for about: AutoencoderDescription) throws -> TrainingSet.Background? {
        try TrainingSet.background(of: about.plan.data, relativeTo: about.folder, overriding: data)
    }
}

extension TrainingSet {
    /// What the set holds, in a word.
    var noun: String { height > 1 ? "images" : "spectra" }
}
