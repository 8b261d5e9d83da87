package import LinearAlgebra

/// A Gaussian process conditioned on observations.
///
/// K = k(X, X) + noise = L L'. All numbers are in the units of the targets given to it.
package struct ExactPosterior: ~Copyable, Sendable {
    /// The prior that was conditioned.
    package let process: GaussianProcess
    /// The observed points, n rows.
    package let points: Matrix<Double>
    /// The observations.
    package let targets: [Double]
    /// The prior means m of the observations.
    package let means: [Double]
    /// The factor L.
    package let factor: Cholesky
    /// c = L⁻¹ (y - m).
    package let innovations: [Double]

    /// Conditions `process` on observations: O(n³ / 3).
    ///
    /// - Parameters:
    ///   - process: The prior.
    ///   - points: X, n rows.
    ///   - targets: y, n finite numbers.
    ///   - means: m at the points, as `process.mean` gives it; without it the mean must be constant.
    ///   - noiseVariances: Known variances of the observations' own noise, added to that of the process.
    /// - Throws: ``SingularCovariance`` if K cannot be factored, jitter or not.
    package init(
        _ process: GaussianProcess, at points: consuming Matrix<Double>, targets: [Double], means: [Double]? = nil,
        noiseVariances: [Double]? = nil
    ) throws(SingularCovariance) {
        precondition(points.rows == targets.count, "an observation a point")
        let means = means ?? Array(repeating: process.constantMean, count: targets.count)
        precondition(means.count == targets.count, "a mean a point")
        var covariance = Matrix<Double>(rows: points.rows, columns: points.rows)
        let noise = process.covariance(of: points, noiseVariances: noiseVariances, into: &covariance)
        for row in noise.indices { covariance[row, row] += noise[row] }
        let factor: Cholesky
        do throws(NotPositiveDefinite) {
            factor = try Cholesky(factoring: covariance)
        } catch {
            throw SingularCovariance(process, error)
        }
        var innovations = zip(targets, means).map { $0 - $1 }
        factor.solveLower(&innovations)
        self.process = process
        self.points = points
        self.targets = targets
        self.means = means
        self.factor = factor
        self.innovations = innovations
    }

    /// What was added to the diagonal of K so that it could be factored.
    package var jitter: Double { factor.jitter }

    /// Returns the mean and variance of the latent function m + f at points, in blocks of bounded memory: O(n² N).
    ///
    /// - Parameters:
    ///   - points: The points, N rows.
    ///   - means: m at these points, as `process.mean` gives it; without it the mean must be constant.
    /// - Returns: Mean and variance of m + f, a pair a point.
    package func predict(at points: borrowing Matrix<Double>, means: [Double]? = nil) -> Prediction {
        precondition(means == nil || means?.count == points.rows, "a mean a point")
        let constant = means == nil ? process.constantMean : 0
        var prediction = Prediction(mean: [], variance: [])
        var start = 0
        while start < points.rows {
            let end = min(start + Prediction.blockWidth, points.rows)
            let block = points.rows(start..<end)
            let projected = projection(of: block)
            var mean = means.map { Array($0[start..<end]) } ?? Array(repeating: constant, count: block.rows)
            multiply(projected, innovations, transposing: true, adding: 1, into: &mean)
            var variance = process.kernel.variances(at: block)
            projected.subtractSquaredColumnNorms(from: &variance)
            prediction.append(mean: mean, variance: variance)
            start = end
        }
        return prediction
    }

    /// Returns the covariance of the latent function at points, N x N: O(n² N + n N²).
    package func covariance(at points: borrowing Matrix<Double>) -> Matrix<Double> {
        var result = Matrix<Double>(rows: points.rows, columns: points.rows)
        process.kernel.covariance(of: points, into: &result)
        let projected = projection(of: points)
        multiply(projected, projected, transposing: .first, scale: -1, adding: 1, into: &result)
        return result
    }

    /// Returns what the process says of each observation given all the others: O(n³).
    package func leaveOneOut() -> LeaveOneOut {
        var weights = innovations
        factor.solveUpper(&weights)
        return LeaveOneOut(targets: targets, weights: weights, precisions: factor.inverse().diagonal)
    }

    /// V = L⁻¹ k(X, X*).
    func projection(of points: borrowing Matrix<Double>) -> Matrix<Double> {
        var result = Matrix<Double>(rows: self.points.rows, columns: points.rows)
        process.kernel.covariance(self.points, points, into: &result)
        factor.solveLower(&result)
        return result
    }
}

extension Matrix<Double> {
    /// Subtracts from each element of `values` the squared norm of a column.
    func subtractSquaredColumnNorms(from values: inout [Double]) {
        precondition(values.count == columns, "a number a column")
        let (rows, columns) = (rows, columns)
        unsafe withUnsafeElements { elements in
            unsafe values.withUnsafeMutableBufferPointer { values in
                for row in 0..<rows {
                    for column in 0..<columns {
                        let element = unsafe elements[row * columns + column]
                        unsafe values[column] -= element * element
                    }
                }
            }
        }
    }
}
