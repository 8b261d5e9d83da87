package import Experiments

/// What an ideal experiment would know of a pool: every quantity at every candidate, and what follows from it.
///
/// What is said of the best of the pool, of the best 5 % and of regret is about a single objective.
package struct PoolTruth: Sendable {
    /// The only objective of every candidate, or the first, NaN where a scalarizer refuses the spectrum.
    package let objectives: [Double]
    /// The best 5 % of the candidates that count, with all that are as good as the last of them: after ties they are more
    /// than ``topCount``.
    package let topCandidates: Set<Int>
    /// How many candidates are 5 % of those that count; at least 1.
    package let topCount: Int
    /// The greatest merit of a candidate that counts.
    package let bestMerit: Double
    /// How many spectra a scalarizer refused, and what it said of the first.
    package let refused: (count: Int, example: String?)
    /// The front of several objectives; nil if there is one.
    package let front: FrontTruth?
    /// Whether a candidate's values keep the plan's bounds.
    package let keepsBounds: [Bool]
    private let goal: Goal
    /// Whether a candidate may be measured, its values are known and they keep the plan's bounds.
    private let counts: [Bool]

    /// Scalarizes every candidate's spectrum.
    ///
    /// - Throws: ``NothingToSimulate`` if no spectrum that may be measured can be used.
    package init(plan: Plan, pool: CandidatePool, specimen: any Specimen) throws {
        goal = plan.goal
        var refusals = 0
        var example: String?
        let axis = specimen.axis
        let values = try pool.candidates.map { candidate -> [Double]? in
            let spectrum = try specimen.truth(at: candidate.position)
            do {
                return try plan.quantityValues(of: spectrum, axis: axis)
            } catch {
                refusals += 1
                if example == nil { example = "\(candidate.pixel): \(error)" }
                return nil
            }
        }
        let objectives = values.map { $0?[0] ?? .nan }
        self.objectives = objectives
        refused = (refusals, example)
        let keepsBounds = values.map { $0.map(plan.allows) ?? false }
        self.keepsBounds = keepsBounds
        let counts = pool.candidates.indices.map { keepsBounds[$0] && !pool.isForbidden[$0] }
        self.counts = counts
        let eligible = counts.indices.filter { counts[$0] }
        let merits = objectives.map(plan.goal.merit)
        let ranked = eligible.map { merits[$0] }.sorted(by: >)
        guard let best = ranked.first else {
            throw NothingToSimulate(
                refused: refusals, example: example,
                boundless: zip(values, pool.isForbidden).count { $0 != nil && !$1 })
        }
        front =
            plan.hasSeveralObjectives
            ? FrontTruth(values, of: plan, counting: eligible) : nil
        let count = max(1, Int((0.05 * Double(ranked.count)).rounded()))
        topCount = count
        topCandidates = Set(eligible.filter { merits[$0] >= ranked[count - 1] })
        bestMerit = best
    }

    /// The share of the best 5 % of the pool that is among `measured`: 0 to 1.
    ///
    /// Of candidates that are equally good any ``topCount`` make the whole: for a band, so many points inside.
    package func topShareFound(by measured: [Int]) -> Double {
        min(1, Double(Set(measured).intersection(topCandidates).count) / Double(topCount))
    }

    /// The true objective of the best of `measured`, those that do not count left out; nil if there is none.
    package func best(of measured: [Int]) -> Double? {
        measured.filter { counts[$0] }.map { objectives[$0] }.max {
            goal.merit(of: $0) < goal.merit(of: $1)
        }
    }

    /// The share of `measured` that does not keep the plan's bounds: 0 to 1; nil if there is none.
    package func infeasibleShare(of measured: some Collection<Int>) -> Double? {
        measured.isEmpty ? nil : Double(measured.count { !keepsBounds[$0] }) / Double(measured.count)
    }

    /// How much merit the best of `measured` lacks to the best of the pool: 0 is perfect.
    package func regret(of measured: [Int]) -> Double? {
        best(of: measured).map { bestMerit - goal.merit(of: $0) }
    }

    /// The root mean square error of a predicted map over the standard deviation of the truth; 1 is no better than the
    /// mean.
    package func normalizedError(of prediction: [Double]) -> Double? {
        let known = objectives.indices.filter { objectives[$0].isFinite }
        let count = Double(known.count)
        let mean = known.reduce(0) { $0 + objectives[$1] } / count
        let variance = known.reduce(0) { $0 + (objectives[$1] - mean) * (objectives[$1] - mean) } / count
        let error = known.reduce(0) { sum, index in
            sum + (objectives[index] - prediction[index]) * (objectives[index] - prediction[index])
        }
        return variance > 0 ? (error / count / variance).squareRoot() : nil
    }

    /// Spearman's rank correlation of a predicted map with the truth, ties at their mean rank; nil if either is constant.
    package func rankCorrelation(of prediction: [Double]) -> Double? {
        let known = objectives.indices.filter { objectives[$0].isFinite }
        return Self.correlation(Self.ranks(known.map { objectives[$0] }), Self.ranks(known.map { prediction[$0] }))
    }

    private static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
            for place in start...end { ranks[order[place]] = Double(start + end) / 2 }
            start = end + 1
        }
        return ranks
    }

    private static func correlation(_ one: [Double], _ other: [Double]) -> Double? {
        let count = Double(one.count)
        let (meanOfOne, meanOfOther) = (one.reduce(0, +) / count, other.reduce(0, +) / count)
        var (product, squareOfOne, squareOfOther) = (0.0, 0.0, 0.0)
        for (a, b) in zip(one, other) {
            product += (a - meanOfOne) * (b - meanOfOther)
            squareOfOne += (a - meanOfOne) * (a - meanOfOne)
            squareOfOther += (b - meanOfOther) * (b - meanOfOther)
        }
        guard squareOfOne > 0, squareOfOther > 0 else { return nil }
        return product / (squareOfOne * squareOfOther).squareRoot()
    }
}

/// A data set that holds no spectrum that counts: scalarizers refuse all of them, or none keeps the plan's bounds.
package struct NothingToSimulate: Error, Hashable, Sendable, CustomStringConvertible {
    package let refused: Int
    /// What a scalarizer said of the first that it refused.
    package let example: String?
    /// How many spectra can be used, but do not keep the plan's bounds.
    package let boundless: Int

    package var description: String {
        if boundless > 0 {
            return "none of \(boundless) candidates keeps the plan's `constraints`. Check their bounds and units."
        }
        return "none of \(refused) spectra can be scalarized; the first, at \(example ?? "no candidate"). "
            + "Check `scalarizer` in the plan."
    }
}
