/// How a run stands, for tables and progress bars.
package struct RunStatus: Codable, Hashable, Sendable {
    package var run: Entry.RunID
    package var name: String
    package var title: String
    package var instrument: String
    /// For example `seeding`, `exploring`, `paused`, `waiting for stem-1`, or how it ended.
    package var phase: String
    package var candidates: Int
    package var seeds: Int
    package var seedsMeasured: Int
    package var budget: Int
    /// Requests after the seed points that were answered, in vain or not.
    package var spent: Int
    /// Measurements after the seed points that were learned.
    package var measured: Int
    package var refused: Int
    /// Measurements outside of the plan's bounds; nil without constraints.
    package var infeasible: Int?
    /// Of the only objective; nil if there are several.
    package var best: Double?
    package var bestAt: Pixel?
    /// Of several objectives; nil if there is one.
    package var front: FrontStatus?
    /// Seconds that the run has been going on.
    package var elapsed: Double
    /// The share of the running time in which the instrument had nothing to do: 0 to 1.
    package var waitedShare: Double
    /// The acquisition function.
    package var function: String
    /// Mean leave-one-out log predictive density of the last training, in nats a point.
    package var leaveOneOut: Double?
    /// Seconds that the last decision took, training not counted.
    package var secondsPerDecision: Double?
    /// The last objective that was learned, and what was expected of it.
    package var last: LastObservation?
    package var hasEnded: Bool
    /// How many decisions were made, seed points not counted.
    package var decisions = 0
    /// How many of them random choice made, because the model could not.
    package var fallbacks = 0
    /// Why it made the last one; nil if the model did.
    package var fallback: String?
    /// What a person should know, for example that the journal cannot be written.
    package var trouble: String?

    /// Creates a status from its parts.
    package init(
        run: Entry.RunID, name: String, title: String, instrument: String, phase: String, candidates: Int, seeds: Int,
        seedsMeasured: Int, budget: Int, spent: Int, measured: Int, refused: Int, infeasible: Int? = nil,
        best: Double? = nil, bestAt: Pixel? = nil, front: FrontStatus? = nil, elapsed: Double, waitedShare: Double,
        function: String, leaveOneOut: Double? = nil,
        secondsPerDecision: Double? = nil, last: LastObservation? = nil, hasEnded: Bool, decisions: Int = 0,
        fallbacks: Int = 0, fallback: String? = nil, trouble: String? = nil
    ) {
        self.run = run
        self.name = name
        self.title = title
        self.instrument = instrument
        self.phase = phase
        self.candidates = candidates
        self.seeds = seeds
        self.seedsMeasured = seedsMeasured
        self.budget = budget
        self.spent = spent
        self.measured = measured
        self.refused = refused
        self.infeasible = infeasible
        self.best = best
        self.bestAt = bestAt
        self.front = front
        self.elapsed = elapsed
        self.waitedShare = waitedShare
        self.function = function
        self.leaveOneOut = leaveOneOut
        self.secondsPerDecision = secondsPerDecision
        self.last = last
        self.hasEnded = hasEnded
        self.decisions = decisions
        self.fallbacks = fallbacks
        self.fallback = fallback
        self.trouble = trouble
    }
}

/// A measurement that was learned, beside what the model had expected.
package struct LastObservation: Codable, Hashable, Sendable {
    package var pixel: Pixel
    /// Of several objectives the first.
    package var objective: Double
    /// One value a quantity; empty if the objective is all there is.
    package var values: [Double]
    /// The decision that chose it; 0 for a seed point.
    package var step: Int
    package var score: Double?
    package var mean: Double?
    package var standardDeviation: Double?

    package init(
        pixel: Pixel, objective: Double, values: [Double] = [], step: Int, score: Double? = nil, mean: Double? = nil,
        standardDeviation: Double? = nil
    ) {
        self.pixel = pixel
        self.objective = objective
        self.values = values
        self.step = step
        self.score = score
        self.mean = mean
        self.standardDeviation = standardDeviation
    }
}

extension RunStatus {
    /// Sums up a run.
    package init(run number: Entry.RunID, _ run: Run, isConnected: Bool, trouble: String?) {
        let plan = run.plan
        let instrument =
            switch plan?.source {
            case .instrument(let id): id
            case .data(let data): data.path
            case .sample(let sample): sample.name
            case nil: ""
            }
        self.run = number
        name = run.name
        title = plan?.name ?? ""
        self.instrument = instrument
        phase =
            if run.hasEnded {
                run.phase.description
            } else if run.isPaused {
                "paused"
            } else if !isConnected {
                "waiting for \(instrument)"
            } else {
                run.phase.description
            }
        candidates = run.pool?.candidates.count ?? 0
        seeds = min(plan?.seeds.count ?? 0, run.pool?.eligibleCount ?? .max)
        seedsMeasured = run.observations.count { $0.step == 0 }
        budget = plan?.budget.measurements ?? 0
        spent = run.spent
        measured = run.observations.count { $0.step > 0 }
        refused = run.refusals.count
        infeasible = plan.flatMap { plan in
            plan.constraints.isEmpty ? nil : run.observations.count { !plan.allows($0.values) }
        }
        front = FrontStatus(run)
        let best = run.best
        self.best = best?.objective
        bestAt = best.flatMap { run.pool?.candidates[$0.candidate].pixel }
        elapsed = run.elapsed
        waitedShare = run.elapsed > 0 ? run.waited / run.elapsed : 0
        function = plan?.acquisition.function ?? ""
        leaveOneOut = run.lastDecision?.model?.leaveOneOut
        secondsPerDecision = run.lastDecision.flatMap {
            $0.chooser == .design ? nil : $0.timing.predict + $0.timing.acquire
        }
        last = run.observations.last.flatMap { observation in
            run.pool.map { pool in
                let choice = run.choices[observation.candidate]
                return LastObservation(
                    pixel: pool.candidates[observation.candidate].pixel, objective: observation.objective,
                    values: observation.values.count > 1 ? observation.values : [], step: observation.step,
                    score: choice?.score, mean: choice?.mean,
                    standardDeviation: choice?.standardDeviation)
            }
        }
        hasEnded = run.hasEnded
        decisions = run.step
        fallbacks = run.fallbacks
        fallback = run.lastDecision?.fallback
        self.trouble = trouble
        if trouble == nil, case .ended(let ending) = run.phase, ending.reason == .failed { self.trouble = ending.text }
    }
}
