import Experiments
import Foundation
import Networks
import Orchestration

/// Files of weights: read once, where a command or the daemon is given a plan, and written where one is asked for.
enum WeightsFile {
    /// The longest file that is read, in bytes: a network a hundred times as large as those that have been published.
    static let mostBytes = 400_000_000

    /// Reads the file of weights that a plan names.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - folder: Where relative paths count from.
    /// - Returns: The content; nil if the plan names none.
    /// - Throws: ``UnusableWeights`` if it cannot be read or is too long.
    static func content(for plan: Plan, relativeTo folder: String) throws(UnusableWeights) -> [UInt8]? {
        guard let file = plan.weightFiles.first else { return nil }
        let url = URL(filePath: file, relativeTo: URL(filePath: folder, directoryHint: .isDirectory))
        do {
            let handle = try FileHandle(forReadingFrom: url)
            defer { try? handle.close() }
            let data = try handle.read(upToCount: mostBytes + 1) ?? Data()
            guard data.count <= mostBytes else {
                throw UnusableWeights(file, .missing("it has more than \(mostBytes) bytes"))
            }
            return Array(data)
        } catch let error as UnusableWeights {
            throw error
        } catch {
            let isThere = FileManager.default.fileExists(atPath: url.path)
            throw UnusableWeights(
                file,
                .missing(isThere ? error.localizedDescription : "there is no file \(url.standardizedFileURL.path)"))
        }
    }

    /// Reads the weights that a plan names.
    ///
    /// - Throws: ``UnusableWeights`` if the file cannot be read or is no file of weights.
    static func weights(for plan: Plan, relativeTo folder: String) throws(UnusableWeights) -> NetworkWeights? {
        guard let file = plan.weightFiles.first,
            let bytes = try content(for: plan, relativeTo: folder)
        else { return nil }
        return try NetworkWeights(reading: bytes, from: file)
    }

    /// Writes the network that a simulated run trained, with what a reader must know to use it in the metadata.
    ///
    /// - Parameters:
    ///   - run: The run.
    ///   - plan: Its plan.
    ///   - title: What the plan is called.
    ///   - path: Where to.
    /// - Throws: ``Failure`` if the run trained no network or the file cannot be written.
    static func write(_ run: SimulatedRun, of plan: Plan, title: String, to path: String) throws {
        guard var weights = run.extractor, let choice = plan.surrogate.extractor else {
            throw Failure("--save-weights: the run trained no network")
        }
        let inputs = weights[NetworkWeights.weightName(layer: 0)]?.shape.last ?? 0
        weights.metadata = [
            "plan": title, "layers": choice.layers.map(String.init).joined(separator: ","), "inputs": "\(inputs)",
            "activation": choice.activation.rawValue, "features": run.features, "seed": "\(run.seed)",
            "measurements": "\(run.measured.count)",
        ]
        do {
            try Data(SafeTensors.encode(weights)).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Failure("cannot write \(path): \(error.localizedDescription)", .cannotWrite)
        }
    }
}
