package import Randomness

extension VectorAcquisition {
    /// Scores every candidate: larger is better, whatever the directions.
    ///
    /// The front is that of the posterior means at the known candidates, as the incumbent of one objective is: a front of
    /// noisy values would be inflated by their noise. Constraints are those of the first belief; with constraints or a cost
    /// the scores are logarithms, weighed as those of one objective are.
    ///
    /// - Parameters:
    ///   - beliefs: One for each objective, independent of each other.
    ///   - context: Directions, what was measured, where things lie and what they cost.
    /// - Returns: One score for each candidate, in their order.
    /// - Throws: ``UnfitVectorAcquisition``, ``UnfitAcquisition``, and what a joint belief throws.
    package func scores(of beliefs: [Belief], in context: VectorContext) throws -> [Double] {
        try check(beliefs, context)
        switch self {
        case .parego:
            return try parego(beliefs, context, batchMember: 0)
        case .expectedHypervolumeImprovement, .logExpectedHypervolumeImprovement:
            return try hypervolumeScores(beliefs, context, reference: try reference(beliefs, context))
        }
    }

    /// Chooses a batch one by one, each as if the ones before had been measured with their posterior means.
    ///
    /// For ParEGO each member has weights of its own, as in Knowles' algorithm each decision has; given weights serve all.
    ///
    /// - Parameters:
    ///   - count: How many to choose, 1 or above.
    ///   - beliefs: One for each objective, pending requests already believed.
    ///   - context: Directions, what was measured, where things lie and what they cost.
    ///   - eligibility: Which candidates may be chosen.
    ///   - runnersUp: How many of the next best to list with each.
    ///   - source: Breaks ties.
    ///   - believing: Takes the candidate's posterior means for its values, and returns the beliefs that result.
    /// - Returns: As many as were asked for, or all that could be chosen.
    /// - Throws: What ``scores(of:in:)`` and `believing` throw.
    package func chooseBatch(
        of count: Int, from beliefs: [Belief], in context: VectorContext, eligibility: Eligibility, runnersUp: Int = 5,
        using source: inout RandomSource, believing: (_ candidate: Int) throws -> [Belief]
    ) throws -> Batch {
        try check(beliefs, context)
        var (beliefs, context) = (beliefs, context)
        if self != .parego { context.reference = try reference(beliefs, context) }
        return try Batch(of: count, eligibility: eligibility, runnersUp: runnersUp, using: &source) { chosen in
            self == .parego
                ? try parego(beliefs, context, batchMember: chosen) : try scores(of: beliefs, in: context)
        } settle: { candidate in
            beliefs = try believing(candidate)
            try check(beliefs, context)
            context.known.append(candidate)
            context.cost?.move(to: candidate)
        }
    }

    private func parego(_ beliefs: [Belief], _ context: VectorContext, batchMember: Int) throws -> [Double] {
        var source = RandomSource(seed: context.seed, stream: "scalarization weights", step: batchMember)
        let weights =
            context.weights ?? ChebyshevScalarization.drawnWeights(context.directions.count, using: &source)
        let scalarization = try ChebyshevScalarization(
            weights: weights, values: context.measuredValues, directions: context.directions)
        return try context.scalarFunction.scores(
            of: scalarization.belief(from: beliefs),
            in: DecisionContext(
                goal: .maximize, known: context.known, geometry: context.geometry, cost: context.cost,
                seed: context.seed))
    }

    private func hypervolumeScores(
        _ beliefs: [Belief], _ context: VectorContext, reference: [Double]
    ) throws -> [Double] {
        let means = beliefs.map { belief in context.known.map { belief.mean[$0] } }
        let improvement = ExpectedHypervolumeImprovement(
            beyond: means, directions: context.directions, reference: reference)
        let isWeighed = !beliefs[0].constraints.isEmpty || context.cost != nil
        var scores = improvement.scores(
            first: beliefs[0], second: beliefs[1],
            isLogarithm: isWeighed || self == .logExpectedHypervolumeImprovement)
        for constraint in beliefs[0].constraints { constraint.add(to: &scores) }
        context.cost?.subtract(from: &scores)
        return scores
    }

    /// The reference point that was given, or by rule from the measured values, or else from the means at known points.
    private func reference(_ beliefs: [Belief], _ context: VectorContext) throws(UnfitVectorAcquisition) -> [Double] {
        if let reference = context.reference {
            if let objective = reference.firstIndex(where: { !$0.isFinite }) {
                throw UnfitVectorAcquisition(.reference(objective: objective))
            }
            return reference
        }
        let values =
            context.measuredValues.isEmpty
            ? beliefs.map { belief in context.known.map { belief.mean[$0] } } : context.measuredValues
        guard let reference = ReferencePoint.standard(of: values, directions: context.directions) else {
            throw UnfitVectorAcquisition(.nothingKnown)
        }
        return reference
    }

    private func check(_ beliefs: [Belief], _ context: VectorContext) throws {
        let objectives = context.directions.count
        guard suits(objectives: objectives) else { throw UnfitVectorAcquisition(.objectives(self, found: objectives)) }
        func require(_ found: Int, _ expected: Int) throws(UnfitVectorAcquisition) {
            guard found == expected else { throw UnfitVectorAcquisition(.lengths(expected: expected, found: found)) }
        }
        try require(beliefs.count, objectives)
        if !context.measuredValues.isEmpty { try require(context.measuredValues.count, objectives) }
        if let reference = context.reference { try require(reference.count, objectives) }
        let count = beliefs[0].mean.count
        for belief in beliefs {
            try require(belief.mean.count, count)
            try require(belief.standardDeviation.count, count)
        }
        for constraint in beliefs[0].constraints {
            try require(constraint.mean.count, count)
            try require(constraint.standardDeviation.count, count)
        }
        if let cost = context.cost { try require(cost.cost.positions.count, count) }
        guard context.known.contains(where: { candidate in beliefs.allSatisfy { $0.mean[candidate].isFinite } }) else {
            throw UnfitVectorAcquisition(.nothingKnown)
        }
        if self == .parego, context.measuredValues.isEmpty { throw UnfitVectorAcquisition(.nothingKnown) }
    }
}
