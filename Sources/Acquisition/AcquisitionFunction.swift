/// A rule that scores candidates by what the surrogate believes of them; the best score is measured next.
///
/// In the formulas μ and σ are a candidate's posterior mean and standard deviation, m the incumbent (the best posterior
/// mean at the measured points), and I the improvement f - m - ξ when maximising, m - f - ξ when minimising.
package enum AcquisitionFunction: Hashable, Sendable {
    /// No preference: every candidate scores 0, and the seeded tie-break draws one. A baseline.
    case random
    /// σ: where least is known, whatever the goal.
    case uncertainty
    /// The optimistic bound μ + κσ (κσ - μ when minimising; κσ less the distance of μ from a level or a band).
    ///
    /// κ multiplies the standard deviation. Libraries that speak of β often mean κ = √β.
    case upperConfidenceBound(kappa: Double = 2)
    /// E[max(I, 0)] (Jones, Schonlau & Welch, J. Global Optim. 13, 1998).
    ///
    /// For a level h the improvement is |m - h| - |f - h| - ξ.
    case expectedImprovement(xi: Double = 0)
    /// The logarithm of the expected improvement, which still ranks where that underflows to 0 (Ament et al., NeurIPS 2023).
    case logExpectedImprovement(xi: Double = 0)
    /// P(I > 0), with the improvement as in ``expectedImprovement(xi:)``.
    case probabilityOfImprovement(xi: Double = 0)
    /// The logarithm of the probability of improvement.
    case logProbabilityOfImprovement(xi: Double = 0)
    /// log P(a < f < b) of a band.
    case bandProbability
    /// κσ - |μ - h|: uncertain and near a level (Bryan et al., NeurIPS 2005, whose κ is 1.96).
    case straddle(kappa: Double = 1.96)
    /// The desirability of one joint sample of the posterior, so that candidates are chosen as often as they are best.
    case thompson
}

extension AcquisitionFunction {
    /// Every function at its default parameters, in the order in which they are listed to users.
    package static let all: [AcquisitionFunction] = [
        .random, .uncertainty, .upperConfidenceBound(), .expectedImprovement(), .logExpectedImprovement(),
        .probabilityOfImprovement(), .logProbabilityOfImprovement(), .bandProbability, .straddle(), .thompson,
    ]

    /// The name by which plans and the command line call the function.
    package var name: String {
        switch self {
        case .random: "random"
        case .uncertainty: "uncertainty"
        case .upperConfidenceBound: "ucb"
        case .expectedImprovement: "ei"
        case .logExpectedImprovement: "log-ei"
        case .probabilityOfImprovement: "pi"
        case .logProbabilityOfImprovement: "log-pi"
        case .bandProbability: "band"
        case .straddle: "straddle"
        case .thompson: "thompson"
        }
    }

    /// The function's one parameter, `kappa` (in standard deviations) or `xi` (in the objective's units), if it has one.
    package var parameter: (name: String, value: Double)? {
        switch self {
        case .upperConfidenceBound(let kappa), .straddle(let kappa): ("kappa", kappa)
        case .expectedImprovement(let xi), .logExpectedImprovement(let xi), .probabilityOfImprovement(let xi),
            .logProbabilityOfImprovement(let xi):
            ("xi", xi)
        case .random, .uncertainty, .bandProbability, .thompson: nil
        }
    }

    /// The same function with its parameter at `value`; itself if it has none.
    package func with(parameter value: Double) -> AcquisitionFunction {
        switch self {
        case .upperConfidenceBound: .upperConfidenceBound(kappa: value)
        case .expectedImprovement: .expectedImprovement(xi: value)
        case .logExpectedImprovement: .logExpectedImprovement(xi: value)
        case .probabilityOfImprovement: .probabilityOfImprovement(xi: value)
        case .logProbabilityOfImprovement: .logProbabilityOfImprovement(xi: value)
        case .straddle: .straddle(kappa: value)
        case .random, .uncertainty, .bandProbability, .thompson: self
        }
    }
}

extension AcquisitionFunction: CustomStringConvertible {
    package var description: String {
        if let parameter { "\(name)(\(parameter.name): \(parameter.value))" } else { name }
    }
}
