internal import Experiments
private import Formulas

extension PlanKeys {
    static var surrogate: Section<SurrogateChoice> {
        Section(
            initial: .committee(CommitteeChoice()),
            alternatives: [
                Alternative(
                    "deep-kernel", deepKernel.codec,
                    "A network whose output is the input of an exact Gaussian process, trained together.",
                    standingAlone: DeepKernelChoice(),
                    get: { if case .deepKernel(let choice) = $0 { choice } else { nil } },
                    set: { $0 = .deepKernel($1) }),
                Alternative(
                    "gaussian-process", gaussianProcess.codec, "An exact Gaussian process on the features themselves.",
                    standingAlone: GaussianProcessChoice(),
                    get: { if case .gaussianProcess(let choice) = $0 { choice } else { nil } },
                    set: { $0 = .gaussianProcess($1) }),
                Alternative(
                    "committee", committee.codec,
                    "Several models, each weighed by how well it predicts measurements that it was not given.",
                    standingAlone: CommitteeChoice(),
                    get: { if case .committee(let choice) = $0 { choice } else { nil } },
                    set: { $0 = .committee($1) }),
            ])
    }

    private static var deepKernel: Section<DeepKernelChoice> {
        Section(
            initial: DeepKernelChoice(),
            keys: [
                Key(
                    "layers", \.layers,
                    Codec.integer(1...100_000).list(of: 1...32, named: "1 to 32 widths, as in [64, 64, 8]"),
                    "Widths of the network's layers, the embedding's last."),
                Key("activation", \.activation, .choice, "What stands between the layers."),
                Key(
                    "kernel", \.kernel, .text("one of \(FormulaCheck.deepKernels.joined(separator: ", "))"),
                    "The kernel of the process, on the embedding."),
                Key("objective", \.objective, .choice, "What a training maximises."),
                Key("priors", \.priors, priors, priorsMeaning),
                Key(
                    "weight-precision", \.weightPrecision, .nonNegative,
                    "Precision (1 / variance) of the weights' normal prior; 0 for none."),
                Key(
                    "weight-decay", \.weightDecay, .nonNegative,
                    "Decoupled weight decay, a step and unit of learning rate."),
                Key(
                    "network-learning-rate", \.networkLearningRate, .positive, "Learning rate of the network's weights."
                ),
                Key(
                    "process-learning-rate", \.processLearningRate, .positive,
                    "Learning rate of the logarithms of the process's parameters."),
                Key(
                    "cold-iterations", \.coldIterations, .integer(1...1_000_000),
                    "Iterations of a training from new weights."),
                Key(
                    "warm-iterations", \.warmIterations, .integer(0...1_000_000),
                    "Iterations of a training that goes on from the weights of the one before."),
                Key(
                    "patience", \.patience, Codec.integer(0...1_000_000).optional("automatic"),
                    "A training ends when this many iterations brought no better leave-one-out density, and keeps the best "
                        + "weights; 0 for never, `automatic` for 10 with a single network and never with several."),
                Key(
                    "restart", \.restart, .flag,
                    "Whether to begin from new weights when the leave-one-out density has become clearly worse."),
                Key(
                    "ensemble", \.ensemble, .integer(1...1000),
                    "Networks trained from different weights, whose predictions are averaged."),
                Key(
                    "weights", \.weights, Codec.text("a safetensors file").optional,
                    "Weights that training begins from, relative to the plan's own folder, as `simulate --save-weights` writes "
                        + "them, or an autoencoder of dense layers that `train` wrote; none draws them at random."),
                Key(
                    "pretraining", \.pretraining, pretraining.codec,
                    "What the networks learn of the candidates' patches before anything is measured."),
                Key(
                    "frozen-layers", \.frozenLayers, .integer(0...32),
                    "How many of the first layers keep the weights of that file or that training."),
            ])
    }

    private static var pretraining: Section<PretrainingChoice> {
        let autoencoder = Section(
            initial: AutoencoderPretraining(),
            keys: [
                Key(
                    "epochs", \.epochs, .integer(1...100_000),
                    "How often it sees all candidates, or 4,096 of more of them."),
                Key(
                    "variational", \.isVariational, .flag,
                    "Whether the embedding is drawn from a posterior that is held to a prior; otherwise it is numbers."),
            ],
            shorthand: "epochs")
        return Section(
            initial: .none,
            alternatives: [
                Alternative(
                    "none", "Nothing: the weights are drawn, or those of a file.",
                    get: { $0 == .none }, set: { $0 = .none }),
                Alternative(
                    "autoencoder", autoencoder.codec,
                    "To encode the candidates' features in the embedding, so that they can be decoded from it.",
                    standingAlone: AutoencoderPretraining(),
                    get: { if case .autoencoder(let choice) = $0 { choice } else { nil } },
                    set: { $0 = .autoencoder($1) }),
            ])
    }

    private static var gaussianProcess: Section<GaussianProcessChoice> {
        Section(
            initial: GaussianProcessChoice(),
            keys: [
                Key(
                    "kernel", \.kernel, kernelFormula,
                    "The kernel of the process: one, or sums and products, which may act on single blocks of the features, as "
                        + "in matern-5/2(stem) + rbf(coordinates)."),
                Key("isotropic", \.isIsotropic, .flag, "Whether all features share one length scale."),
                Key("objective", \.objective, .choice, "What a training maximises."),
                Key("mean", \.mean, mean, "What the process expects where it knows nothing."),
                Key(
                    "draws", \.draws, .integer(0...100),
                    "Over how many draws of the parameters from their posterior predictions are averaged; 0 takes the most "
                        + "probable parameters alone."),
                Key("priors", \.priors, priors, priorsMeaning),
            ])
    }

    private static var committee: Section<CommitteeChoice> {
        Section(
            initial: CommitteeChoice(),
            keys: [
                Key(
                    "members", \.members,
                    members, "The models: a deep kernel, or Gaussian processes on what needs no choice."),
                Key("deep-kernel", \.deepKernel, deepKernel.codec, "The deep kernel, if it is a member."),
                Key(
                    "draws", \.draws, .integer(0...100),
                    "Over how many draws of their parameters the predictions of the Gaussian processes are averaged; 0 takes the "
                        + "most probable parameters alone."),
                Key(
                    "block", \.block, Codec.integer(1...100_000).optional("automatic"),
                    "Side in pixels of the blocks of neighbouring measurements that are held out together from each network of "
                        + "the deep kernel, so that clusters of points flatter it less."),
            ],
            shorthand: "members")
    }

    private static var members: Codec<[CommitteeChoice.Member]> {
        let all = CommitteeChoice.Member.allCases
        var codec = Codec<CommitteeChoice.Member>.choice.list(
            of: 1...all.count, named: "a list of \(all.map(\.rawValue).joined(separator: ", "))")
        codec.options = all.map { ($0.rawValue, meaning(of: $0)) }
        codec.choosing = "A list of the following"
        return codec.map(
            { (members: [CommitteeChoice.Member]) throws(Complaint) -> [CommitteeChoice.Member] in
                guard Set(members).count == members.count else {
                    throw Complaint(text: "a member stands here for the second time. Keep one.")
                }
                return members
            }, back: \.self)
    }

    private static func meaning(of member: CommitteeChoice.Member) -> String {
        switch member {
        case .deepKernel: "A deep kernel on the plan's features."
        case .stem: "A Gaussian process on the multi-scale stem."
        case .coordinates: "A Gaussian process on where a point is."
        case .stemAndCoordinates: "A Gaussian process on both."
        case .structureAndSpace: "One on both and 8 principal components of patches of 8 x 8 pixels."
        }
    }

    private static var kernelFormula: Codec<String> {
        .text("a kernel's formula, as in matern-5/2 or rbf + periodic")
    }

    private static let priorsMeaning =
        "Log-normal priors of the process's parameters, on the standardised scale; those left out have the model's own."

    /// Priors by the parameters' names, which plans write with hyphens: `length-scale`, `periodic.length-scale`.
    static var priors: Codec<[String: LogNormalPriorChoice]> {
        logNormal.byName(
            "a map from parameters to priors, as in {noise: {median: 0.1, scale: 1}}",
            meaning: { "The prior of \($0)." }, placeholder: "<parameter>",
            read: { (written: String) throws(Complaint) -> String in
                var parts = written.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
                let last = parts.removeLast().replacing("-", with: "_")
                guard FormulaCheck.parameters.contains(last), !parts.contains("") else {
                    let known = FormulaCheck.parameters.map { $0.replacing("_", with: "-") }
                    let advice = NearestName.among(known, to: last).map { "Did you mean `\($0)`?" }
                    throw Complaint(
                        text: "unknown parameter. \(advice ?? "Known: \(known.joined(separator: ", ")).")")
                }
                return (parts + [last]).joined(separator: ".")
            },
            written: FormulaCheck.asWritten)
    }

    private static var logNormal: Codec<LogNormalPriorChoice> {
        struct Keys {
            var median: Double?
            var scale: Double?
        }
        return Section(
            initial: Keys(),
            keys: [
                Key("median", required: \.median, .positive, "The parameter's median."),
                Key(
                    "scale", required: \.scale, .positive,
                    "Standard deviation of its logarithm: it lies within a factor exp(scale) of the median two times in "
                        + "three."),
            ]
        ).codec.map(
            { LogNormalPriorChoice(median: $0.median ?? 1, scale: $0.scale ?? 1) },
            back: { Keys(median: $0.median, scale: $0.scale) })
    }
}
