package import Experiments
package import Networks
private import Surrogates

/// The loop without instruments: the same run, agent and model as the daemon's, on a specimen that answers at once.
///
/// Training is in lockstep: each decision waits for a model of all that was measured. A driven run with
/// `training: {schedule: lockstep}`, the same plan, the same answers and the same seed makes the same decisions.
package struct Simulation: Sendable {
    private let plan: Plan
    private let specimen: any Specimen
    /// What an ideal experiment would know.
    package let truth: PoolTruth
    private let pool: CandidatePool
    private let overview: Overview
    private let weights: NetworkWeights?

    /// Creates a simulation of a plan on a specimen.
    ///
    /// - Parameters:
    ///   - plan: A plan that was checked.
    ///   - specimen: What is measured.
    ///   - weights: What the plan's file of weights holds, if it names one.
    /// - Throws: ``Experiments/UnusableOverview``, ``Experiments/UnusablePool``, ``UnusableWeights`` or
    ///   ``NothingToSimulate`` if they do not go together.
    package init(_ plan: Plan, on specimen: any Specimen, weights: NetworkWeights? = nil) throws {
        var plan = plan
        plan.training.schedule = .lockstep
        self.plan = plan
        self.specimen = specimen
        self.weights = weights
        overview = try specimen.overview.selecting(plan.overview.channels)
        try plan.check(weights, channels: overview.channels.count)
        pool = try CandidatePool(plan.candidates, features: plan.features, overview: overview)
        try pool.check(plan)
        truth = try PoolTruth(plan: plan, pool: pool, specimen: specimen)
    }

    /// How many spectra of the pool cannot be scalarized, and an example.
    package var refused: (count: Int, example: String?) { truth.refused }

    /// The number of candidates.
    package var poolCount: Int { pool.candidates.count }

    /// How a large pool is looked at; nil if every candidate is scored in every decision.
    package var scope: CoarseToFine? { CoarseToFine(plan, count: pool.candidates.count) }

    /// Whether the state after so many measurements is reported.
    package static func isCheckpoint(_ measurements: Int) -> Bool {
        measurements == 25 || measurements.isMultiple(of: 50)
    }

    /// Simulates one run.
    ///
    /// - Parameter progress: Called after each measurement with the number of measurements after the seed points.
    /// - Returns: What was measured and decided, and how good it was.
    /// - Throws: `CancellationError` if the task is cancelled; what the specimen throws.
    package func run(progress: (Int) -> Void = { _ in }) throws -> SimulatedRun {
        var loop = try Loop(simulation: self)
        try loop.finish(progress: progress)
        return loop.result
    }

    /// The state of one simulated run.
    private struct Loop {
        let simulation: Simulation
        let agent: Agent
        let learner: Learner
        var run: Run
        /// What is still to be done of what followed from the last event.
        var effects: [Effect] = []
        /// What the instrument was asked and has not answered, oldest first.
        var instrument: [Request] = []
        var result: SimulatedRun
        var timing: [Decision.Timing] = []

        init(simulation: Simulation) throws {
            self.simulation = simulation
            let plan = simulation.plan
            let view = try CandidateView(
                plan: plan, overview: simulation.overview, pool: simulation.pool, weights: simulation.weights,
                shouldContinue: { !Task.isCancelled })
            agent = Agent(plan: plan, pool: simulation.pool)
            learner = Learner(plan: plan, view: view, weights: simulation.weights)
            run = Run(name: "simulated")
            result = SimulatedRun(
                acquisition: plan.acquisition.function, model: ComparedModel(of: plan).rawValue,
                features: plan.features.name, seed: plan.randomSeed, checkpoints: [], measured: [], decisions: [],
                ending: Ending(.exhausted), run: run)
        }

        mutating func take(_ event: Event) throws {
            effects += try run.take(event, elapsed: run.elapsed).effects
        }

        mutating func finish(progress: (Int) -> Void) throws {
            try take(.started(plan: simulation.plan, text: ""))
            while !effects.isEmpty || !instrument.isEmpty {
                try Task.checkCancellation()
                if !effects.isEmpty {
                    try perform(effects.removeFirst(), progress: progress)
                } else {
                    // The instrument answers when nothing else is left to do: what it answered before is learned by then,
                    // and a decision believes exactly what it still owes.
                    if run.spent > 0 { try note(mayTrain: choosesAtRandom) }
                    try answer(instrument.removeFirst())
                }
            }
            try note(isLast: true, mayTrain: true)
            result.run = run
            result.extractor = learner.extractor
            result.storage = agent.storage?.description
            result.measured = run.observations.map(\.candidate)
        }

        private mutating func perform(_ effect: Effect, progress: (Int) -> Void) throws {
            switch effect {
            case .measure(let request): instrument.append(request)
            case .learn(let observation):
                agent.ingest(candidate: observation.candidate, observation.reading)
                progress(run.spent)
            case .suggest(let count, let step): try suggest(count: count, step: step)
            case .acknowledge: break
            case .release(let ending):
                result.ending = ending
                instrument = []
            }
        }

        /// Whether the model has no part in the decisions, so that it may be trained at any time.
        private var choosesAtRandom: Bool {
            simulation.plan.acquisition.function == AcquisitionChoice.Function.random.rawValue
        }

        private mutating func answer(_ request: Request) throws {
            guard let position = request.position else {
                return try take(.overviewed(request: request.id, simulation.overview))
            }
            let values = try simulation.specimen.spectrum(at: position, attempt: request.attempt)
            let measurement = Measurement(
                request: request.id, attempt: request.attempt, values: values, axis: simulation.specimen.axis,
                digest: "")
            try take(.measured(measurement))
        }

        private mutating func suggest(count: Int, step: Int) throws {
            if step > 0 {
                try note(mayTrain: true)
                if !agent.isReady(for: .lockstep) { try learn() }
            }
            guard let decision = agent.suggest(count: count, step: step, taken: run.taken, pending: run.pending) else {
                return try take(.ended(Ending(.exhausted)))
            }
            if step > 0 {
                timing.append(decision.timing)
                result.reliance.note(decision)
                result.lastDecision = decision
                var bare = decision
                bare.maps = nil
                result.decisions.append(bare)
            }
            try take(.decided(decision))
        }

        private mutating func learn() throws {
            guard let lesson = agent.lesson(isDecisionDue: true) else { return }
            let watch = ContinuousClock.now
            do {
                let model = try learner.learn(lesson, shouldContinue: { !Task.isCancelled })
                agent.adopt(model, of: lesson, seconds: watch.duration(to: .now).seconds)
                result.reliance.noteTraining()
            } catch let cancellation as CancellationError {
                throw cancellation
            } catch {
                agent.noteFailure("\(error)")
                result.reliance.noteFailure("\(error)")
            }
        }

        /// Adds a checkpoint if one is due.
        ///
        /// Just before a decision the training is the one that the decision needs anyway; between the answers of a batch
        /// it would change the decisions that follow, and the last model, updated by what came since, is judged.
        ///
        /// - Parameters:
        ///   - isLast: Whether the run is over.
        ///   - mayTrain: Whether a training changes no decision.
        /// - Throws: `CancellationError` if the task is cancelled.
        private mutating func note(isLast: Bool = false, mayTrain: Bool) throws {
            let spent = run.spent
            guard isLast || Simulation.isCheckpoint(spent), result.checkpoints.last?.measurements != spent else {
                return
            }
            if mayTrain, !agent.isCurrent { try learn() }
            let truth = simulation.truth
            let measured = run.observations.map(\.candidate)
            let chosen = run.observations.filter { $0.step > 0 }.map(\.candidate)
            let isSingle = truth.front == nil
            let prediction = agent.prediction?.mean
            func mean(_ part: (Decision.Timing) -> Double) -> Double {
                timing.isEmpty ? 0 : timing.reduce(0) { $0 + part($1) } / Double(timing.count)
            }
            result.checkpoints.append(
                Checkpoint(
                    measurements: spent, topShareFound: isSingle ? truth.topShareFound(by: measured) : nil,
                    best: isSingle ? truth.best(of: measured) : nil,
                    regret: isSingle ? truth.regret(of: measured) : nil,
                    hypervolumeShare: truth.front?.share(of: measured),
                    frontFound: truth.front?.found(by: measured),
                    infeasibleShare: simulation.plan.constraints.isEmpty
                        ? nil : truth.infeasibleShare(of: chosen),
                    normalizedError: prediction.flatMap(truth.normalizedError),
                    rankCorrelation: prediction.flatMap(truth.rankCorrelation),
                    leaveOneOut: agent.leaveOneOut, secondsPerStep: mean(\.total), fitSeconds: mean(\.fit),
                    predictSeconds: mean(\.predict), acquireSeconds: mean(\.acquire)))
            timing = []
        }
    }
}

extension Features {
    /// The word for the features in reports, for example `patches` or `stem+coordinates`.
    package var name: String {
        blocks.map { block in
            if block.givenName == nil, case .patch = block.kind { "patches" } else { block.name }
        }.joined(separator: "+")
    }
}
