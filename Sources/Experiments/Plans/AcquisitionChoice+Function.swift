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
        case varianceReduction = "alc"
        case knowledgeGradient = "kg"
        case maxValueEntropy = "mes"
        case gradient
        case parego
        case logExpectedHypervolumeImprovement = "log-ehvi"
        case expectedHypervolumeImprovement = "ehvi"

        /// The functions for several objectives, which go with no single one.
        package static let forSeveralObjectives: Set<Function> = [
            .parego, .logExpectedHypervolumeImprovement, .expectedHypervolumeImprovement,
        ]

        /// The one parameter that the function takes, if it takes one.
        package enum Parameter: Hashable, Sendable {
            /// The weight of the standard deviation, and its default.
            case kappa(default: Double)
            /// The improvement asked for, and its default.
            case xi(default: Double)
            /// A number of things, by its name in plans, and its default.
            case count(name: String, default: Int)
        }

        package var parameter: Parameter? {
            switch self {
            case .upperConfidenceBound: .kappa(default: 2)
            // Bryan et al., NeurIPS 2005: the bounds of a 95 % interval.
            case .straddle: .kappa(default: 1.96)
            case .expectedImprovement, .logExpectedImprovement, .probabilityOfImprovement, .logProbabilityOfImprovement:
                .xi(default: 0)
            case .noisyExpectedImprovement: .count(name: "samples", default: 128)
            case .maxValueEntropy: .count(name: "samples", default: 32)
            case .varianceReduction: .count(name: "points", default: 512)
            case .knowledgeGradient: .count(name: "references", default: 64)
            case .random, .uncertainty, .band, .thompson, .gradient, .parego, .expectedHypervolumeImprovement,
                .logExpectedHypervolumeImprovement:
                nil
            }
        }

        /// Whether the function has a meaning for the goal; the same rule as `AcquisitionFunction.suits` of `Acquisition`.
        ///
        /// Inside a band every value is as good as any other, so that nothing improves once a point there is measured.
        package func suits(_ goal: Goal) -> Bool {
            switch self {
            case .random, .uncertainty, .upperConfidenceBound, .thompson, .varianceReduction, .gradient: true
            case .expectedImprovement, .logExpectedImprovement, .probabilityOfImprovement, .logProbabilityOfImprovement:
                if case .band = goal { false } else { true }
            case .noisyExpectedImprovement, .maxValueEntropy, .knowledgeGradient:
                goal == .maximize || goal == .minimize
            case .band: if case .band = goal { true } else { false }
            case .straddle: if case .level = goal { true } else { false }
            case .parego, .expectedHypervolumeImprovement, .logExpectedHypervolumeImprovement: false
            }
        }

        /// Whether the function is for so many objectives of such goals; `random` is for all, to be compared with.
        package func suits(_ goals: [Goal]) -> Bool {
            if goals.count == 1 { return suits(goals[0]) }
            guard goals.allSatisfy({ $0 == .maximize || $0 == .minimize }) else { return false }
            return switch self {
            case .random, .parego: true
            case .expectedHypervolumeImprovement, .logExpectedHypervolumeImprovement: goals.count == 2
            default: false
            }
        }

        /// Whether the score is never negative, so that its logarithm can be set off against that of a cost.
        package var hasLogarithm: Bool {
            switch self {
            case .uncertainty, .expectedImprovement, .logExpectedImprovement, .probabilityOfImprovement,
                .logProbabilityOfImprovement, .band, .noisyExpectedImprovement, .varianceReduction,
                .maxValueEntropy, .knowledgeGradient, .gradient, .parego, .expectedHypervolumeImprovement,
                .logExpectedHypervolumeImprovement:
                true
            case .random, .upperConfidenceBound, .straddle, .thompson: false
            }
        }

        /// The function for plans that name none: `log-ehvi` for two objectives and `parego` for more; for one `band` if it
        /// is a band, `straddle` if it is a level, else `log-ei`.
        ///
        /// The scores of `straddle` cannot be weighed by the probability that constraints are kept: with some it is `log-ei`.
        package static func natural(for goals: [Goal], isConstrained: Bool = false) -> Function {
            if goals.count > 1 { return goals.count == 2 ? .logExpectedHypervolumeImprovement : .parego }
            return switch goals[0] {
            case .level where isConstrained: .logExpectedImprovement
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
        case .count(_, let count): self.count = count
        case nil: break
        }
    }
}
