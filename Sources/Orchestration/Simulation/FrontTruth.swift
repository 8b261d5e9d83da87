private import Acquisition
import Experiments

/// What an ideal experiment would know of several objectives: their true front over a pool, and how much of what it
/// dominates has been found.
package struct FrontTruth: Sendable {
    /// The candidates that no other one surpasses.
    package let candidates: [Int]
    /// The true objectives of every candidate, NaN where they are not known: one array an objective.
    package let values: [[Double]]
    /// Where hypervolumes are counted from, one number an objective.
    ///
    /// It is the worst value of each objective on the true front and a tenth of the front's range beyond it, so that the ends
    /// of the front count, and what lies far from it does not (Ishibuchi, Imada, Setoguchi & Nojima, Evol. Comput. 26, 2018).
    /// An objective that is the same all along the front takes the tenth of the pool's range.
    package let reference: [Double]
    /// The volume that the true front dominates as far as the reference; nil for more than three objectives.
    package let hypervolume: Double?
    private let directions: [Direction]
    /// Those that may be measured and keep the bounds.
    private let counting: Set<Int>

    /// Finds the true front.
    ///
    /// - Parameters:
    ///   - readings: One value a quantity for every candidate of the pool, objectives first; nil where they are not known.
    ///   - plan: What is sought.
    ///   - counting: The candidates that may be measured and keep the plan's bounds, at least one.
    init(_ readings: [[Double]?], of plan: Plan, counting: [Int]) {
        let directions = plan.objectives.map { $0.goal == .minimize ? Direction.minimize : .maximize }
        let values = directions.indices.map { objective in readings.map { $0?[objective] ?? .nan } }
        self.counting = Set(counting)
        self.directions = directions
        self.values = values
        candidates = ParetoFront(of: values.map { values in counting.map { values[$0] } }, directions: directions)
            .indices.map { counting[$0] }
        let front = candidates
        reference = directions.indices.map { objective in
            let pool = counting.map { values[objective][$0] }
            let ends = front.map { values[objective][$0] }
            let range = (ends.max() ?? 0) - (ends.min() ?? 0)
            let whole = (pool.max() ?? 0) - (pool.min() ?? 0)
            let margin = 0.1 * (range > 0 ? range : whole > 0 ? whole : 1)
            return directions[objective] == .maximize ? (ends.min() ?? 0) - margin : (ends.max() ?? 0) + margin
        }
        hypervolume =
            directions.count <= 3
            ? Hypervolume.volume(
                of: values.map { values in front.map { values[$0] } }, directions: directions, reference: reference)
            : nil
    }

    /// The share of the true hypervolume that `measured` dominate, by their true values: 0 to 1.
    ///
    /// It is nil for more than three objectives. Candidates that do not count add nothing.
    package func share(of measured: [Int]) -> Double? {
        guard let hypervolume else { return nil }
        let counted = measured.filter(counting.contains)
        let found = Hypervolume.volume(
            of: values.map { values in counted.map { values[$0] } }, directions: directions, reference: reference)
        return min(1, found / hypervolume)
    }

    /// The share of the true front's candidates that is among `measured`: 0 to 1.
    package func found(by measured: [Int]) -> Double {
        Double(Set(measured).intersection(candidates).count) / Double(candidates.count)
    }
}
