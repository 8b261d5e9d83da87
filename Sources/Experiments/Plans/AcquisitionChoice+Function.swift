extension AcquisitionChoice {
    /// The acquisition functions by the names that plans, the command line and the `Acquisition` module use.
    package enum Function: String, Hashable, Sendable, CaseIterable {
        case random
        case uncertainty
        case upperConfidenceBound = "ucb"
        case expectedImprovement = "ei"
        case logExpectedImprovement = "log-ei"
        case probabilityOfImprovement = "pi"
        case logProbabilityOfImprovement = "log-pi"
        case band
        case straddle
        case thompson
        case noisyExpectedImprovement = "noisy-ei"
        case activeLearning = "alc"
        case knowledgeGradient = "kg"
        case maxValueEntropySearch = "mes"
        case gradient

        /// The one parameter that the function takes, if it takes one.
        package enum Parameter: Hashable, Sendable {
            /// The weight of the standard deviation, and its default.
            case kappa(default: Double)
            /// The improvement asked for, and its default.
            case xi(default: Double)
            /// How many draws of the model are averaged over, and its default.
            case samples(default: Int)
            /// How many candidates stand for the pool, and its default.
            case points(default: Int)
        }

        package var parameter: Parameter? {
            switch self {
            case .upperConfidenceBound: .kappa(default: 2)
            // Bryan et al., NeurIPS 2005: the bounds of a 95 % interval.
            case .straddle: .kappa(default: 1.96)
            case .expectedImprovement, .logExpectedImprovement, .probabilityOfImprovement, .logProbabilityOfImprovement:
                .xi(default: 0)
            case .noisyExpectedImprovement: .samples(default: 128)
            case .maxValueEntropySearch: .samples(default: 32)
            case .activeLearning: .points(default: 512)
            case .knowledgeGradient: .points(default: 64)
            case .random, .uncertainty, .band, .thompson, .gradient: nil
            }
        }

        /// Whether the function has a meaning for the goal; the same rule as `AcquisitionFunction.suits` of `Acquisition`.
        ///
        /// Inside a band every value is as good as any other, so that nothing improves once a point there is measured.
        package func suits(_ goal: Goal) -> Bool {
            switch self {
            case .random, .uncertainty, .upperConfidenceBound, .thompson, .activeLearning, .gradient: true
            case .expectedImprovement, .logExpectedImprovement, .probabilityOfImprovement, .logProbabilityOfImprovement:
                if case .band = goal { false } else { true }
            case .noisyExpectedImprovement, .maxValueEntropySearch, .knowledgeGradient:
                goal == .maximize || goal == .minimize
            case .band: if case .band = goal { true } else { false }
            case .straddle: if case .level = goal { true } else { false }
            }
        }

        /// Whether the score is never negative, so that its logarithm can be set off against that of a cost.
        package var hasLogarithm: Bool {
            switch self {
            case .uncertainty, .expectedImprovement, .logExpectedImprovement, .probabilityOfImprovement,
                .logProbabilityOfImprovement, .band, .noisyExpectedImprovement, .activeLearning,
                .maxValueEntropySearch, .knowledgeGradient, .gradient:
                true
            case .random, .upperConfidenceBound, .straddle, .thompson: false
            }
        }

        /// The function for plans that name none: `band` for a band, `straddle` for a level, else `log-ei`.
        package static func natural(for goal: Goal) -> Function {
            switch goal {
            case .maximize, .minimize: .logExpectedImprovement
            case .level: .straddle
            case .band: .band
            }
        }
    }

    /// Creates the choice of a function at its default parameter.
    package init(_ function: Function) {
        self.init()
        self.function = function.rawValue
        switch function.parameter {
        case .kappa(let kappa): self.kappa = kappa
        case .xi(let xi): self.xi = xi
        case .samples(let samples): self.samples = samples
        case .points(let points): self.points = points
        case nil: break
        }
    }
}
