/// A rule that scores candidates by what the surrogate believes of them; the best score is measured next.
///
/// It is a name and at most one number, as plans and the command line give it:
///
///     let function = AcquisitionFunction.upperConfidenceBound(kappa: 3)
///     let scores = try function.scores(of: belief, in: DecisionContext(goal: .maximize, known: measured))
///
/// In the formulas μ and σ are a candidate's posterior mean and standard deviation, σn² the variance of an observation's
/// noise, m the incumbent (the best posterior mean at the measured points), and I the improvement f - m - ξ when
/// maximising, m - f - ξ when minimising.
package struct AcquisitionFunction: Hashable, Sendable {
    /// The functions, by the names under which plans and the command line know them.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case random
        case uncertainty
        case upperConfidenceBound = "ucb"
        case expectedImprovement = "ei"
        case logExpectedImprovement = "log-ei"
        case probabilityOfImprovement = "pi"
        case logProbabilityOfImprovement = "log-pi"
        case bandProbability = "band"
        case straddle
        case thompson
        case noisyExpectedImprovement = "noisy-ei"
        case varianceReduction = "alc"
        case knowledgeGradient = "kg"
        case maxValueEntropy = "mes"
        case gradient
    }

    /// A number that a function takes.
    package struct Parameter: Hashable, Sendable {
        /// What numbers make sense.
        package enum Domain: Hashable, Sendable {
            case finite, nonNegative
            /// Whole numbers from 1 on.
            case count
        }

        package let name: String
        package var value: Double
        package let domain: Domain
    }

    package let kind: Kind
    /// The function's one parameter, if it has one: `kappa` (in standard deviations), `xi` (in the objective's units),
    /// or a number of `samples`, `points` or `references`.
    package private(set) var parameter: Parameter?

    private init(_ kind: Kind, _ parameter: Parameter? = nil) {
        self.kind = kind
        self.parameter = parameter
    }

    /// The name by which plans and the command line call the function.
    package var name: String { kind.rawValue }

    /// The same function with its parameter at `value`; itself if it has none.
    package func with(parameter value: Double) -> AcquisitionFunction {
        var function = self
        function.parameter?.value = value
        return function
    }

    /// The parameter's value as a number of things; what is out of its domain was refused before.
    var count: Int { Int(parameter?.value ?? 1) }
}

extension AcquisitionFunction {
    /// No preference: every candidate scores 0, and the seeded tie-break draws one.
    ///
    /// A baseline.
    package static let random = AcquisitionFunction(.random)

    /// σ: where least is known, whatever the goal.
    package static let uncertainty = AcquisitionFunction(.uncertainty)

    /// The optimistic bound μ + κσ (κσ - μ when minimising; κσ less the distance of μ from a level or a band).
    ///
    /// κ multiplies the standard deviation. Libraries that speak of β often mean κ = √β.
    package static func upperConfidenceBound(kappa: Double = 2) -> AcquisitionFunction {
        AcquisitionFunction(.upperConfidenceBound, Parameter(name: "kappa", value: kappa, domain: .nonNegative))
    }

    /// E[max(I, 0)].
    ///
    /// Of Jones, Schonlau & Welch (J. Global Optim. 13, 1998). For a level h the improvement is |m - h| - |f - h| - ξ.
    package static func expectedImprovement(xi: Double = 0) -> AcquisitionFunction {
        AcquisitionFunction(.expectedImprovement, Parameter(name: "xi", value: xi, domain: .finite))
    }

    /// The logarithm of the expected improvement, which still ranks where that underflows to 0 (Ament et al., NeurIPS 2023).
    package static func logExpectedImprovement(xi: Double = 0) -> AcquisitionFunction {
        AcquisitionFunction(.logExpectedImprovement, Parameter(name: "xi", value: xi, domain: .finite))
    }

    /// P(I > 0), with the improvement as in ``expectedImprovement(xi:)``.
    package static func probabilityOfImprovement(xi: Double = 0) -> AcquisitionFunction {
        AcquisitionFunction(.probabilityOfImprovement, Parameter(name: "xi", value: xi, domain: .finite))
    }

    /// The logarithm of the probability of improvement.
    package static func logProbabilityOfImprovement(xi: Double = 0) -> AcquisitionFunction {
        AcquisitionFunction(.logProbabilityOfImprovement, Parameter(name: "xi", value: xi, domain: .finite))
    }

    /// log P(a < f < b) of a band.
    package static let bandProbability = AcquisitionFunction(.bandProbability)

    /// κσ - |μ - h|: uncertain and near a level (Bryan et al., NeurIPS 2005, whose κ is 1.96).
    package static func straddle(kappa: Double = 1.96) -> AcquisitionFunction {
        AcquisitionFunction(.straddle, Parameter(name: "kappa", value: kappa, domain: .nonNegative))
    }

    /// The desirability of one joint sample of the posterior, so that candidates are chosen as often as they are best.
    package static let thompson = AcquisitionFunction(.thompson)

    /// log E[EI], the expectation over what the measured points are without their noise.
    ///
    /// See ``NoisyExpectedImprovement`` (Letham et al., Bayesian Analysis 14, 2019).
    package static func noisyExpectedImprovement(samples: Int = 128) -> AcquisitionFunction {
        AcquisitionFunction(
            .noisyExpectedImprovement, Parameter(name: "samples", value: Double(samples), domain: .count))
    }

    /// By how much one more observation lowers the variance, averaged over the pool; whatever the goal.
    ///
    /// See ``VarianceReduction`` (Cohn 1996; Seo et al., IJCNN 2000).
    package static func varianceReduction(points: Int = 512) -> AcquisitionFunction {
        AcquisitionFunction(.varianceReduction, Parameter(name: "points", value: Double(points), domain: .count))
    }

    /// By how much one more observation is expected to raise the best posterior mean.
    ///
    /// See ``KnowledgeGradient`` (Frazier et al., INFORMS J. Comput. 21, 2009; Scott et al., SIAM J. Optim. 21, 2011).
    package static func knowledgeGradient(references: Int = 64) -> AcquisitionFunction {
        AcquisitionFunction(
            .knowledgeGradient, Parameter(name: "references", value: Double(references), domain: .count))
    }

    /// The information, in nats, that f at a candidate holds about the greatest value of the pool.
    ///
    /// See ``MaxValueEntropy`` (Wang & Jegelka, ICML 2017).
    package static func maxValueEntropy(samples: Int = 32) -> AcquisitionFunction {
        AcquisitionFunction(.maxValueEntropy, Parameter(name: "samples", value: Double(samples), domain: .count))
    }

    /// |∇μ| σ: uncertain, and where the prediction changes fastest, as at domain walls; whatever the goal.
    package static let gradient = AcquisitionFunction(.gradient)

    /// Every function at its default parameters, in the order in which they are listed to users.
    package static let all: [AcquisitionFunction] = Kind.allCases.map { kind in
        switch kind {
        case .random: .random
        case .uncertainty: .uncertainty
        case .upperConfidenceBound: .upperConfidenceBound()
        case .expectedImprovement: .expectedImprovement()
        case .logExpectedImprovement: .logExpectedImprovement()
        case .probabilityOfImprovement: .probabilityOfImprovement()
        case .logProbabilityOfImprovement: .logProbabilityOfImprovement()
        case .bandProbability: .bandProbability
        case .straddle: .straddle()
        case .thompson: .thompson
        case .noisyExpectedImprovement: .noisyExpectedImprovement()
        case .varianceReduction: .varianceReduction()
        case .knowledgeGradient: .knowledgeGradient()
        case .maxValueEntropy: .maxValueEntropy()
        case .gradient: .gradient
        }
    }
}

extension AcquisitionFunction: CustomStringConvertible {
    package var description: String {
        guard let parameter else { return name }
        let value = parameter.domain == .count ? "\(parameter.value.formattedAsCount)" : "\(parameter.value)"
        return "\(name)(\(parameter.name): \(value))"
    }
}

extension Double {
    /// A whole number without its decimal point; any other as it is.
    fileprivate var formattedAsCount: String {
        Int(exactly: self).map { "\($0)" } ?? "\(self)"
    }
}
