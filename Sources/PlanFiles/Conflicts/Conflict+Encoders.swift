internal import Experiments

extension Conflict {
    /// What does not go together in blocks of features that an encoder makes, and among the files that a plan names.
    ///
    /// - Parameters:
    ///   - plan: What was read.
    ///   - written: The keys that were.
    /// - Returns: Every conflict.
    static func found(inEncodersOf plan: Plan, written: Set<String>) -> [Conflict] {
        var result: [Conflict] = []
        let blocks = plan.features.blocks
        for (place, block) in blocks.enumerated() {
            guard case .autoencoder(let choice) = block.kind else { continue }
            // A single block may stand in a list of one.
            let isListed = blocks.count > 1 || written.contains { $0.hasPrefix("features.0") }
            let path = isListed ? "features.\(place).autoencoder" : "features.autoencoder"
            if choice.rotation != nil, choice.patch.window < 3 {
                result.append(
                    Conflict(
                        paths: [path + ".rotation", path + ".window"],
                        text: "nothing can be turned in a window of \(choice.patch.window). Make it 3 or more."))
            }
            guard choice.weights != nil else { continue }
            result += choice.toldByFile.map { key in
                Conflict(
                    paths: ["\(path).\(key)", path + ".weights"],
                    text: "the file of `weights` tells this. Leave it out.")
            }
        }
        let files = plan.weightFiles
        if files.count > 1 {
            // A run's record keeps one file.
            result.append(
                Conflict(
                    paths: ["features"],
                    text: "the plan names several files of weights, \(files.joined(separator: ", ")), and may name one."
                ))
        }
        return result
    }
}

extension AutoencoderFeatures {
    /// The keys that say something which a file of weights says, too.
    fileprivate var toldByFile: [String] {
        let standard = AutoencoderFeatures()
        var keys: [String] = []
        if isVariational != standard.isVariational { keys.append("variational") }
        if rotation != standard.rotation { keys.append("rotation") }
        if layers != standard.layers { keys.append("layers") }
        if epochs != standard.epochs { keys.append("epochs") }
        if patch.normalization != standard.patch.normalization { keys.append("normalize") }
        return keys
    }
}
