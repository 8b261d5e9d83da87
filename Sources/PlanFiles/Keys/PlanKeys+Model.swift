internal import Experiments

extension PlanKeys {
    static var surrogate: Section<SurrogateChoice> {
        Section(
            initial: .deepKernel(DeepKernelChoice()),
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
                Key("kernel", \.kernel, .choice, "The kernel of the process."),
                Key("objective", \.objective, .choice, "What a training maximises."),
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
                    "ensemble", \.ensemble, .integer(1...1000),
                    "Networks trained from different weights, whose predictions are averaged."),
            ])
    }

    private static var gaussianProcess: Section<GaussianProcessChoice> {
        Section(
            initial: GaussianProcessChoice(),
            keys: [
                Key("kernel", \.kernel, .choice, "The kernel of the process."),
                Key("anisotropic", \.isAnisotropic, .flag, "Whether each feature has a length scale of its own."),
            ])
    }

    static var acquisition: Section<AcquisitionChoice> {
        Section(initial: AcquisitionChoice(), alternatives: AcquisitionChoice.Function.allCases.map(acquisition))
    }

    private static func acquisition(_ function: AcquisitionChoice.Function) -> Alternative<AcquisitionChoice> {
        let standard = AcquisitionChoice(function)
        let key: Key<AcquisitionChoice>
        switch function.parameter {
        case .kappa: key = Key("kappa", \.kappa, .nonNegative, "The weight of the standard deviation.")
        case .xi: key = Key("xi", \.xi, .number(), "The improvement asked for, in the objective's unit.")
        case .count(let name, let standard):
            key = Key(
                name, \.[countOr: standard], .integer(1...1_000_000), "How many; more are finer and take longer.")
        case nil:
            return Alternative(
                function.rawValue, meaning(of: function), get: { $0.function == function.rawValue },
                set: { $0 = standard })
        }
        return Alternative(
            function.rawValue, Section(initial: standard, keys: [key]).codec, meaning(of: function),
            standingAlone: standard, get: { $0.function == function.rawValue ? $0 : nil }, set: { $0 = $1 })
    }

    private static func meaning(of function: AcquisitionChoice.Function) -> String {
        switch function {
        case .random: "Anywhere: the baseline."
        case .uncertainty: "Where least is known."
        case .upperConfidenceBound: "Prediction and kappa standard deviations."
        case .expectedImprovement: "Expected improvement."
        case .logExpectedImprovement: "Logarithm of the expected improvement: still ranks where that vanishes."
        case .probabilityOfImprovement: "Probability of improvement."
        case .logProbabilityOfImprovement: "Logarithm of the probability of improvement."
        case .band: "Probability of lying in the objective's band."
        case .straddle: "Uncertain, and near the objective's level."
        case .thompson: "The best point of one random draw from the model."
        case .noisyExpectedImprovement: "Expected improvement, averaged over what noisy measurements may mean."
        case .varianceReduction: "Where a measurement lowers the uncertainty of the whole image most."
        case .knowledgeGradient: "Where a measurement is expected to raise the best prediction most."
        case .maxValueEntropy: "Where a measurement tells most about the greatest value."
        case .gradient: "Uncertain, and where the prediction changes fastest."
        }
    }
}

extension AcquisitionChoice {
    /// The number of things, `standard` where the plan gives none.
    fileprivate subscript(countOr standard: Int) -> Int {
        get { count ?? standard }
        set { count = newValue }
    }
}
