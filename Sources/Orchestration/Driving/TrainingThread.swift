private import Dispatch

/// The one thread on which models are trained, so that a training never takes a thread from the daemon's other work.
///
/// Trainings of several runs take turns on it.
package final class TrainingThread: SerialExecutor {
    private let queue = DispatchQueue(label: "saccade.training", qos: .utility)

    package init() {}

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = unsafe asUnownedSerialExecutor()
        queue.async {
            unsafe job.runSynchronously(on: executor)
        }
    }
}
