package import Experiments

/// Trains the model of one driven run on the training thread.
package actor Trainer {
    private nonisolated let thread: TrainingThread
    private let learner: Learner

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    package init(plan: Plan, view: CandidateView, thread: TrainingThread) {
        self.thread = thread
        learner = Learner(plan: plan, view: view)
    }

    /// Learns a lesson; gives up between two iterations if the task is cancelled.
    ///
    /// - Returns: The model, and the seconds that it took.
    func train(_ lesson: Lesson) throws -> (TrainedModel, seconds: Double) {
        let watch = ContinuousClock.now
        let model = try learner.learn(lesson) { !Task.isCancelled }
        return (model, watch.duration(to: .now).seconds)
    }
}
