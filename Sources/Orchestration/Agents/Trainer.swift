package import Experiments
package import Networks

/// Trains the model of one driven run on the training thread, where what models see of the pool is computed as well.
package actor Trainer {
    private nonisolated let thread: TrainingThread
    private let plan: Plan
    private let overview: Overview
    private let pool: CandidatePool
    private let weights: NetworkWeights?
    private lazy var learner = Learner(
        plan: plan, view: CandidateView(plan: plan, overview: overview, pool: pool), weights: weights)

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    package init(
        plan: Plan, overview: Overview, pool: CandidatePool, weights: NetworkWeights? = nil, thread: TrainingThread
    ) {
        self.thread = thread
        self.plan = plan
        self.overview = overview
        self.pool = pool
        self.weights = weights
    }

    /// Looks at the pool, so that the first training need not.
    func prepare() { _ = learner }

    /// Learns a lesson; gives up between two iterations if the task is cancelled.
    ///
    /// - Returns: The model, and the seconds that it took.
    func train(_ lesson: Lesson) throws -> (TrainedModel, seconds: Double) {
        let learner = learner
        let watch = ContinuousClock.now
        let model = try learner.learn(lesson) { !Task.isCancelled }
        return (model, watch.duration(to: .now).seconds)
    }
}
