import Foundation
import Networks
import Orchestration

/// Files of autoencoders: weights as safetensors, what one must know to use them in the metadata.
enum AutoencoderFile {
    /// Reads a trained autoencoder.
    ///
    /// - Throws: ``Failure`` if there is no such file; ``UnreadableWeights`` or ``UnusableAutoencoder``.
    static func read(_ path: String) throws -> TrainedAutoencoder {
        try TrainedAutoencoder(weights(path), from: path)
    }

    /// Reads tensors and metadata.
    static func weights(_ path: String) throws -> NetworkWeights {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure("\(path): no such file, or it cannot be read", .noInput)
        }
        do {
            return try SafeTensors.decode(Array(data))
        } catch {
            throw Failure("\(path): \(error)", .badData)
        }
    }

    /// Writes a file at once: a reader sees the old one or the new one, never a part.
    static func write(_ weights: NetworkWeights, to path: String) throws {
        do {
            try Data(SafeTensors.encode(weights)).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Failure("cannot write \(path): \(error.localizedDescription)", .cannotWrite)
        }
    }
}
