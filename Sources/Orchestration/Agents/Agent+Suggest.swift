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
        let whole = DecisionField(eligibility, geometry, cost)
        var imagined = model
        try imagined.believe(pending)
        var notes = [failure]
        if imagined.window != nil {
            let refined = try refined(imagined, in: whole, step: step, pending: pending)
            imagined = refined.model
            notes.append(refined.note)
        }
        let field = field(of: imagined, in: whole)
        let beliefs = try PoolBeliefs(of: imagined, plan: plan)
        let secondsOfPrediction = watch.duration(to: .now).seconds
        var source = RandomSource(seed: plan.randomSeed, stream: "tie-break", step: step)
        let context = try context(step: step, pending: pending, beliefs: beliefs, field: field)
        let batch = try rule.chooseBatch(
            of: count, from: beliefs, in: context, eligibility: field.eligibility, using: &source
        ) { number, value in
            try imagined.imagine(field.candidate(number), value: value)
            return try PoolBeliefs(of: imagined, plan: plan)
        }
        guard let selection = batch.selections.first else { return nil }
        var decision = Decision(
            step: step, chooser: .model, function: rule.name,
            choices: batch.selections.map { choice($0.candidate, score: $0.score, from: beliefs, field) })
        if !plan.hasSeveralObjectives { decision.incumbent = context.single.incumbent(for: beliefs.first) }
        decision.runnersUp = selection.runnersUp.map { choice($0.candidate, score: $0.score, from: beliefs, field) }
        decision.alternatives = try rule.alternatives(to: beliefs, in: context, eligibility: field.eligibility) {
            alternative($0, scores: $1, field, step: step)
        }
        decision.counts = counts(eligibility, selection)
        decision.counts.clippedVariances = beliefs.clipped
        decision.model = summary
        decision.model?.believed = pending.count
        if imagined.window == nil {
            decision.largestUncertainty = beliefs.first.standardDeviation.indices.lazy.filter(field.eligibility.admits)
                .map { beliefs.first.standardDeviation[$0] }.max()
        } else if plan.budget.uncertainty != nil {
            notes.append("of a pool that is looked at in part the largest uncertainty is not known: it ends no run")
        }
        if context.isSearching {
            notes.append(
                "no measurement keeps the constraints yet: chosen where they are likely kept and least is known")
        }
        let said = notes.compactMap(\.self)
        decision.note = said.isEmpty ? nil : said.joined(separator: "; ")
        decision.maps = maps(beliefs, scores: batch.scores, field)
        decision.timing.predict = secondsOfPrediction
        return decision
    }

    /// What the decision rests on beside the model.
    func context(
        step: Int, pending: [Int], beliefs: PoolBeliefs, field: DecisionField
    ) throws -> RuleContext {
        var source = RandomSource(seed: plan.randomSeed, stream: "acquisition", step: step)
        let stage = lastPlace(pending).flatMap { cost?.positions[$0] }
        let weight = try field.cost.map { cost in
            let cooled = plan.acquisition.cost?.isCooled == true ? 1 - spentShare : 1
            return try CostWeight(cost, exponent: cooled * (plan.acquisition.cost?.exponent ?? 1), stage: stage)
        }
        let known = beliefs.feasible((candidates + pending).compactMap(field.number))
        let values = beliefs.objectives.indices.map { objective in readings.map { $0.values[objective] } }
        return RuleContext(
            DecisionContext(
                goal: goal, known: known, measuredValues: values[0], geometry: field.geometry, cost: weight,
                seed: source.next()),
            goals: plan.objectives.compactMap(\.goal), values: values, strategy: BatchStrategy(plan.batch.strategy),
            isSearching: known.isEmpty)
    }

    /// What another function would have chosen, with scores of its own.
    private func alternative(
        _ function: String, scores: [Double], _ field: DecisionField, step: Int
    ) -> Decision.Alternative? {
        var source = RandomSource(seed: plan.randomSeed, stream: "alternative " + function, step: step)
        let outcome = field.eligibility.select(from: scores, runnersUp: 0, using: &source)
        return outcome.selection.map {
            let candidate = field.candidate($0.candidate)
            return Decision.Alternative(
                function: function, candidate: candidate, pixel: pool.candidates[candidate].pixel)
        }
    }

    private func counts(_ eligibility: Eligibility, _ selection: Selection) -> Decision.Counts {
        var counts = Decision.Counts()
        counts.eligible = selection.census.eligible
        counts.measured = eligibility.count(excludedAs: .measured)
        counts.pending = eligibility.count(excludedAs: .pending)
        counts.masked =
            pool.candidates.count - eligibility.admittedCount - counts.measured - counts.pending
        counts.ties = selection.tied
        counts.nonFinite = selection.census.nonFinite
        return counts
    }

    /// A choice that a model made, by its number in a field.
    private func choice(
        _ number: Int, score: Double, from beliefs: PoolBeliefs, _ field: DecisionField
    ) -> Decision.Choice {
        var choice = choice(field.candidate(number))
        choice.score = score
        choice.mean = beliefs.first.mean[number]
        choice.standardDeviation = beliefs.first.standardDeviation[number]
        if beliefs.predictions.count > 1 {
            choice.predictions = beliefs.predictions.map {
                Decision.QuantityPrediction(mean: $0.mean[number], standardDeviation: $0.standardDeviation[number])
            }
        }
        choice.feasibility = beliefs.feasibility?[number]
        return choice
    }

    private func choice(_ candidate: Int) -> Decision.Choice {
        let place = pool.candidates[candidate]
        var choice = Decision.Choice(candidate: candidate, position: place.position, pixel: place.pixel)
        choice.nearestMeasured = candidates.map { other -> Double in
            let pixel = pool.candidates[other].pixel
            let (rows, columns) = (Double(pixel.row - place.pixel.row), Double(pixel.column - place.pixel.column))
            return (rows * rows + columns * columns).squareRoot()
        }.min()
        return choice
    }

    /// Maps of the pool for pictures; none for pools so large that they would swell the journal.
    ///
    /// Candidates that could not be chosen have no score, those that were not looked at have nothing.
    private func maps(_ beliefs: PoolBeliefs, scores: [Double], _ field: DecisionField) -> Decision.Maps? {
        let count = pool.candidates.count
        guard count <= 250_000 else { return nil }
        return Decision.Maps(
            mean: field.spread(beliefs.first.mean, over: count),
            standardDeviation: field.spread(beliefs.first.standardDeviation, over: count),
            score: field.spread(
                scores.indices.map { field.eligibility.admits($0) ? scores[$0] : .nan }, over: count),
            feasibility: beliefs.feasibility.map { field.spread($0, over: count) })
    }
}
