package import Randomness

extension AcquisitionFunction {
    /// Chooses a batch one by one, as the strategy has it.
    ///
    /// After each choice the candidate is pending, with whatever its exclusion radius covers, counts towards the
    /// incumbent, and is where the stage will be. Constraints change only if `fantasizing` changes them.
    ///
    /// With `localPenalty` the scores of the selections are logarithms, of functions whose scores may be negative
    /// log log(1 + eˢ).
    ///
    /// - Parameters:
    ///   - count: How many to choose, 1 or above.
    ///   - belief: The posterior over the pool, pending requests already believed.
    ///   - context: The goal, what was measured, where things lie and what they cost.
    ///   - eligibility: Which candidates may be chosen.
    ///   - strategy: What is assumed of those chosen already.
    ///   - runnersUp: How many of the next best to list with each.
    ///   - source: Breaks ties.
    ///   - fantasizing: Returns the belief that results when a candidate is measured with a value, `nil` for its
    ///     posterior mean, on top of those before it; for Thompson sampling with a fresh sample, or none, to have it drawn.
    ///     Asked after each choice but the last, and only by `believer` and `constantLiar`.
    /// - Returns: As many as were asked for, or all that could be chosen.
    /// - Throws: ``UnfitAcquisition``, ``UnfitBatch``, and what `fantasizing` and the joint belief throw.
    package func chooseBatch(
        of count: Int, from belief: Belief, in context: DecisionContext, eligibility: Eligibility,
        strategy: BatchStrategy = .believer, runnersUp: Int = 5, using source: inout RandomSource,
        fantasizing: (_ candidate: Int, _ value: Double?) throws -> Belief
    ) throws -> Batch {
        var belief = belief
        var context = context
        var penalties: LocalPenalties?
        let lie = try lie(of: strategy, in: context)
        if strategy == .localPenalty {
            guard let geometry = context.geometry else { throw UnfitBatch(strategy: strategy, cause: .pixels) }
            penalties = LocalPenalties(of: belief, in: context, geometry: geometry)
        }
        if strategy == .thompson && count > 1 {
            if belief.joint == nil { throw UnfitBatch(strategy: strategy, cause: .joint) }
            if isWeighed(belief, context) { throw UnfitBatch(strategy: strategy, cause: .unweighable) }
        }
        return try Batch(of: count, eligibility: eligibility, runnersUp: runnersUp, using: &source) { chosen in
            if let penalties { return try penalizedScores(of: belief, in: context, penalties) }
            guard strategy == .thompson, chosen > 0 else { return try scores(of: belief, in: context) }
            return try belief.drawn(seed: context.seed, step: chosen).map(context.goal.desirability)
        } settle: { candidate in
            context.cost?.move(to: candidate)
            switch strategy {
            case .believer, .constantLiar:
                belief = try fantasizing(candidate, lie)
                context.take(candidate, mean: belief.mean[candidate])
                // A function that draws its samples needs another one; common random numbers would choose a neighbour.
                if needsSample { context.seed &+= 1 }
            case .localPenalty:
                penalties?.add(
                    about: candidate, mean: belief.mean[candidate],
                    standardDeviation: belief.standardDeviation[candidate])
            case .thompson: break
            }
        }
    }

    /// Chooses a batch by the kriging believer from means, standard deviations and samples alone.
    ///
    /// - Parameters:
    ///   - count: How many to choose, 1 or above.
    ///   - belief: The posterior over the pool, pending requests already believed.
    ///   - goal: What the values are wanted to be.
    ///   - known: The candidates from which the incumbent is taken: those measured, and pending ones believed.
    ///   - eligibility: Which candidates may be chosen.
    ///   - runnersUp: How many of the next best to list with each.
    ///   - source: Breaks ties.
    ///   - believing: Takes the candidate's posterior mean for its value, and returns the belief that results.
    /// - Returns: As many as were asked for, or all that could be chosen.
    /// - Throws: ``UnfitAcquisition``, and what `believing` throws.
    package func chooseBatch(
        of count: Int, from belief: Belief, goal: Goal, known: [Int], eligibility: Eligibility, runnersUp: Int = 5,
        using source: inout RandomSource, believing: (_ candidate: Int) throws -> Belief
    ) throws -> Batch {
        try chooseBatch(
            of: count, from: belief, in: DecisionContext(goal: goal, known: known), eligibility: eligibility,
            runnersUp: runnersUp, using: &source
        ) { candidate, _ in try believing(candidate) }
    }

    private func lie(of strategy: BatchStrategy, in context: DecisionContext) throws(UnfitBatch) -> Double? {
        guard case .constantLiar(let lie) = strategy else { return nil }
        guard let value = lie.value(of: context.measuredValues, goal: context.goal) else {
            throw UnfitBatch(strategy: strategy, cause: .values)
        }
        return value
    }

    private func penalizedScores(
        of belief: Belief, in context: DecisionContext, _ penalties: LocalPenalties
    ) throws -> [Double] {
        var scores =
            canBeWeighed || isWeighed(belief, context)
            ? try logarithmicScores(of: belief, in: context)
            : try scores(of: belief, in: context).map(LocalPenalties.logarithmOfSoftplus)
        penalties.add(to: &scores)
        return scores
    }
}

extension DecisionContext {
    /// Counts a candidate as known, with the mean that is believed of it.
    fileprivate mutating func take(_ candidate: Int, mean: Double) {
        known.append(candidate)
        guard let held = incumbent, goal.desirability(of: mean) > goal.desirability(of: held) else { return }
        incumbent = mean
    }
}
