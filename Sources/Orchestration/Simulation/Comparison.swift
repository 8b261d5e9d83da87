package import Experiments
package import Networks

/// Several simulated runs side by side: acquisition functions, models, their baselines, and several seeds of each.
///
/// Beside what is asked for there are always baselines: random choice, and the simple models themselves, a Gaussian
/// process on the stem and one on the coordinates. On some samples a deep model or even structure adds nothing, and a
/// user must see it.
package struct Comparison: Sendable {
    /// One of the things compared.
    package struct Contestant: Hashable, Sendable {
        package var acquisition: String
        /// The model that the function relies on; of random choice, the one whose map is judged.
        package var model: ComparedModel

        /// Whether it chooses without a model.
        package var isRandom: Bool { acquisition == AcquisitionChoice.Function.random.rawValue }
    }

    private let plan: Plan
    private let specimen: any Specimen
    private let weights: NetworkWeights?
    /// The plan's candidates, for contestants whose features would leave out others.
    private let sharedCandidates: Plan.CandidateChoice

    /// Who takes part, in the order of tables and legends.
    package let contestants: [Contestant]
    /// The random seeds of the runs of each.
    package let seeds: [UInt64]

    /// Creates the comparison of a plan.
    ///
    /// - Parameters:
    ///   - plan: What is varied.
    ///   - specimen: What is measured.
    ///   - functions: Acquisition functions; empty takes the plan's own.
    ///   - models: Models; empty takes the plan's own. The stem's and the coordinates' stand beside them in any case.
    ///   - seeds: How many runs of each, with seeds that follow the plan's own.
    ///   - weights: What the plan's file of weights holds, if it names one.
    /// - Throws: ``Experiments/UnusablePool`` if plan and specimen do not go together.
    package init(
        _ plan: Plan, on specimen: any Specimen, functions: [String], models: [ComparedModel] = [], seeds: Int,
        weights: NetworkWeights? = nil
    ) throws(UnusablePool) {
        self.plan = plan
        self.specimen = specimen
        self.weights = weights
        let shared = try plan.sharedCandidates(on: specimen.overview)
        sharedCandidates = shared
        self.seeds = (0..<max(1, seeds)).map { plan.randomSeed &+ UInt64($0) }
        let random = AcquisitionChoice.Function.random.rawValue
        var wanted = functions.isEmpty ? [plan.acquisition.function] : functions
        wanted.removeAll { $0 == random }
        // A model under two names is compared once: the plan's own may be one of the simple ones.
        var seen: [(Features, SurrogateChoice)] = []
        let own = ComparedModel(of: plan)
        let distinct = ((models.isEmpty ? [own] : models) + [.stem, .coordinates]).filter { model in
            let varied = model.plan(from: plan, sharing: shared)
            guard !seen.contains(where: { $0 == (varied.features, varied.surrogate) }) else { return false }
            seen.append((varied.features, varied.surrogate))
            return true
        }
        var contestants = distinct.flatMap { model in
            wanted.map { Contestant(acquisition: $0, model: model) }
        }
        contestants.append(Contestant(acquisition: random, model: distinct[0]))
        self.contestants = contestants
    }

    /// The plan of one run; all runs choose from the same candidates, those of the comparison's own plan.
    package func plan(of contestant: Contestant, seed: UInt64) -> Plan {
        var plan = contestant.model.plan(from: plan, sharing: sharedCandidates)
        if plan.acquisition.function != contestant.acquisition,
            let function = AcquisitionChoice.Function(rawValue: contestant.acquisition)
        {
            plan.acquisition = AcquisitionChoice(function)
        }
        plan.randomSeed = seed
        return plan
    }

    /// Simulates all runs, several at once.
    ///
    /// - Parameters:
    ///   - workers: How many runs go on at once.
    ///   - progress: Called with the place of a run (contestants first, then seeds) and how far it is: 0 to 1.
    /// - Returns: The runs, contestant by contestant, seed by seed.
    /// - Throws: `CancellationError` if the task is cancelled; what a simulation throws.
    package func run(
        workers: Int, progress: @escaping @Sendable (Int, Double) -> Void = { _, _ in }
    ) async throws -> [SimulatedRun] {
        let jobs = contestants.flatMap { contestant in seeds.map { (contestant.model, plan(of: contestant, seed: $0)) }
        }
        return try await concurrently(jobs.count, workers: workers) { [specimen, weights] index in
            let (model, plan) = jobs[index]
            let total = Double(max(1, plan.budget.measurements))
            var run = try Simulation(plan, on: specimen, weights: weights).run { progress(index, Double($0) / total) }
            run.model = model.rawValue
            progress(index, 1)
            return run
        }
    }
}
