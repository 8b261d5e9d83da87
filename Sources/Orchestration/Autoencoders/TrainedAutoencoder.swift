package import Autoencoders
private import Experiments
private import Foundation
package import LinearAlgebra
package import Networks
private import Randomness
package import TrainingSets

/// An autoencoder with its weights and what one must know to use it.
package struct TrainedAutoencoder {
    /// The keys in a file's metadata.
    private enum Key {
        static let plan = "plan"
        static let description = "autoencoder"
    }

    package let model: Autoencoder
    package let about: AutoencoderDescription

    init(model: Autoencoder, about: AutoencoderDescription) {
        self.model = model
        self.about = about
    }

    /// Takes what a file holds.
    ///
    /// - Parameters:
    ///   - file: Tensors and metadata.
    ///   - name: What the file is called.
    /// - Throws: ``UnusableAutoencoder`` if it was not written by a training, or its weights do not fit its description.
    package init(_ file: NetworkWeights, from name: String) throws(UnusableAutoencoder) {
        about = try Self.description(in: file, from: name)
        let design = about.design
        if let fault = design.fault { throw UnusableAutoencoder(file: name, reason: fault) }
        var unused = RandomSource(seed: 0)
        model = Autoencoder(design, using: &unused)
        do {
            try model.load(file)
        } catch {
            throw UnusableAutoencoder(file: name, reason: "\(error)")
        }
        if let broken = model.brokenParameter {
            throw UnusableAutoencoder(
                file: name, reason: "its tensor `\(broken)` holds values that are no numbers; train it anew")
        }
    }

    /// Whether a file says that it holds an autoencoder.
    static func isDescribed(in file: NetworkWeights) -> Bool { file.metadata[Key.description] != nil }

    /// Reads the description in the metadata of a file.
    static func description(
        in file: NetworkWeights, from name: String
    ) throws(UnusableAutoencoder) -> AutoencoderDescription {
        guard let text = file.metadata[Key.description] else {
            throw UnusableAutoencoder(
                file: name,
                reason: "its metadata have no `\(Key.description)`; give a file that `saccade train` wrote")
        }
        do {
            return try JSONDecoder().decode(AutoencoderDescription.self, from: Data(text.utf8))
        } catch {
            throw UnusableAutoencoder(
                file: name,
                reason:
                    "its metadata `\(Key.description)` cannot be understood, as those of a training by another version; train it "
                    + "anew")
        }
    }

    /// The file: tensors by name, the plan in the metadata as `plan`, the rest as `autoencoder`, both JSON.
    package var file: NetworkWeights { Self.described(model.weights, by: about) }

    static func described(_ weights: NetworkWeights, by about: AutoencoderDescription) -> NetworkWeights {
        var file = weights
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        func text(_ value: some Encodable) -> String {
            // Plans and descriptions are numbers, texts, lists and maps of them: they can always be written.
            (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
        file.metadata[Key.plan] = text(about.plan)
        file.metadata[Key.description] = text(about)
        return file
    }
}

extension TrainedAutoencoder {
    /// Scales a set as the images were that the model learned.
    ///
    /// - Parameter set: Images as they are, of the model's shape.
    /// - Returns: The set with scaled values.
    /// - Throws: ``UnfitTrainingSet`` if they are of another shape, or ``UnusableTrainingSet``.
    package func scaled(_ set: TrainingSet) throws -> TrainingSet {
        guard set.inputs.shape == about.input else {
            throw UnfitTrainingSet(
                set, "", .shape(found: set.inputs.shape.inWords, expected: about.input.inWords))
        }
        let hasTargets = set.targets?.shape == about.output && about.isTranslation
        return try set.scaled(by: about.inputScaling, targets: hasTargets ? about.targetScaling : Scaling())
    }

    /// Encodes scaled images.
    ///
    /// - Throws: ``UnfitTrainingSet`` if the set lacks what is told of each image.
    package func encode(_ scaled: TrainingSet) throws(UnfitTrainingSet) -> [Encoding] {
        model.encode(scaled.inputs.matrix, conditions: try about.conditions.numbers(of: scaled))
    }

    /// Decodes what the encoder finds likeliest of scaled images, on the scale of what is decoded.
    ///
    /// - Throws: ``UnfitTrainingSet`` if the set lacks what is told of each image.
    package func reconstruct(_ scaled: TrainingSet) throws(UnfitTrainingSet) -> Matrix<Float> {
        model.reconstruct(scaled.inputs.matrix, conditions: try about.conditions.numbers(of: scaled))
    }
}

extension ImageShape {
    /// The extents, as people say them.
    package var inWords: String {
        let channels = channels > 1 ? "\(channels) channels of " : ""
        return height == 1 ? "\(channels)\(width) points" : "\(channels)\(height) x \(width) pixels"
    }
}

extension ImageStack {
    /// The images, one a row.
    package var matrix: Matrix<Float> { Matrix(rows: count, columns: dimension, elements: values) }
}

/// A file that holds no autoencoder that can be used.
package struct UnusableAutoencoder: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let reason: String

    package init(file: String, reason: String) {
        self.file = file
        self.reason = reason
    }

    package var description: String { "\(file): \(reason)" }
}
