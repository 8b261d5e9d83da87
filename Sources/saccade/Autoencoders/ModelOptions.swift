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

    /// Checks, before the work, that a file can be written without loss of what the command works on.
    func check(_ outputs: [String?], for about: AutoencoderDescription) throws {
        let inputs = [model, data].compactMap(\.self) + about.plan.data.paths(in: about.folder)
        for path in outputs.compactMap(\.self) { try OutputPath.check(path, sparing: inputs) }
    }

    /// Reads the image that they were cut from; nil if they are images themselves.
    func background(for about: AutoencoderDescription) throws -> TrainingSet.Background? {
        try TrainingSet.background(of: about.plan.data, relativeTo: about.folder, overriding: data)
    }
}

extension TrainingData {
    /// The files and folders that the data are read from; relative paths count from the plan's own folder.
    func paths(in folder: String) -> [String] {
        paths.map { $0.hasPrefix("/") || folder.isEmpty ? $0 : "\(folder)/\($0)" }
    }
}

extension TrainedAutoencoder {
    /// A warning for images that are unlike those that were learned; nothing for others.
    func warnings(of scaled: TrainingSet) -> [String] {
        let strangers = about.learnedInputs.strangers(in: scaled)
        guard strangers > 0 else { return [] }
        let (low, high) = (about.learnedInputs.low, about.learnedInputs.high)
        return [
            "\(strangers.grouped) of \(scaled.count.grouped) \(scaled.noun) have values far beyond those learned "
                + "(\(low.text()) to \(high.text()), scaled by `\(about.inputScaling.method.rawValue)`): what is said of "
                + "them is a guess"
        ]
    }
}

extension TrainingSet {
    /// What the set holds, in a word.
    var noun: String { height > 1 ? "images" : "spectra" }
}
