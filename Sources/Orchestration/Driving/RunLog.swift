import Experiments
import Logging

/// What the daemon's log is told of one run's model: everything once while it lasts, however many trainings say it.
struct RunLog {
    private let logger: Logger
    private let number: Entry.RunID
    private var findings: [String] = []
    private var failing = LastingReason()
    private var guessing = LastingReason()

    init(_ number: Entry.RunID, logger: Logger) {
        self.number = number
        self.logger = logger
    }

    /// Tells what a person should know of a new model and was not told of the last one.
    mutating func note(_ model: ModelSummary) {
        let points = "\(model.trained)"
        if failing.note(nil) != nil {
            logger.notice("trainings succeed again", metadata: ["run": "\(number)", "points": "\(points)"])
        }
        for finding in model.newFindings(since: findings) {
            logger.warning(
                "about the model", metadata: ["run": "\(number)", "points": "\(points)", "finding": "\(finding)"])
        }
        findings = model.findings
        if let restart = model.restart {
            logger.notice(
                "the training began anew",
                metadata: ["run": "\(number)", "points": "\(points)", "reason": "\(restart)"])
        }
        if let storage = model.storage {
            logger.info("how the pool's posterior is kept", metadata: ["run": "\(number)", "storage": "\(storage)"])
        }
    }

    /// What tells of an autoencoder that is trained before the model, on whatever thread.
    var encoderNews: @Sendable (EncoderNews) -> Void {
        { [logger, number] news in
            logger.notice("before the first training", metadata: ["run": "\(number)", "news": "\(news)"])
        }
    }

    /// Tells that trainings fail, and why.
    mutating func noteFailure(_ reason: String) {
        guard case .began = failing.note(reason) else { return }
        logger.warning("training failed", metadata: ["run": "\(number)", "reason": "\(reason)"])
    }

    /// Tells when random choice begins to stand in for the model, and when it need not any more.
    mutating func note(_ decision: Decision) {
        guard decision.step > 0 else { return }
        let step = "\(decision.step)"
        switch guessing.note(decision.fallback) {
        case .began(let reason):
            logger.warning(
                "decisions are made at random",
                metadata: ["run": "\(number)", "step": "\(step)", "reason": "\(reason)"])
        case .ended:
            logger.notice("the model decides again", metadata: ["run": "\(number)", "step": "\(step)"])
        case nil: break
        }
    }
}
