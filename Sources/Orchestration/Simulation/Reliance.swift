import Experiments

/// How far a simulated run could rely on its model.
package struct Reliance: Codable, Hashable, Sendable {
    /// The trainings that were tried.
    package private(set) var trainings = 0
    /// Those that failed.
    package private(set) var failedTrainings = 0
    /// The decisions after the seed points.
    package private(set) var decisions = 0
    /// Those that random choice made, because the model could not.
    package private(set) var fallbacks = 0
    /// Why the first training failed or, if none did, why the model could not decide.
    package private(set) var reason: String?

    /// Creates the record of a run that has not begun.
    package init() {}

    /// Whether there never was a model, though there should have been one.
    package var isForlorn: Bool { trainings > 0 && failedTrainings == trainings }

    /// Whether every decision was random choice's, though a model should have made it.
    package var isAllRandom: Bool { decisions > 0 && fallbacks == decisions }

    /// Notes that a training went well.
    mutating func noteTraining() { trainings += 1 }

    /// Notes that a training failed, and why.
    mutating func noteFailure(_ text: String) {
        if failedTrainings == 0 { reason = text }
        trainings += 1
        failedTrainings += 1
    }

    /// Notes who decided.
    mutating func note(_ decision: Decision) {
        decisions += 1
        guard let text = decision.fallback else { return }
        fallbacks += 1
        reason = reason ?? text
    }

    /// What several runs come to together; the first reason speaks for all.
    package static func + (one: Reliance, other: Reliance) -> Reliance {
        var sum = one
        sum.trainings += other.trainings
        sum.failedTrainings += other.failedTrainings
        sum.decisions += other.decisions
        sum.fallbacks += other.fallbacks
        sum.reason = one.reason ?? other.reason
        return sum
    }
}
