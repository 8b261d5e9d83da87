internal import Experiments

extension Conflict {
    /// What does not go together in the surrogate, and between it and the features.
    static func found(in surrogate: SurrogateChoice, features: Features) -> [Conflict] {
        switch surrogate {
        case .deepKernel(let choice): return found(in: choice, at: "surrogate.deep-kernel", features: features)
        case .gaussianProcess(let choice):
            let path = "surrogate.gaussian-process"
            let blocks = features.blocks.map(\.name)
            var result: [Conflict] = []
            if let fault = FormulaCheck.fault(ofKernel: choice.kernel, blocks: blocks) {
                result.append(Conflict(paths: [path + ".kernel", "features"], text: fault))
            }
            if case .formula(let formula) = choice.mean, let fault = FormulaCheck.fault(ofMean: formula) {
                result.append(Conflict(paths: [path + ".mean"], text: fault))
            }
            return result + found(in: choice.priors, ofKernel: choice.kernel, at: path)
        case .committee(let choice):
            let path = "surrogate.committee"
            if choice.members.contains(.deepKernel) {
                return found(in: choice.deepKernel, at: path + ".deep-kernel", features: features)
            }
            var idle: [String] = []
            if choice.deepKernel != DeepKernelChoice() { idle.append("deep-kernel") }
            if choice.block != nil { idle.append("block") }
            return idle.map { key in
                Conflict(
                    paths: ["\(path).\(key)", path + ".members"],
                    text: "no member is a `deep-kernel`. Add it to `members`, or leave this out.")
            }
        }
    }

    /// Priors of parameters that the process does not have: they would mean nothing.
    private static func found(
        in priors: [String: LogNormalPriorChoice], ofKernel kernel: String, at path: String
    ) -> [Conflict] {
        priors.keys.sorted().compactMap { name in
            FormulaCheck.fault(ofPriorFor: name, kernel: kernel).map { fault in
                Conflict(
                    paths: ["\(path).priors.\(FormulaCheck.asWritten(name))", path + ".priors", path + ".kernel"],
                    text: fault)
            }
        }
    }

    private static func found(in choice: DeepKernelChoice, at path: String, features: Features) -> [Conflict] {
        var result: [Conflict] = []
        if let fault = FormulaCheck.fault(ofDeepKernel: choice.kernel) {
            result.append(Conflict(paths: [path + ".kernel"], text: fault))
        }
        result += found(in: choice.priors, ofKernel: choice.kernel, at: path)
        if choice.frozenLayers > choice.layers.count {
            result.append(
                Conflict(
                    paths: [path + ".frozen-layers", path + ".layers"],
                    text: "\(choice.frozenLayers) layers cannot be frozen: there are \(choice.layers.count)."))
        } else if choice.frozenLayers > 0, choice.weights == nil, choice.pretraining == .none {
            result.append(
                Conflict(
                    paths: [path + ".frozen-layers", path + ".weights"],
                    text:
                        "frozen layers keep what was learned before. Name a file by `weights`, write a `pretraining`, or "
                        + "leave this out."))
        }
        if choice.pretraining != .none { result += found(inPretrained: choice, at: path, features: features) }
        return result
    }

    /// What does not go together with layers that were learned before.
    private static func found(
        inPretrained choice: DeepKernelChoice, at path: String, features: Features
    ) -> [Conflict] {
        let key = path + ".pretraining"
        var result: [Conflict] = []
        if choice.weights != nil {
            result.append(
                Conflict(
                    paths: [key, path + ".weights"],
                    text: "the weights of a file are there already. Keep one, the file or the training."))
        }
        if choice.layers.count < 2 {
            result.append(
                Conflict(
                    paths: [key, path + ".layers"],
                    text: "an encoder has a layer before the embedding. Give `layers` two widths or more."))
        }
        let hasPatch = features.blocks.contains { if case .patch = $0.kind { true } else { false } }
        if !hasPatch {
            result.append(
                Conflict(
                    paths: [key, "features"],
                    text: "an autoencoder learns what patches look like, and no block of features is a `patch`. "
                        + "Add one, or leave this out."))
        }
        return result
    }

    /// What does not go together in the acquisition function, its cost and the batch.
    static func found(
        in acquisition: AcquisitionChoice, strategy: Plan.Batch.Strategy, forSeveralObjectives isForSeveral: Bool
    ) -> [Conflict] {
        var result: [Conflict] = []
        guard let function = AcquisitionChoice.Function(rawValue: acquisition.function) else { return [] }
        if acquisition.cost != nil, !function.hasLogarithm {
            let suitable = AcquisitionChoice.Function.allCases.filter {
                $0.hasLogarithm && isForSeveral == AcquisitionChoice.Function.forSeveralObjectives.contains($0)
            }.map { "`\($0.rawValue)`" }
            result.append(
                Conflict(
                    paths: ["acquisition.cost", "acquisition"],
                    text: "the score of `\(function.rawValue)` cannot be divided by a cost. "
                        + "Choose one of \(suitable.joined(separator: ", ")), or leave the cost out."))
        }
        if strategy == .thompson, acquisition.cost != nil {
            result.append(
                Conflict(
                    paths: ["batch.strategy", "acquisition.cost"],
                    text:
                        "draws of the model cannot be divided by a cost. Choose another strategy, or leave the cost out."
                ))
        }
        return result
    }
}
