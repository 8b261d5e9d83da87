/// Why a warm training was followed by a cold one.
///
/// Warm trainings add up: weights that fitted the first points may stand in the way of what later points say. The rule:
/// on the points that the last cold training had too, the log predictive density (held out where members are cross-fitted,
/// else leave-one-out), in the units of the targets, is on average worse now than it was then, by more than a margin and by
/// more than two standard errors of that average. More points can only help a model that learns from them, and comparing
/// the same points leaves out that some are harder.
package struct ColdRestart: Hashable, Sendable, CustomStringConvertible {
    /// By how much the density fell, in nats a point, all objectives together.
    package let decline: Double
    /// The standard error of `decline`.
    package let standardError: Double
    /// How many points both trainings had.
    package let points: Int
    /// Whether the new weights predict the measurements better than the old, and were kept.
    package internal(set) var wasKept = false

    package var description: String {
        func rounded(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
        return
            "trained anew, because the predictive density fell by \(rounded(decline)) ± \(rounded(standardError)) "
            + "nats a point since the last cold training, on its \(points) points; "
            + (wasKept
                ? "the new weights predict better and were kept" : "the old weights predict better and were kept")
    }
}

/// How well each measurement was predicted at the last cold training.
struct RestartBaseline {
    private let candidates: [Int]
    private let targets: [[Double]]
    /// Log densities in the units of the targets, all objectives together.
    private let densities: [Double]
    /// Whether they are held-out densities, which leave-one-out densities cannot be compared with.
    private let areHeldOut: Bool

    init(_ observations: Observations, _ objectives: [ObjectiveReport]) {
        candidates = observations.candidates
        targets = observations.targets
        densities = Self.densities(objectives, count: observations.count)
        areHeldOut = objectives.allSatisfy { $0.heldOut != nil }
    }

    private static func densities(_ objectives: [ObjectiveReport], count: Int) -> [Double] {
        (0..<count).map { point in
            objectives.reduce(0) { $0 + $1.logDensity[point] - logarithm($1.scale.standardDeviation) }
        }
    }

    /// Decides whether to begin anew.
    ///
    /// - Parameters:
    ///   - observations: What was trained on now.
    ///   - objectives: What came of it.
    ///   - margin: The least decline, in nats a point.
    /// - Returns: The reason for a cold restart, or nil if there is none.
    func restart(_ observations: Observations, _ objectives: [ObjectiveReport], margin: Double) -> ColdRestart? {
        guard areHeldOut == objectives.allSatisfy({ $0.heldOut != nil }) else { return nil }
        let now = Self.densities(objectives, count: observations.count)
        let common = (0..<min(candidates.count, observations.count)).prefix { point in
            candidates[point] == observations.candidates[point]
                && targets.indices.allSatisfy { targets[$0][point] == observations.targets[$0][point] }
        }
        guard common.count > 2 else { return nil }
        let count = Double(common.count)
        let falls = common.map { densities[$0] - now[$0] }
        let decline = falls.reduce(0, +) / count
        let variance = falls.reduce(0) { $0 + ($1 - decline) * ($1 - decline) } / (count - 1)
        let error = (variance / count).squareRoot()
        guard decline > margin, decline > 2 * error else { return nil }
        return ColdRestart(decline: decline, standardError: error, points: common.count)
    }
}
