import Acquisition
import Experiments
import Randomness

extension Agent {
    /// Looks more closely at a large pool: at all candidates around those of the coarse grid that score best.
    ///
    /// What decides scores the grid as it will score the rest, with the same random numbers: the sample of Thompson's rule is
    /// the same function at both.
    ///
    /// - Parameters:
    ///   - model: What is believed, pending requests already believed, over the grid and what was measured.
    ///   - field: The whole pool.
    ///   - step: The decision.
    ///   - pending: The candidates whose answer is still to come.
    /// - Returns: The model over these candidates and the grid, and what a record should say of it.
    /// - Throws: What scoring throws.
    func refined(
        _ model: PoolModel, in field: DecisionField, step: Int, pending: [Int]
    ) throws -> (model: PoolModel, note: String) {
        guard let window = model.window, let scope else { return (model, "") }
        let beliefs = try PoolBeliefs(of: model, plan: plan)
        let coarse = self.field(of: model, in: field)
        let context = try context(step: step, pending: pending, beliefs: beliefs, field: coarse)
        let scores = try rule.scores(of: beliefs, in: context)
        var source = RandomSource(seed: plan.randomSeed, stream: "coarse grid", step: step)
        // Shuffled, so that of equal scores not the first rows win.
        let ranked = source.shuffled(window.grid).enumerated().map { place, candidate in
            let score = window.number(of: candidate).map { scores[$0] } ?? .nan
            return (candidate: candidate, score: score.isNaN ? -.infinity : score, place: place)
        }.sorted { ($1.score, $0.place) < ($0.score, $1.place) }

        let radius = cellRadius(window.grid.count)
        var chosen: Set<Int> = []
        for (candidate, _, _) in ranked where chosen.count < scope.fine {
            geometry.index.forEachCandidate(within: radius, of: geometry.index.pixels[candidate]) { neighbour in
                if chosen.count < scope.fine, field.eligibility.admits(neighbour) { chosen.insert(neighbour) }
            }
        }
        if chosen.isEmpty {
            chosen.formUnion(pool.candidates.indices.lazy.filter(field.eligibility.admits).prefix(scope.fine))
        }
        let looked = chosen.union(window.grid)
        let note =
            "coarse to fine: \(looked.count) of \(pool.candidates.count) candidates scored, \(window.grid.count) on a coarse "
            + "grid and \(chosen.count) around the best of these"
        return (try model.moved(to: window.grid + chosen.sorted()), note)
    }

    /// The field over which a model is: the whole pool, or its window.
    func field(of model: PoolModel, in field: DecisionField) -> DecisionField {
        guard let window = model.window else { return field }
        var integrates = false
        if case .single(let function) = rule { integrates = function.kind == .varianceReduction }
        return DecisionField(
            field, window, exclusionRadius: plan.candidates.exclusionRadius, integratesOverGrid: integrates)
    }

    /// How far from a candidate of a grid of so many those lie for which it stands, and some beyond, in pixels.
    private func cellRadius(_ count: Int) -> Double {
        let pixels = geometry.index.pixels
        let rows = (pixels.lazy.map(\.row).max() ?? 0) - (pixels.lazy.map(\.row).min() ?? 0) + 1
        let columns = (pixels.lazy.map(\.column).max() ?? 0) - (pixels.lazy.map(\.column).min() ?? 0) + 1
        return 1.5 * (Double(rows) * Double(columns) / Double(max(1, count))).squareRoot()
    }
}
