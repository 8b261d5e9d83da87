/// What a pool posterior may use.
package struct PosteriorResources: Hashable, Sendable {
    /// The bytes that a posterior, all of its members together, may take; 1 GB by default.
    ///
    /// How V is kept follows from it, see ``PosteriorStorage``. What has to be there in any case, two numbers a
    /// candidate and member among it, is taken even where it exceeds this.
    package var memory: Int
    /// How many threads may work on one posterior at a time; results do not depend on it.
    package var threads: Int

    /// Up to how many bytes V is kept in double precision: by default about what the last cache holds.
    ///
    /// Beyond that an update takes as long as reading V takes, and single precision halves it.
    package var exactBytes: Int

    package init(memory: Int = 1_000_000_000, threads: Int = 1, exactBytes: Int = 64_000_000) {
        precondition(memory >= 0 && exactBytes >= 0 && threads > 0, "a posterior has memory and at least one thread")
        self.memory = memory
        self.threads = threads
        self.exactBytes = exactBytes
    }

    /// The error of a mean or standard deviation, relative to the targets' spread, that single precision may cause.
    static let tolerance = 1e-4

    /// How many rows of V further observations will need between trainings, for which room is left.
    static let reservedRows = 64
}

/// How a posterior keeps V = L⁻¹ k(X, X*), and what that costs in accuracy: for a log line and the record of a
/// decision.
///
/// V is kept in double precision where that is little, else in single precision where the noise permits; where memory
/// does not suffice, only the rows of the newest observations are, and the others' share is computed from the kernel
/// when an update needs it. Means and variances of the candidates are always at hand.
package struct PosteriorStorage: Hashable, Sendable, CustomStringConvertible {
    /// A number's precision.
    package enum Precision: String, Hashable, Sendable {
        case double
        case single
    }

    /// The number N of candidates.
    package let candidates: Int
    /// The number n of observations, believed ones included.
    package let observations: Int
    /// How many rows of V each member keeps, those of the newest observations.
    package let rows: [Int]
    /// In which precision each member keeps them.
    package let precisions: [Precision]
    /// Whether each member's variances were computed in single precision when it was conditioned.
    package let solvedInSingle: [Bool]
    /// The bytes taken by rows, factors, means, variances, prior means and embeddings.
    package let bytes: Int
    /// The bytes allowed.
    package let memory: Int
    /// The greatest error of a member's mean, as measured on a sample of candidates against double precision, in
    /// standard deviations of the targets.
    package let meanError: Double
    /// The greatest error of a member's standard deviation, likewise.
    package let deviationError: Double

    /// For whoever owns the microscope: what of the predictions is in memory, how much that takes, and how exact they are.
    package var description: String {
        var kept: [(words: String, members: Int)] = []
        for (count, precision) in zip(rows, precisions) {
            let words =
                count == observations
                ? "all in memory, in \(precision) precision"
                : count == 0
                    ? "computed anew for every question"
                    : "the newest \(count) measurements' part in memory, in \(precision) precision, the rest computed anew"
            if kept.last?.words == words {
                kept[kept.count - 1].members += 1
            } else {
                kept.append((words, 1))
            }
        }
        let parts = kept.map { kept.count > 1 || $0.members > 1 ? "\($0.words) (\($0.members) processes)" : $0.words }
        let size = (Double(bytes) / 1e5).rounded() / 10
        let limit = (Double(memory) / 1e5).rounded() / 10
        let isExact = meanError < 1e-9 && deviationError < 1e-9
        let errors =
            isExact ? "1e-9" : "\(Self.short(meanError)) (mean) and \(Self.short(deviationError)) (standard deviation)"
        return """
            predictions of \(candidates) candidates from \(observations) measurements, \(parts.joined(separator: "; ")); \
            \(size) of \(limit) MB; exact to \(errors) of the spread of what was measured
            """
    }

    /// Two digits of a small number.
    private static func short(_ error: Double) -> String {
        guard error > 0, error.isFinite else { return "\(error)" }
        var (scale, digits) = (error, 0)
        while scale < 10 {
            scale *= 10
            digits += 1
        }
        var tenth = 1.0
        for _ in 0..<digits { tenth *= 10 }
        return "\(scale.rounded() / tenth)"
    }

    /// How much of V a member keeps.
    package enum Keeping: String, Hashable, Sendable {
        case allInDouble, allInSingle, some, none

        init(rows: Int, of observations: Int, _ precision: Precision) {
            self =
                rows == observations
                ? (precision == .double ? .allInDouble : .allInSingle) : rows == 0 ? .none : .some
        }
    }
}
