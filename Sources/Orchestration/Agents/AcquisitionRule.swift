import Acquisition
import Experiments
import Randomness

/// What a plan decides by: a function of one objective, or of several.
enum AcquisitionRule: Hashable {
    case single(AcquisitionFunction)
    case several(VectorAcquisition)

    /// The rule that a plan names.
    init(_ choice: AcquisitionChoice) {
        if let function = VectorAcquisition(rawValue: choice.function) {
            self = .several(function)
        } else {
            self = .single(AcquisitionFunction(choice))
        }
    }

    var name: String {
        switch self {
        case .single(let function): function.name
        case .several(let function): function.name
        }
    }

    /// Whether no model is asked.
    var isRandom: Bool { self == .single(.random) }

    /// Chooses a batch.
    ///
    /// Where no known candidate keeps the constraints there is nothing to improve on: the candidates are then ranked by
    /// how uncertain the first objective is and how likely the constraints are kept, until one is found.
    ///
    /// - Parameters:
    ///   - count: How many to choose.
    ///   - beliefs: What is believed of the pool, pending requests already believed.
    ///   - context: What the decision rests on besides.
    ///   - eligibility: Which candidates may be chosen.
    ///   - source: Breaks ties.
    ///   - imagining: Returns the beliefs that result when a candidate is measured with a value of the first objective,
    ///     nil for what is expected.
    /// - Returns: As many as were asked for, or all that could be chosen.
    /// - Throws: What the functions throw.
    func chooseBatch(
        of count: Int, from beliefs: PoolBeliefs, in context: RuleContext, eligibility: Eligibility,
        using source: inout RandomSource, imagining: (_ candidate: Int, _ value: Double?) throws -> PoolBeliefs
    ) throws -> Batch {
        if context.isSearching {
            return try AcquisitionFunction.uncertainty.chooseBatch(
                of: count, from: beliefs.first, in: context.single, eligibility: eligibility, using: &source
            ) { candidate, value in try imagining(candidate, value).first }
        }
        switch self {
        case .single(let function):
            return try function.chooseBatch(
                of: count, from: beliefs.first, in: context.single, eligibility: eligibility,
                strategy: context.strategy, using: &source
            ) { candidate, value in try imagining(candidate, value).first }
        case .several(let function):
            return try function.chooseBatch(
                of: count, from: beliefs.objectives, in: context.several, eligibility: eligibility, using: &source
            ) { candidate in try imagining(candidate, nil).objectives }
        }
    }

    /// Scores every candidate that is believed something of, as ``chooseBatch(of:from:in:eligibility:using:imagining:)``
    /// does for the first of a batch.
    ///
    /// - Throws: What the functions throw.
    func scores(of beliefs: PoolBeliefs, in context: RuleContext) throws -> [Double] {
        if context.isSearching {
            return try AcquisitionFunction.uncertainty.scores(of: beliefs.first, in: context.single)
        }
        return switch self {
        case .single(let function): try function.scores(of: beliefs.first, in: context.single)
        case .several(let function): try function.scores(of: beliefs.objectives, in: context.several)
        }
    }

    /// What the most common other functions would have chosen.
    ///
    /// - Throws: What the functions throw.
    func alternatives(
        to beliefs: PoolBeliefs, in context: RuleContext, eligibility: Eligibility,
        choosing: (_ function: String, _ scores: [Double]) -> Decision.Alternative?
    ) throws -> [Decision.Alternative] {
        if context.isSearching { return [] }
        switch self {
        case .single(let function):
            let others: [AcquisitionFunction] = [
                .upperConfidenceBound(), .uncertainty, .logExpectedImprovement(), .bandProbability, .straddle(),
            ]
            var (unweighed, unbounded) = (context.single, beliefs.first)
            unweighed.cost = nil
            unbounded.constraints = []
            return try others.filter { $0.name != function.name && $0.suits(context.single.goal) }.compactMap { other in
                let scores =
                    other.canBeWeighed
                    ? try other.scores(of: beliefs.first, in: context.single)
                    : try other.scores(of: unbounded, in: unweighed)
                return choosing(other.name, scores)
            }
        case .several(let function):
            let others: [VectorAcquisition] = [.parego, .logExpectedHypervolumeImprovement]
            return try others.filter { $0 != function && $0.suits(objectives: beliefs.objectives.count) }.compactMap {
                choosing($0.name, try $0.scores(of: beliefs.objectives, in: context.several))
            }
        }
    }
}

/// What a decision rests on besides the beliefs.
struct RuleContext {
    let single: DecisionContext
    /// One direction, one array of measured values an objective.
    let several: VectorContext
    let strategy: BatchStrategy
    /// Whether no known candidate keeps the constraints.
    let isSearching: Bool

    /// Derives the context for several objectives from that for the first.
    ///
    /// - Parameters:
    ///   - single: The context for the first objective; its known candidates are those that keep the constraints.
    ///   - goals: What is sought, one an objective.
    ///   - values: What was measured, one array an objective.
    ///   - strategy: What a plan says of batches.
    ///   - isSearching: Whether no known candidate keeps the constraints.
    init(
        _ single: DecisionContext, goals: [Experiments.Goal], values: [[Double]], strategy: BatchStrategy,
        isSearching: Bool
    ) {
        self.single = single
        self.strategy = strategy
        self.isSearching = isSearching
        several = VectorContext(
            directions: goals.map { $0 == .minimize ? .minimize : .maximize }, known: single.known,
            measuredValues: values, geometry: single.geometry, cost: single.cost, seed: single.seed)
    }
}
