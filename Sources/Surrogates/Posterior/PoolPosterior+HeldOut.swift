import LinearAlgebra

extension PoolPosterior {
    /// Returns what the posterior says of each observation given all the others, on the standardised scale.
    ///
    /// O(n³ / 3), from the factor at hand. Believed observations count as any other.
    package func leaveOneOut() -> LeaveOneOut {
        LeaveOneOut(
            mixing: members.map { $0.leaveOneOut() }, weights: weights, targets: members[0].targets)
    }

    /// Returns what one member says of each observation given all the others, on the standardised scale.
    package func leaveOneOut(ofMember member: Int) -> LeaveOneOut { members[member].leaveOneOut() }

    /// Returns what the posterior says of each observation given all but some, on the standardised scale.
    ///
    /// Where measurements cluster, as adaptive ones do, leaving out one of them asks a model only to interpolate;
    /// leaving out its neighbours too asks what the search asks.
    ///
    /// - Parameter blocks: For each observation, the positions among the observations of those left out with it;
    ///   whether its own is among them does not matter.
    /// - Returns: The predictions of the observations; O(n³ + sum b³) for blocks of b.
    /// - Throws: ``SingularCovariance`` if the precision of a block cannot be factored.
    package func leaveOut(_ blocks: [[Int]]) throws(SingularCovariance) -> LeaveOneOut {
        var parts: [LeaveOneOut] = []
        for member in members.indices { parts.append(try leaveOut(blocks, ofMember: member)) }
        return LeaveOneOut(mixing: parts, weights: weights, targets: members[0].targets)
    }

    /// Returns what one member says of each observation given all but some, on the standardised scale.
    ///
    /// - Throws: ``SingularCovariance`` if the precision of a block cannot be factored.
    package func leaveOut(_ blocks: [[Int]], ofMember member: Int) throws(SingularCovariance) -> LeaveOneOut {
        try members[member].leaveOut(blocks)
    }
}

extension PoolMember {
    /// α = K⁻¹ (y - m).
    private var weights: [Double] {
        var weights = innovations
        projection.factor.solve(&weights, transposing: true)
        return weights
    }

    func leaveOneOut() -> LeaveOneOut {
        LeaveOneOut(targets: targets, weights: weights, precisions: projection.factor.inverseDiagonal())
    }

    /// With B the block of observation i: μ = y_B - [K⁻¹]_BB⁻¹ α_B and covariance [K⁻¹]_BB⁻¹, of which the marginal of
    /// i is taken (the same identity as for one observation: Rasmussen & Williams 2006, equations 5.10-5.12).
    func leaveOut(_ blocks: [[Int]]) throws(SingularCovariance) -> LeaveOneOut {
        let count = targets.count
        precondition(blocks.count == count, "a block an observation")
        var inverse = Matrix<Double>(rows: count, columns: count)
        for index in 0..<count { inverse[index, index] = 1 }
        projection.factor.solve(&inverse)
        projection.factor.solve(&inverse, transposing: true)
        let weights = weights
        var (heldOutWeights, precisions) = (weights, weights)
        for (index, block) in blocks.enumerated() {
            let left = [index] + Set(block).subtracting([index]).sorted()
            precondition(left.allSatisfy { $0 >= 0 && $0 < count }, "no such observation to leave out")
            var part = Matrix<Double>(rows: left.count, columns: left.count)
            for (row, i) in left.enumerated() {
                for (column, j) in left.enumerated() { part[row, column] = (inverse[i, j] + inverse[j, i]) / 2 }
            }
            var unit = [Double](repeating: 0, count: left.count)
            unit[0] = 1
            do throws(NotPositiveDefinite) {
                try Cholesky(factoring: part).solve(&unit)
            } catch {
                throw SingularCovariance(process, error)
            }
            // As if the observation had been left out alone: its variance u_0 and its error u'α.
            precisions[index] = 1 / unit[0]
            heldOutWeights[index] = zip(left, unit).reduce(0) { $0 + weights[$1.0] * $1.1 } / unit[0]
        }
        return LeaveOneOut(targets: targets, weights: heldOutWeights, precisions: precisions)
    }
}

extension LeaveOneOut {
    /// Creates the predictions of the weighted mixture of several processes for the same observations.
    ///
    /// - Parameters:
    ///   - parts: What each process says.
    ///   - weights: Its weight; their sum is one.
    ///   - targets: The observations.
    package init(mixing parts: [LeaveOneOut], weights: [Double], targets: [Double]) {
        precondition(!parts.isEmpty && parts.count == weights.count, "a mixture has a part, and a weight a part")
        guard parts.count > 1 else {
            self = parts[0]
            return
        }
        let mean = targets.indices.map { point in zip(parts, weights).reduce(0) { $0 + $1.1 * $1.0.mean[point] } }
        let variance = targets.indices.map { point in
            zip(parts, weights).reduce(0) { sum, part in
                let difference = part.0.mean[point] - mean[point]
                return sum + part.1 * (part.0.variance[point] + difference * difference)
            }
        }
        self.mean = mean
        self.variance = variance
        standardizedResiduals = targets.indices.map { (targets[$0] - mean[$0]) / variance[$0].squareRoot() }
        logDensity = targets.indices.map { point in
            // The greatest is taken out of the sum, which then neither over- nor underflows.
            let taking = zip(parts, weights).filter { $0.1 > 0 }
            let greatest = taking.map { $0.0.logDensity[point] }.max() ?? 0
            let sum = taking.reduce(0) { $0 + $1.1 * exponential($1.0.logDensity[point] - greatest) }
            return greatest + logarithm(sum)
        }
    }
}
