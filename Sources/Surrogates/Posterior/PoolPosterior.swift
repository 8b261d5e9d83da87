package import LinearAlgebra
package import Randomness

/// The posterior at every candidate of a pool, in the units of the targets, brought up to date observation by
/// observation.
///
/// It is a value: a copy shares what it can, so fantasies cost little and are withdrawn by dropping the copy, or by
/// `removeLast`.
///
///     var imagined = posterior
///     for candidate in pending { try imagined.believe(candidate) }
///     let prediction = imagined.prediction()
///
/// It is the equal mixture of one process or several (an ensemble). Process parameters, embedding and the scale of the
/// targets stay as the training left them.
package struct PoolPosterior: Sendable {
    /// By what the targets were standardised.
    package let scale: TargetScale
    private var members: [PoolMember]

    /// Conditions processes on the measured candidates of a pool.
    ///
    /// - Parameters:
    ///   - processes: The members of the mixture, over standardised targets, each with its embedding of the pool: N rows
    ///     of as many coordinates as its kernel has dimensions.
    ///   - measured: The measured candidates, in the order of `targets`; a candidate may be there more than once.
    ///   - targets: What was measured, finite, in the units of the targets.
    /// - Throws: ``SingularCovariance`` if the observations' covariance cannot be factored, jitter or not.
    package init(
        _ processes: [(process: GaussianProcess, embedding: [Float])], measured: [Int], targets: [Double]
    ) throws(SingularCovariance) {
        precondition(!processes.isEmpty, "a mixture has a member")
        precondition(measured.count == targets.count, "a target a measured candidate")
        scale = TargetScale(of: targets)
        let standardized = targets.map(scale.standardize)
        members = []
        for (process, embedding) in processes {
            members.append(try PoolMember(process, embedding: embedding, observed: measured, targets: standardized))
        }
        precondition(members.allSatisfy { $0.count == members[0].count }, "the members predict the same pool")
    }

    /// The number N of candidates.
    package var count: Int { members[0].count }

    /// The candidates it is conditioned on, in order, believed ones included.
    package var observed: [Int] { members[0].observed }

    /// The greatest number that was added to a diagonal so that a covariance could be factored, relative to the
    /// variance of the targets.
    package var jitter: Double { members.map(\.jitter).max() ?? 0 }

    /// The number of processes in the mixture.
    package var memberCount: Int { members.count }

    /// Returns the coordinates of the candidates on which a member's kernel acts, N x q.
    package func embedding(ofMember member: Int = 0) -> (elements: [Float], dimension: Int) {
        (members[member].embedding, members[member].process.kernel.dimension)
    }

    /// Returns the mean and variance of the latent function at all candidates, in the units of the targets: O(N).
    package func prediction() -> Prediction {
        let (shift, factor) = (scale.mean, scale.standardDeviation)
        var mean = [Double](repeating: 0, count: count)
        var second = mean
        let share = 1 / Double(members.count)
        for member in members {
            for index in mean.indices {
                mean[index] += share * member.mean[index]
                second[index] += share * member.variance[index]
            }
        }
        if members.count > 1 {
            for member in members {
                for index in mean.indices {
                    let difference = member.mean[index] - mean[index]
                    second[index] += share * difference * difference
                }
            }
        }
        return Prediction(mean: mean.map { shift + factor * $0 }, variance: second.map { factor * factor * $0 })
    }

    /// Conditions on one more measurement: O(n N).
    ///
    /// - Parameters:
    ///   - candidate: The measured candidate.
    ///   - target: What was measured, in the units of the targets.
    /// - Throws: ``UnusableTarget`` for a target that is not finite, ``SingularCovariance`` if the candidate was measured
    ///   already and there is no noise; nothing is changed then.
    package mutating func append(_ candidate: Int, target: Double) throws {
        try UnusableTarget.check([target], at: [candidate])
        let standardized = scale.standardize(target)
        try update { member throws(SingularCovariance) in
            try member.append(candidate, target: standardized)
        }
    }

    /// Conditions on a measurement still to come, as if it will be what is expected: O(n N).
    ///
    /// Means stay, variances shrink (the kriging believer of Ginsbourger, Le Riche & Carraro, 2010). Each member of an
    /// ensemble believes itself.
    ///
    /// - Throws: ``SingularCovariance`` as `append` does.
    package mutating func believe(_ candidate: Int) throws(SingularCovariance) {
        try update { member throws(SingularCovariance) in
            try member.append(candidate, target: member.mean[candidate])
        }
    }

    /// Takes back the last observations, believed or measured: O(N) each.
    package mutating func removeLast(_ number: Int = 1) {
        for index in members.indices {
            for _ in 0..<number { members[index].removeLast() }
        }
    }

    /// Returns the covariance of the latent function at candidates, in squared units of the targets: O(n m²) for m.
    package func covariance(of candidates: [Int]) -> Matrix<Double> {
        let centre = candidates.map { candidate in
            members.reduce(0) { $0 + $1.mean[candidate] } / Double(members.count)
        }
        let share = scale.standardDeviation * scale.standardDeviation / Double(members.count)
        var result = Matrix<Double>(rows: candidates.count, columns: candidates.count)
        for member in members {
            let covariance = member.covariance(of: candidates)
            let differences = zip(candidates, centre).map { member.mean[$0] - $1 }
            for row in candidates.indices {
                for column in candidates.indices {
                    result[row, column] +=
                        share * (covariance[row, column] + differences[row] * differences[column])
                }
            }
        }
        return result
    }

    /// Draws the latent function at candidates jointly, in the units of the targets, as Thompson sampling needs it.
    ///
    /// One member of the mixture is drawn first. O(m³) for m candidates: meant for a few thousand of them.
    ///
    /// - Parameters:
    ///   - candidates: The candidates, each at most once.
    ///   - source: Where the numbers are drawn from.
    /// - Returns: One number a candidate, in their order.
    /// - Throws: ``SingularCovariance`` if their covariance cannot be factored, jitter or not.
    package func sample(of candidates: [Int], using source: inout RandomSource) throws(SingularCovariance) -> [Double] {
        let member = members[source.integer(below: members.count)]
        let factor: Cholesky
        do throws(NotPositiveDefinite) {
            factor = try Cholesky(factoring: member.covariance(of: candidates))
        } catch {
            throw SingularCovariance(member.process, error)
        }
        var deviations = [Double](repeating: 0, count: candidates.count)
        multiply(factor.lower(), source.normals(candidates.count), into: &deviations)
        return zip(candidates, deviations).map { scale.restore(member.mean[$0] + $1) }
    }

    /// Returns what the posterior says of each observation given all the others, on the standardised scale: O(n³).
    package func leaveOneOut() throws(SingularCovariance) -> LeaveOneOut {
        var parts: [LeaveOneOut] = []
        for member in members { parts.append(try member.leaveOneOut()) }
        return LeaveOneOut(mixing: parts, targets: members[0].targets)
    }

    /// Changes every member, or none if one refuses.
    private mutating func update(
        _ change: (inout PoolMember) throws(SingularCovariance) -> Void
    ) throws(SingularCovariance) {
        for index in members.indices {
            do throws(SingularCovariance) {
                try change(&members[index])
            } catch {
                for changed in 0..<index { members[changed].removeLast() }
                throw error
            }
        }
    }
}
