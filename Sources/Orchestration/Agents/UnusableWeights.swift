package import Experiments
package import Networks
private import Surrogates

/// A file of weights that a plan names and that is of no use to it.
package struct UnusableWeights: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Cause: Hashable, Sendable {
        /// The file is not there, or cannot be read; the reason, if it is known.
        case missing(String)
        /// The file is no file of weights.
        case unreadable(UnreadableWeights)
        /// A weight is no finite number, as those of a training that went astray; the tensor's name, and which element.
        case notFinite(tensor: String, element: Int)
        /// The file holds an autoencoder that cannot be used, or none; why.
        case autoencoder(String)
        /// The weights are not those of the plan's network.
        case unfit(WeightMismatch)
    }

    /// The file as the plan names it.
    package let file: String
    package let cause: Cause

    package init(_ file: String, _ cause: Cause) {
        self.file = file
        self.cause = cause
    }

    package var description: String {
        switch cause {
        case .missing(let reason): "the weights \(file) cannot be read: \(reason)"
        case .unreadable(let error): "the weights \(file): \(error)"
        case .notFinite(let tensor, let element):
            "the weights \(file): element \(element) of \(tensor) is no finite number; give weights of a training that did not fail"
        case .autoencoder(let reason): "the weights \(file) do not fit the plan: \(reason)"
        case .unfit(let mismatch): "the weights \(file) do not fit the plan: \(mismatch)"
        }
    }
}

extension NetworkWeights {
    /// Reads the content of a file of weights.
    ///
    /// - Parameters:
    ///   - bytes: The content.
    ///   - file: The file as the plan names it.
    /// - Throws: ``UnusableWeights`` if it is no such file.
    package init(reading bytes: [UInt8], from file: String) throws(UnusableWeights) {
        do throws(UnreadableWeights) {
            self = try SafeTensors.decode(bytes)
        } catch {
            throw UnusableWeights(file, .unreadable(error))
        }
        for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
            guard let element = tensor.elements.firstIndex(where: { !$0.isFinite }) else { continue }
            throw UnusableWeights(file, .notFinite(tensor: name, element: element))
        }
    }
}

extension Plan {
    /// Checks that weights are those of the plan's network, or of the encoder of its features; there is nothing to check where the plan names none.
    ///
    /// - Parameters:
    ///   - weights: What the file holds that the plan names.
    ///   - channels: The number of channels of the overview that are seen; nil if it is not known yet, and then the first
    ///     layer may have any number of inputs.
    /// - Throws: ``UnusableWeights`` that names file, layer, what was expected and what was found.
    package func check(_ weights: NetworkWeights?, channels: Int?) throws(UnusableWeights) {
        let known = channels ?? (overview.channels.isEmpty ? nil : overview.channels.count)
        for block in features.blocks {
            guard case .autoencoder(let choice) = block.kind, choice.weights != nil else { continue }
            _ = try choice.encoder(in: weights, channels: known)
        }
        guard let choice = surrogate.extractor, let file = choice.weights else { return }
        guard let weights else { throw UnusableWeights(file, .missing("their content was not given with the plan")) }
        let inputs = known.map { features.dimension(channels: $0) }
        var configuration = choice.configuration
        let extractor = try choice.extractorWeights(in: weights, inputs: inputs)
        configuration.pretrained = extractor
        let first = extractor[NetworkWeights.weightName(layer: 0)]?.shape
        let found = first?.count == 2 ? first?[1] : nil
        do throws(WeightMismatch) {
            try configuration.check(inputs: inputs ?? found ?? 1)
        } catch {
            throw UnusableWeights(file, .unfit(error))
        }
    }
}
