import Acquisition
package import Experiments
private import Randomness
package import Surrogates

/// The model side of a run: it takes in what was measured, and suggests where to measure next.
///
/// An agent is a cache of the run: losing it costs a training, which begins from new weights. It never trains by itself;
/// whoever holds it fetches a ``Lesson``, has it learned elsewhere, and gives the model back. Meanwhile the agent answers
/// from the posterior that it has, updated by each measurement.
package final class Agent {
    package let plan: Plan
    package let pool: CandidatePool
    let rule: AcquisitionRule
    let goal: Acquisition.Goal
    let geometry: PoolGeometry
    /// What measuring costs, if the plan says so.
    let cost: TravelCost?
    /// How a large pool is looked at; nil if every candidate is scored.
    package let scope: CoarseToFine?
    private(set) var candidates: [Int] = []
    private(set) var readings: [Reading] = []
    var model: PoolModel?
    var summary: ModelSummary?
    /// How many observations the model's training had.
    private(set) var trained = 0
    /// How many observations there were when a training was last tried.
    private var attempted = -1
    /// Why there is no newer model, if a training failed.
    private(set) var failure: String?
    private var secondsOfFit = 0.0

    /// Creates an agent that knows nothing yet.
    package init(plan: Plan, pool: CandidatePool) {
        self.plan = plan
        self.pool = pool
        scope = CoarseToFine(plan, count: pool.candidates.count)
        rule = AcquisitionRule(plan.acquisition)
        goal = Acquisition.Goal(plan.goal)
        geometry = PoolGeometry(
            index: PixelIndex(pool.candidates.map { Acquisition.Pixel(row: $0.pixel.row, column: $0.pixel.column) }),
            isForbidden: pool.isForbidden)
        cost = plan.acquisition.cost.flatMap { TravelCost($0, over: pool) }
    }

    /// Takes in what was measured at a candidate; the model, if there is one, is updated at once.
    package func ingest(candidate: Int, _ reading: Reading) {
        candidates.append(candidate)
        readings.append(reading)
        append(candidate, reading)
    }

    private func append(_ candidate: Int, _ reading: Reading) {
        do {
            try model?.append(candidate, reading)
            summary?.appended += 1
        } catch {
            // The next training conditions on it anew; until then the model does without.
            failure = "the posterior could not be updated: \(error)"
        }
    }

    /// Whether the model has learned from every observation.
    package var isCurrent: Bool { model != nil && trained == candidates.count }

    /// Whether a decision can be made now, without waiting for a training.
    package func isReady(for schedule: Plan.TrainingChoice.Schedule) -> Bool {
        if candidates.isEmpty || rule.isRandom { return true }
        if failure != nil, attempted == candidates.count { return true }
        return switch schedule {
        case .concurrent: model != nil
        case .lockstep: model != nil && candidates.count - trained < plan.training.every
        }
    }

    /// Decides what a training should learn from now.
    ///
    /// - Parameter isDecisionDue: Whether a decision waits for it.
    /// - Returns: All observations, or nil if a training is not useful.
    package func lesson(isDecisionDue: Bool) -> Lesson? {
        guard !candidates.isEmpty, attempted != candidates.count else { return nil }
        if rule.isRandom && !isDecisionDue { return nil }
        if plan.training.schedule == .lockstep && !isDecisionDue { return nil }
        // A first model of two or three points would be out of date before it is finished.
        if model == nil, !isDecisionDue, candidates.count < max(3, plan.seeds.count / 2) { return nil }
        guard model == nil || candidates.count - trained >= plan.training.every else { return nil }
        attempted = candidates.count
        return Lesson(candidates: candidates, readings: readings)
    }

    /// Takes over a model that learned a lesson, and tells it what was measured since.
    @discardableResult
    package func adopt(_ model: TrainedModel, of lesson: Lesson, seconds: Double) -> ModelSummary {
        self.model = model.model
        trained = lesson.candidates.count
        summary = model.summary
        failure = nil
        secondsOfFit = seconds
        for (candidate, reading) in zip(candidates, readings).dropFirst(trained) { append(candidate, reading) }
        return model.summary
    }

    /// Notes that a training failed, so that decisions do not wait for it.
    package func noteFailure(_ text: String) {
        failure = text
    }

    /// Seconds of the last training; asked once for each decision, so that none is counted twice.
    func takeSecondsOfFit() -> Double {
        defer { secondsOfFit = 0 }
        return secondsOfFit
    }

    /// What was measured last, or is to be measured last of what is pending: where the probe will be.
    func lastPlace(_ pending: [Int]) -> Int? { pending.last ?? candidates.last }

    /// The share of the measurements that were to follow the seed points and that are done.
    var spentShare: Double {
        let spent = Double(candidates.count - plan.seeds.count)
        return min(max(spent / Double(max(1, plan.budget.measurements)), 0), 1)
    }

    /// What the model expects of the first objective at every candidate, in its unit; nil before the first training.
    ///
    /// Of a large pool it is computed block by block when it is asked for, which takes a while.
    package var prediction: Prediction? { try? model?.prediction() }
}

extension Agent {
    /// How the posterior of the first objective is kept, and how exact it is; nil before the first training.
    package var storage: PosteriorStorage? { model?.objective.storage() }

    /// Mean leave-one-out log predictive density of the last training, in nats a point; nil before it.
    package var leaveOneOut: Double? { summary?.leaveOneOut }
}
