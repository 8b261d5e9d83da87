package import Experiments
package import Networks

/// Trains the model of one driven run on the training thread, where what models see of the pool is computed as well.
package actor Trainer {
    private nonisolated let thread: TrainingThread
    private let plan: Plan
    private let overview: Overview
    private let pool: CandidatePool
    private let weights: NetworkWeights?
    private let news: @Sendable (EncoderNews) -> Void
    /// Nil until the pool was looked at.
    private var learner: Learner?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    package init(
        plan: Plan, overview: Overview, pool: CandidatePool, weights: NetworkWeights? = nil, thread: TrainingThread,
        news: @escaping @Sendable (EncoderNews) -> Void = { _ in }
    ) {
        self.thread = thread
        self.plan = plan
        self.overview = overview
        self.pool = pool
        self.weights = weights
        self.news = news
    }

    /// Looks at the pool, so that the first training need not; gives up if the task is cancelled.
    ///
    /// What fails here fails again in the first training, where it is told.
    func prepare() { _ = try? preparedLearner() }

    private func preparedLearner() throws -> Learner {
        if let learner { return learner }
        let view = try CandidateView(
            plan: plan, overview: overview, pool: pool, weights: weights, shouldContinue: { !Task.isCancelled },
            news: news)
        let learner = Learner(plan: plan, view: view, weights: weights, news: news)
        self.learner = learner
        return learner
    }

    /// Learns a lesson; gives up between two iterations if the task is cancelled.
    ///
    /// - Returns: The model, and the seconds that it took.
    func train(_ lesson: Lesson) throws -> (TrainedModel, seconds: Double) {
        let learner = try preparedLearner()
        let watch = ContinuousClock.now
        let model = try learner.learn(lesson) { !Task.isCancelled }
        return (model, watch.duration(to: .now).seconds)
    }
}
