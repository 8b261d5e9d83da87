private import Acquisition
package import Experiments
private import Randomness
private import Surrogates

extension Agent {
    /// Chooses points to measure.
    ///
    /// - Parameters:
    ///   - count: How many; fewer are returned if fewer are left.
    ///   - step: Which decision it is; 0 asks for the seed points.
    ///   - taken: Candidates that were measured or asked for, and must not be chosen again.
    ///   - pending: Those of them whose answer is still to come, which the model takes as measured at their mean.
    /// - Returns: The decision, or nil if nothing can be measured any more.
    package func suggest(count: Int, step: Int, taken: Set<Int>, pending: [Int]) -> Decision? {
        let watch = ContinuousClock.now
        if step == 0 { return seedPoints(count: count) }
        var eligibility = Eligibility(index: geometry.index, exclusionRadius: plan.candidates.exclusionRadius)
        eligibility.exclude(where: pool.isForbidden)
        eligibility.exclude(taken.subtracting(pending), as: .measured)
        eligibility.exclude(pending, as: .pending)
        guard eligibility.admittedCount > 0 else { return nil }
        do {
            if let model, !rule.isRandom {
                var decision = try modelDecision(
                    count: count, step: step, from: model, pending: pending, eligibility: eligibility)
                let predicting = decision?.timing.predict ?? 0
                decision?.timing.fit = takeSecondsOfFit()
                decision?.timing.acquire = watch.duration(to: .now).seconds - predicting
                return decision
            }
            var decision = try randomDecision(count: count, step: step, eligibility: eligibility)
            if !rule.isRandom {
                decision?.chooser = .fallback
                decision?.note = "chosen at random: " + (failure ?? "there is no model yet")
            }
            return decision
        } catch {
            var decision = try? randomDecision(count: count, step: step, eligibility: eligibility)
            decision?.chooser = .fallback
            decision?.note = "chosen at random, because the model could not: \(error)"
            return decision
        }
    }

    private func seedPoints(count: Int) -> Decision? {
        var source = RandomSource(seed: plan.randomSeed, stream: "seed points")
        let chosen = seedPoints(count: count, using: &source)
        guard !chosen.isEmpty else { return nil }
        return Decision(
            step: 0, chooser: .design, function: plan.seeds.design.rawValue, choices: chosen.map { choice($0) })
    }

    /// The seed design's points, none within the exclusion radius of another.
    private func seedPoints(count: Int, using source: inout RandomSource) -> [Int] {
        var eligibility = Eligibility(index: geometry.index, exclusionRadius: plan.candidates.exclusionRadius)
        eligibility.exclude(where: pool.isForbidden)
        var accepted: [Int] = []
        var seeds = plan.seeds
        while accepted.count < count {
            seeds.count = count - accepted.count
            let admitted = pool.candidates.indices.map(eligibility.admits)
            let proposed = seeds.chosen(from: pool.places, isEligible: admitted, using: &source)
            if proposed.isEmpty { break }
            for candidate in proposed where eligibility.admits(candidate) {
                accepted.append(candidate)
                // Without a radius every proposal is accepted at once, and the loop runs once.
                eligibility.exclude(candidate, as: .pending)
            }
        }
        return accepted
    }

    private func randomDecision(count: Int, step: Int, eligibility: Eligibility) throws -> Decision? {
        let flat = [Double](repeating: 0, count: pool.candidates.count)
        let belief = Belief(mean: flat, standardDeviation: flat)
        var source = RandomSource(seed: plan.randomSeed, stream: "tie-break", step: step)
        let batch = try AcquisitionFunction.random.chooseBatch(
            of: count, from: belief, goal: goal, known: [], eligibility: eligibility, runnersUp: 0, using: &source,
            believing: { _ in belief })
        guard let first = batch.selections.first else { return nil }
        var decision = Decision(
            step: step, chooser: .model, function: AcquisitionFunction.random.name,
            choices: batch.selections.map { choice($0.candidate) })
        decision.counts = counts(eligibility, first)
        return decision
    }

    private func modelDecision(
        count: Int, step: Int, from model: PoolModel, pending: [Int], eligibility: Eligibility
    ) throws -> Decision? {
        let watch = ContinuousClock.now
        var imagined = model
        try imagined.believe(pending)
        let beliefs = try PoolBeliefs(of: imagined, plan: plan)
        let secondsOfPrediction = watch.duration(to: .now).seconds
        var source = RandomSource(seed: plan.randomSeed, stream: "tie-break", step: step)
        let context = try context(step: step, pending: pending, beliefs: beliefs)
        let batch = try rule.chooseBatch(
            of: count, from: beliefs, in: context, eligibility: eligibility, using: &source
        ) { candidate, value in
            try imagined.imagine(candidate, value: value)
            return try PoolBeliefs(of: imagined, plan: plan)
        }
        guard let selection = batch.selections.first else { return nil }
        var decision = Decision(
            step: step, chooser: .model, function: rule.name,
            choices: batch.selections.map { choice($0.candidate, score: $0.score, from: beliefs) })
        if !plan.hasSeveralObjectives { decision.incumbent = context.single.incumbent(for: beliefs.first) }
        decision.runnersUp = selection.runnersUp.map { choice($0.candidate, score: $0.score, from: beliefs) }
        decision.alternatives = try rule.alternatives(to: beliefs, in: context, eligibility: eligibility) {
            alternative($0, scores: $1, eligibility: eligibility, step: step)
        }
        decision.counts = counts(eligibility, selection)
        decision.counts.clippedVariances = beliefs.clipped
        decision.model = summary
        decision.model?.believed = pending.count
        decision.largestUncertainty = pool.candidates.indices.lazy.filter(eligibility.admits)
            .map { beliefs.first.standardDeviation[$0] }.max()
        decision.note = failure
        if context.isSearching {
            let searching =
                "no measurement keeps the constraints yet: chosen where they are likely kept and least is known"
            decision.note = [failure, searching].compactMap(\.self).joined(separator: "; ")
        }
        decision.maps = maps(beliefs, scores: batch.scores, eligibility: eligibility)
        decision.timing.predict = secondsOfPrediction
        return decision
    }

    /// What the decision rests on beside the model.
    private func context(step: Int, pending: [Int], beliefs: PoolBeliefs) throws -> RuleContext {
        var source = RandomSource(seed: plan.randomSeed, stream: "acquisition", step: step)
        let stage = lastPlace(pending).flatMap { cost?.positions[$0] }
        let weight = try cost.map { cost in
            let cooled = plan.acquisition.cost?.isCooled == true ? 1 - spentShare : 1
            return try CostWeight(cost, exponent: cooled * (plan.acquisition.cost?.exponent ?? 1), stage: stage)
        }
        let known = beliefs.feasible(candidates + pending)
        let values = beliefs.objectives.indices.map { objective in readings.map { $0.values[objective] } }
        return RuleContext(
            DecisionContext(
                goal: goal, known: known, measuredValues: values[0], geometry: geometry, cost: weight,
                seed: source.next()),
            goals: plan.objectives.compactMap(\.goal), values: values, strategy: BatchStrategy(plan.batch.strategy),
            isSearching: known.isEmpty)
    }

    /// What another function would have chosen, with scores of its own.
    private func alternative(
        _ function: String, scores: [Double], eligibility: Eligibility, step: Int
    ) -> Decision.Alternative? {
        var source = RandomSource(seed: plan.randomSeed, stream: "alternative " + function, step: step)
        let outcome = eligibility.select(from: scores, runnersUp: 0, using: &source)
        return outcome.selection.map {
            Decision.Alternative(
                function: function, candidate: $0.candidate, pixel: pool.candidates[$0.candidate].pixel)
        }
    }

    private func counts(_ eligibility: Eligibility, _ selection: Selection) -> Decision.Counts {
        var counts = Decision.Counts()
        counts.eligible = selection.census.eligible
        counts.measured = eligibility.count(excludedAs: .measured)
        counts.pending = eligibility.count(excludedAs: .pending)
        counts.masked = pool.candidates.count - counts.eligible - counts.measured - counts.pending
        counts.ties = selection.tied
        counts.nonFinite = selection.census.nonFinite
        return counts
    }

    private func choice(_ candidate: Int, score: Double? = nil, from beliefs: PoolBeliefs? = nil) -> Decision.Choice {
        let place = pool.candidates[candidate]
        var choice = Decision.Choice(candidate: candidate, position: place.position, pixel: place.pixel)
        choice.score = score
        choice.mean = beliefs?.first.mean[candidate]
        choice.standardDeviation = beliefs?.first.standardDeviation[candidate]
        if let beliefs, beliefs.predictions.count > 1 {
            choice.predictions = beliefs.predictions.map {
                Decision.QuantityPrediction(
                    mean: $0.mean[candidate], standardDeviation: $0.standardDeviation[candidate])
            }
        }
        choice.feasibility = beliefs?.feasibility?[candidate]
        choice.nearestMeasured = candidates.map { other -> Double in
            let pixel = pool.candidates[other].pixel
            let (rows, columns) = (Double(pixel.row - place.pixel.row), Double(pixel.column - place.pixel.column))
            return (rows * rows + columns * columns).squareRoot()
        }.min()
        return choice
    }

    /// Maps of the pool for pictures; none for pools so large that they would swell the journal.
    ///
    /// Candidates that could not be chosen have no score.
    private func maps(_ beliefs: PoolBeliefs, scores: [Double], eligibility: Eligibility) -> Decision.Maps? {
        guard pool.candidates.count <= 250_000 else { return nil }
        return Decision.Maps(
            mean: beliefs.first.mean.map { Float($0) },
            standardDeviation: beliefs.first.standardDeviation.map { Float($0) },
            score: scores.indices.map { eligibility.admits($0) ? Float(scores[$0]) : .nan },
            feasibility: beliefs.feasibility?.map { Float($0) })
    }
}
