package import LinearAlgebra
package import Randomness

extension PoolPosterior {
    /// Returns the covariance of the latent function at candidates, in squared units of the targets: O(n m²) for m.
    ///
    /// The covariance of a mixture has its first two moments: the mean of the members' and the spread of their means.
    package func covariance(of candidates: [Int]) -> Matrix<Double> {
        var result = Matrix<Double>(rows: candidates.count, columns: candidates.count)
        let mixed = mixedMeans(at: candidates)
        for (member, weight) in zip(members, weights) {
            let deviations = zip(candidates, mixed).map { member.mean[$0] - $1 }
            result.add(
                member.projection.covariance(of: candidates), deviations, deviations,
                scale: weight * scale.standardDeviation * scale.standardDeviation)
        }
        return result
    }

    /// Returns the covariances of candidates with references, a row a candidate, in squared units of the targets.
    ///
    /// For more than one block of candidates prepare the references once, see ``covariances(with:)``.
    package func covariance(of candidates: [Int], with references: [Int]) -> Matrix<Double> {
        covariances(with: references).covariance(of: candidates)
    }

    /// Returns the covariances of a range of candidates with references, a row a candidate.
    package func covariance(of candidates: Range<Int>, with references: [Int]) -> Matrix<Double> {
        covariances(with: references).covariance(of: candidates)
    }

    /// Prepares the covariances of all candidates with m references: O(n² m), and O(n m) a candidate afterwards.
    ///
    /// - Parameter references: The reference candidates, such as the points over which a variance is integrated.
    /// - Returns: The covariances under this posterior, whatever is appended to it later.
    package func covariances(with references: [Int]) -> ReferenceCovariances {
        ReferenceCovariances(of: self, with: references)
    }

    /// Draws the latent function at candidates jointly and exactly, in the units of the targets.
    ///
    /// One member of the mixture is drawn first. O(m³) for m candidates: meant for a few thousand of them; for all of a
    /// pool see ``samples(_:features:using:)``.
    ///
    /// - Parameters:
    ///   - candidates: The candidates, each at most once.
    ///   - source: Where the numbers are drawn from.
    /// - Returns: One number a candidate, in their order.
    /// - Throws: ``SingularCovariance`` if their covariance cannot be factored, jitter or not.
    package func sample(of candidates: [Int], using source: inout RandomSource) throws(SingularCovariance) -> [Double] {
        let member = members[drawMember(using: &source)]
        let factor: Cholesky
        do throws(NotPositiveDefinite) {
            factor = try Cholesky(factoring: member.projection.covariance(of: candidates))
        } catch {
            throw SingularCovariance(member.process, error)
        }
        var deviations = [Double](repeating: 0, count: candidates.count)
        multiply(factor.lower(), source.normals(candidates.count), into: &deviations)
        return zip(candidates, deviations).map { scale.restore(member.mean[$0] + $1) }
    }

    /// Draws a member by its weight.
    func drawMember(using source: inout RandomSource) -> Int {
        var remaining = source.uniform()
        for (index, weight) in weights.enumerated() {
            remaining -= weight
            if remaining < 0 { return index }
        }
        return weights.lastIndex { $0 > 0 } ?? 0
    }
}

extension Matrix<Double> {
    /// Multiplies every element by a number.
    mutating func scale(by factor: Double) {
        unsafe withUnsafeMutableElements { elements in
            for index in elements.indices { unsafe elements[index] *= factor }
        }
    }

    /// Adds `scale` (`covariance` + `first` `second`').
    mutating func add(_ covariance: borrowing Matrix<Double>, _ first: [Double], _ second: [Double], scale: Double) {
        precondition(covariance.rows == rows && covariance.columns == columns, "only matrices of one shape add")
        precondition(first.count == rows && second.count == columns, "a deviation a row and a column")
        let columns = columns
        unsafe covariance.withUnsafeElements { covariance in
            unsafe second.withUnsafeBufferPointer { second in
                unsafe withUnsafeMutableElements { elements in
                    for (row, deviation) in first.enumerated() {
                        for column in 0..<columns {
                            let index = row * columns + column
                            unsafe elements[index] += scale * (covariance[index] + deviation * second[column])
                        }
                    }
                }
            }
        }
    }
}
