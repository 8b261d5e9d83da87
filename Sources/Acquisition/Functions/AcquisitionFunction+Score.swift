extension AcquisitionFunction {
    /// Scores every candidate: larger is better, whatever the goal.
    ///
    /// With constraints or a cost the scores are log α + Σ log P - γ log c, for functions of which α has a logarithm. A
    /// candidate whose mean or standard deviation is not finite, or whose standard deviation is negative, scores NaN.
    /// Scores are never divided by costs or clipped before they are complete; -∞ is a logarithm's lowest score.
    ///
    /// - Parameters:
    ///   - belief: The posterior over the pool, in the objective's units.
    ///   - context: The goal, what was measured, where things lie and what they cost.
    /// - Returns: One score for each candidate, in their order.
    /// - Throws: ``UnfitAcquisition``, and what the joint belief throws.
    /// - Complexity: As the functions' own; up to 0.1 µs a candidate for those that are `isPointwise`.
    package func scores(of belief: Belief, in context: DecisionContext) throws -> [Double] {
        try scores(of: belief, in: context, weighed: isWeighed(belief, context))
    }

    /// Whether feasibility or cost has a say.
    func isWeighed(_ belief: Belief, _ context: DecisionContext) -> Bool {
        !belief.constraints.isEmpty || context.cost != nil
    }

    /// The logarithms of the scores, feasibility and cost included, of functions that have them.
    func logarithmicScores(of belief: Belief, in context: DecisionContext) throws -> [Double] {
        try scores(of: belief, in: context, weighed: true)
    }

    private func scores(of belief: Belief, in context: DecisionContext, weighed isWeighed: Bool) throws -> [Double] {
        let goal = context.goal
        try check(for: goal)
        let count = belief.mean.count
        try checkLength(belief.standardDeviation.count, count, goal)
        for constraint in belief.constraints {
            try checkLength(constraint.mean.count, count, goal)
            try checkLength(constraint.standardDeviation.count, count, goal)
        }
        if let cost = context.cost { try checkLength(cost.cost.positions.count, count, goal) }
        guard isWeighed else {
            return try scores(of: belief, in: context, isLogarithm: scale == .logarithm)
        }
        guard canBeWeighed else { throw UnfitAcquisition(self, goal, .unweighable) }
        var scores = try scores(of: belief, in: context, isLogarithm: true)
        for constraint in belief.constraints { constraint.add(to: &scores) }
        context.cost?.subtract(from: &scores)
        return scores
    }

    /// Scores every candidate by mean and standard deviation, or by the sample given, alone.
    ///
    /// The scores are those of ``scores(of:in:)`` without constraints and cost.
    ///
    /// - Parameters:
    ///   - belief: The posterior over the pool, in the objective's units.
    ///   - incumbent: The best posterior mean at the measured points (``Goal/incumbent(among:mean:)``), in the same units.
    ///   - goal: What the values are wanted to be.
    /// - Returns: One score for each candidate, in their order.
    /// - Throws: ``UnfitAcquisition``, also for functions that need covariances or pixels.
    package func scores(
        of belief: Belief, incumbent: Double?, goal: Goal
    ) throws(UnfitAcquisition) -> [Double] {
        guard needsSample else {
            return try scores(
                mean: belief.mean.span, standardDeviation: belief.standardDeviation.span, incumbent: incumbent,
                goal: goal)
        }
        guard let sample = belief.sample else { throw UnfitAcquisition(self, goal, .sample) }
        try checkLength(sample.count, belief.mean.count, goal)
        try check(for: goal)
        return sample.map(goal.desirability)
    }

    /// Scores every candidate by its mean and standard deviation, as ``scores(of:incumbent:goal:)`` does.
    ///
    /// - Parameters:
    ///   - mean: The posterior means.
    ///   - standardDeviation: The posterior standard deviations, as many.
    ///   - incumbent: The value to improve on.
    ///   - goal: What the values are wanted to be.
    /// - Returns: One score for each candidate, in their order.
    /// - Throws: ``UnfitAcquisition``, also for functions that need more.
    package func scores(
        mean: Span<Double>, standardDeviation: Span<Double>, incumbent: Double?, goal: Goal
    ) throws(UnfitAcquisition) -> [Double] {
        try checkLength(standardDeviation.count, mean.count, goal)
        try check(for: goal)
        if needsSample { throw UnfitAcquisition(self, goal, .sample) }
        if needs.contains(.covariance) { throw UnfitAcquisition(self, goal, .covariance) }
        if needs.contains(.pixels) { throw UnfitAcquisition(self, goal, .pixels) }
        if kind == .maxValueEntropy {
            let belief = Belief(
                mean: mean.indices.map { mean[$0] },
                standardDeviation: standardDeviation.indices.map { standardDeviation[$0] }
            )
            return entropy(goal, maxima: maxValues(goal, seed: 0).gumbel(of: belief, count), isLogarithm: false)
                .scores(mean: mean, standardDeviation: standardDeviation)
        }
        return try pointwiseScores(mean, standardDeviation, incumbent, goal, isLogarithm: scale == .logarithm)
    }
}

extension AcquisitionFunction {
    /// The bare scores, or their logarithms, of functions that have them.
    private func scores(of belief: Belief, in context: DecisionContext, isLogarithm: Bool) throws -> [Double] {
        let goal = context.goal
        let direction: Double = goal == .minimize ? -1 : 1
        switch kind {
        case .thompson:
            return try sample(of: belief, in: context).map(goal.desirability)
        case .noisyExpectedImprovement:
            let joint = try joint(of: belief, goal)
            guard context.known.contains(where: { belief.mean[$0].isFinite }) else {
                throw UnfitAcquisition(self, goal, .incumbent)
            }
            return try NoisyExpectedImprovement(direction: direction, samples: count, seed: context.seed)
                .scores(of: belief, joint, known: context.known)
        case .varianceReduction:
            let joint = try joint(of: belief, goal)
            let points = context.order(count: joint.count).stratifiedPoints(count, seed: context.seed)
            return try VarianceReduction(points: points, isLogarithm: isLogarithm).scores(of: belief, joint)
        case .knowledgeGradient:
            let joint = try joint(of: belief, goal)
            let references = context.order(count: joint.count)
                .bestOfStrata(count, by: belief.mean.map(goal.desirability))
            return try KnowledgeGradient(direction: direction, references: references, isLogarithm: isLogarithm)
                .scores(of: belief, joint)
        case .maxValueEntropy:
            let values = maxValues(goal, seed: context.seed)
            let maxima =
                try belief.joint.map { try values.sampled(from: $0, count) } ?? values.gumbel(of: belief, count)
            return entropy(goal, maxima: maxima, isLogarithm: isLogarithm)
                .scores(mean: belief.mean.span, standardDeviation: belief.standardDeviation.span)
        case .gradient:
            guard let geometry = context.geometry else { throw UnfitAcquisition(self, goal, .pixels) }
            try checkLength(geometry.index.pixels.count, belief.mean.count, goal)
            return SteepUncertainty(isLogarithm: isLogarithm).scores(of: belief, in: geometry)
        default:
            return try pointwiseScores(
                belief.mean.span, belief.standardDeviation.span, context.incumbent(for: belief), goal,
                isLogarithm: isLogarithm)
        }
    }

    /// The sample that was given, or one drawn from the joint belief.
    private func sample(of belief: Belief, in context: DecisionContext) throws -> [Double] {
        if let sample = belief.sample {
            try checkLength(sample.count, belief.mean.count, context.goal)
            return sample
        }
        guard belief.joint != nil else { throw UnfitAcquisition(self, context.goal, .sample) }
        return try belief.drawn(seed: context.seed, step: 0)
    }

    private func joint(of belief: Belief, _ goal: Goal) throws(UnfitAcquisition) -> any JointBelief {
        guard let joint = belief.joint else { throw UnfitAcquisition(self, goal, .covariance) }
        try checkLength(joint.count, belief.mean.count, goal)
        return joint
    }

    private func maxValues(_ goal: Goal, seed: UInt64) -> MaxValues {
        MaxValues(direction: goal == .minimize ? -1 : 1, seed: seed)
    }

    private func entropy(_ goal: Goal, maxima: [Double], isLogarithm: Bool) -> MaxValueEntropy {
        MaxValueEntropy(direction: goal == .minimize ? -1 : 1, maxima: maxima, isLogarithm: isLogarithm)
    }

    private func checkLength(_ other: Int, _ mean: Int, _ goal: Goal) throws(UnfitAcquisition) {
        guard other == mean else { throw UnfitAcquisition(self, goal, .lengths(mean: mean, other: other)) }
    }
}
