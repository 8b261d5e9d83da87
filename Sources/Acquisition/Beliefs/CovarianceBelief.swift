package import LinearAlgebra
package import Randomness

/// A posterior given by its means and the whole covariance matrix; for small pools, the command line and tests.
package struct CovarianceBelief: JointBelief, Hashable {
    /// The posterior means of the N candidates.
    package private(set) var mean: [Double]
    /// The N x N covariances, row by row.
    package private(set) var covariance: [Double]
    package let noiseVariance: Double

    /// Creates the belief.
    ///
    /// - Parameters:
    ///   - mean: The posterior means, N numbers.
    ///   - covariance: The covariances, N x N, symmetric, row by row, with no negative number on the diagonal.
    ///   - noiseVariance: The variance of an observation's noise.
    package init(mean: [Double], covariance: [Double], noiseVariance: Double) {
        precondition(covariance.count == mean.count * mean.count, "a covariance has a row and a column a candidate")
        precondition(noiseVariance >= 0, "a variance is 0 or above")
        self.mean = mean
        self.covariance = covariance
        self.noiseVariance = noiseVariance
    }

    package var count: Int { mean.count }

    /// The belief as functions take it, with this for its joint belief.
    package var belief: Belief {
        let deviations = mean.indices.map { max(covariance[$0 * count + $0], 0).squareRoot() }
        return Belief(mean: mean, standardDeviation: deviations, joint: self)
    }

    package func covariance(of candidates: Range<Int>, with references: [Int]) -> Matrix<Double> {
        var result = Matrix<Double>(rows: candidates.count, columns: references.count)
        for (row, candidate) in candidates.enumerated() {
            for (column, reference) in references.enumerated() {
                result[row, column] = covariance[candidate * count + reference]
            }
        }
        return result
    }

    package func covariance(among references: [Int]) -> Matrix<Double> {
        var result = Matrix<Double>(rows: references.count, columns: references.count)
        for (row, one) in references.enumerated() {
            for (column, other) in references.enumerated() {
                result[row, column] = covariance[one * count + other]
            }
        }
        return result
    }

    /// Draws exact samples: O(N³).
    ///
    /// - Parameters:
    ///   - number: How many samples.
    ///   - source: Where the random numbers come from.
    /// - Returns: A sample a row.
    /// - Throws: `NotPositiveDefinite` if the covariance has no factor, jitter or not.
    package func samples(_ number: Int, using source: inout RandomSource) throws(NotPositiveDefinite) -> Matrix<Double>
    {
        let uncertain = mean.indices.filter { covariance[$0 * count + $0] > 0 }
        let factor = try Cholesky(factoring: covariance(among: uncertain))
        let normals = Matrix(
            rows: number, columns: uncertain.count, elements: source.normals(number * uncertain.count))
        var deviations = Matrix<Double>(rows: number, columns: uncertain.count)
        multiply(normals, factor.lower(), transposing: .second, into: &deviations)
        var result = Matrix<Double>(rows: number, columns: count)
        for sample in 0..<number {
            for candidate in 0..<count { result[sample, candidate] = mean[candidate] }
            for (column, candidate) in uncertain.enumerated() {
                result[sample, candidate] += deviations[sample, column]
            }
        }
        return result
    }

    /// The belief after one more observation: O(N²).
    ///
    /// - Parameters:
    ///   - candidate: Where.
    ///   - value: What was observed; `nil` takes the posterior mean, which leaves the means as they are.
    /// - Returns: The conditional belief. Where nothing was uncertain and there is no noise it is the same.
    package func conditioned(on candidate: Int, value: Double? = nil) -> CovarianceBelief {
        let column = (0..<count).map { covariance[$0 * count + candidate] }
        let variance = column[candidate] + noiseVariance
        guard variance > 0 else { return self }
        var result = self
        let gain = value.map { ($0 - mean[candidate]) / variance } ?? 0
        for row in 0..<count {
            result.mean[row] += gain * column[row]
            let factor = column[row] / variance
            for other in 0..<count { result.covariance[row * count + other] -= factor * column[other] }
            // Rounding must not leave a negative variance.
            let diagonal = row * count + row
            result.covariance[diagonal] = max(result.covariance[diagonal], 0)
        }
        return result
    }
}
