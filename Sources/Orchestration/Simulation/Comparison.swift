package import Experiments

/// Several simulated runs side by side: acquisition functions, their baselines, and several seeds of each.
///
/// Beside the functions asked for there are always two baselines: random choice, and the same surrogate that sees only
/// the coordinates. On some samples structure adds nothing, and a user must see it.
package struct Comparison: Sendable {
    /// One of the things compared.
    package struct Contestant: Hashable, Sendable {
        package var acquisition: String
        package var features: String
    }

    private let plan: Plan
    private let specimen: any Specimen
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
    ///   - seeds: How many runs of each, with seeds that follow the plan's own.
    /// - Throws: ``Experiments/UnusablePool`` if plan and specimen do not go together.
    package init(
        _ plan: Plan, on specimen: any Specimen, functions: [String], seeds: Int
    ) throws(UnusablePool) {
        self.plan = plan
        self.specimen = specimen
        sharedCandidates = try Self.candidates(of: plan, on: specimen.overview)
        self.seeds = (0..<max(1, seeds)).map { plan.randomSeed &+ UInt64($0) }
        var wanted = functions.isEmpty ? [plan.acquisition.function] : functions
        wanted.removeAll { $0 == "random" }
        var contestants = wanted.map { Contestant(acquisition: $0, features: plan.features.name) }
        if plan.features != .coordinates {
            contestants += wanted.map { Contestant(acquisition: $0, features: Features.coordinates.name) }
        }
        contestants.append(Contestant(acquisition: "random", features: plan.features.name))
        self.contestants = contestants
    }

    /// Returns the plan's choice of candidates, so written that it means the same points whatever the model sees.
    ///
    /// Patches with `border: crop` leave out points that coordinates would keep: they are listed then.
    private static func candidates(
        of plan: Plan, on overview: Overview
    ) throws(UnusablePool) -> Plan.CandidateChoice {
        var choice = plan.candidates
        if !plan.features.croppedWindows.isEmpty {
            let pool = try CandidatePool(choice, features: plan.features, overview: overview)
            choice.positions = .points(pool.candidates.map(\.position))
        }
        return choice
    }

    /// The plan of one run; all runs choose from the same candidates, those of the comparison's own plan.
    package func plan(of contestant: Contestant, seed: UInt64) -> Plan {
        var plan = plan
        if plan.acquisition.function != contestant.acquisition,
            let function = AcquisitionChoice.Function(rawValue: contestant.acquisition)
        {
            plan.acquisition = AcquisitionChoice(function)
        }
        if contestant.features == Features.coordinates.name {
            // A kernel that names blocks of the plan's features would find none of them.
            if case .gaussianProcess(var choice) = plan.surrogate,
                plan.features.blocks.contains(where: { choice.kernel.contains($0.name) })
            {
                choice.kernel = GaussianProcessChoice().kernel
                plan.surrogate = .gaussianProcess(choice)
            }
            plan.features = .coordinates
            plan.candidates = sharedCandidates
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
        let jobs = contestants.flatMap { contestant in seeds.map { plan(of: contestant, seed: $0) } }
        return try await withThrowingTaskGroup(of: (Int, SimulatedRun).self) { group in
            var next = 0
            func start() {
                guard next < jobs.count else { return }
                let (index, plan, specimen) = (next, jobs[next], specimen)
                next += 1
                group.addTask {
                    let total = Double(max(1, plan.budget.measurements))
                    let run = try Simulation(plan, on: specimen).run { progress(index, Double($0) / total) }
                    progress(index, 1)
                    return (index, run)
                }
            }
            for _ in 0..<max(1, workers) { start() }
            var runs: [Int: SimulatedRun] = [:]
            while let (index, run) = try await group.next() {
                runs[index] = run
                start()
            }
            return jobs.indices.compactMap { runs[$0] }
        }
    }
}
