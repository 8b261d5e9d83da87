extension PoolPosterior {
    /// Conditions on one more measurement: O(n N).
    ///
    /// - Parameters:
    ///   - candidate: The measured candidate.
    ///   - target: What was measured, in the units of the targets.
    ///   - noiseVariance: The known variance of the measurement's own noise, in squared units of the targets.
    /// - Throws: ``UnusableTarget`` for a target that is not finite, ``SingularCovariance`` if the candidate was
    ///   measured already and there is no noise; nothing is changed then.
    package mutating func append(_ candidate: Int, target: Double, noiseVariance: Double = 0) throws {
        try append([candidate], targets: [target], noiseVariances: [noiseVariance])
    }

    /// Conditions on several more measurements at once, which evaluates kernels but once where rows are not kept.
    ///
    /// - Parameters:
    ///   - candidates: The measured candidates.
    ///   - targets: What was measured at each, in the units of the targets.
    ///   - noiseVariances: Known variances of the measurements' own noise, in squared units of the targets.
    /// - Throws: As `append` of one does; nothing is changed then.
    package mutating func append(_ candidates: [Int], targets: [Double], noiseVariances: [Double]? = nil) throws {
        precondition(candidates.count == targets.count, "a target a measured candidate")
        try UnusableTarget.check(targets, at: candidates)
        try update(candidates, targets: targets.map(scale.standardize), noiseVariances: noiseVariances)
    }

    /// Conditions on a measurement still to come, as if it will be what is expected: O(n N).
    ///
    /// Means stay, variances shrink (the kriging believer of Ginsbourger, Le Riche & Carraro, 2010). Each member of the
    /// mixture believes itself.
    ///
    /// - Parameters:
    ///   - candidate: The candidate to be measured.
    ///   - noiseVariance: The known variance of the measurement's own noise, in squared units of the targets.
    /// - Throws: ``SingularCovariance`` as `append` does.
    package mutating func believe(_ candidate: Int, noiseVariance: Double = 0) throws(SingularCovariance) {
        try update([candidate], targets: nil, noiseVariances: [noiseVariance])
    }

    /// Conditions on several measurements still to come, as if each will be what is expected.
    ///
    /// - Throws: ``SingularCovariance`` as `append` does; nothing is changed then.
    package mutating func believe(_ candidates: [Int]) throws(SingularCovariance) {
        try update(candidates, targets: nil, noiseVariances: nil)
    }

    /// Conditions on a measurement still to come, as if it will have a given value: a constant liar.
    ///
    /// - Parameters:
    ///   - candidate: The candidate to be measured.
    ///   - value: What is assumed, in the units of the targets, or `nil` for what each member expects.
    /// - Throws: As `append` does; nothing is changed then.
    package mutating func imagine(_ candidate: Int, value: Double?) throws {
        if let value {
            try append(candidate, target: value)
        } else {
            try believe(candidate)
        }
    }

    /// Takes back the last observations, believed or measured: O(N) each, or O(n N) where rows of V are not kept.
    package mutating func removeLast(_ number: Int = 1) {
        for index in members.indices {
            for _ in 0..<number { members[index].removeLast() }
        }
    }

    /// Changes every member, or none if one refuses.
    private mutating func update(
        _ candidates: [Int], targets: [Double]?, noiseVariances: [Double]?
    ) throws(SingularCovariance) {
        precondition(noiseVariances == nil || noiseVariances?.count == candidates.count, "a variance a candidate")
        precondition(noiseVariances?.allSatisfy { $0 >= 0 && $0.isFinite } != false, "variances are not negative")
        let square = scale.standardDeviation * scale.standardDeviation
        let observations = candidates.indices.map { index in
            PoolMember.Observation(
                candidate: candidates[index], target: targets?[index],
                noiseVariance: (noiseVariances?[index] ?? 0) / square)
        }
        var growths: [PoolMember.Growth] = []
        for member in members { growths.append(try member.growth(by: observations)) }
        for (index, growth) in growths.enumerated() { members[index].append(growth) }
    }
}
