private import Formulas
package import LinearAlgebra

/// How well a process explains observations, with all gradients.
///
/// The storage is kept between evaluations, so that training allocates next to nothing:
///
///     var evidence = Evidence(of: .marginalLikelihood, wantsPointGradient: true)
///     try evidence.evaluate(process, at: points, targets: targets)
///     evidence.gradient                                             // in process.parameters
package struct Evidence: ~Copyable, Sendable {
    /// What a training maximises.
    package enum Objective: String, Hashable, Sendable, CaseIterable {
        /// log p(y | X), which prefers the simplest process that explains the observations.
        case marginalLikelihood = "marginal-likelihood"
        /// The sum of the leave-one-out log predictive densities, which trusts the prior less.
        case leaveOneOut = "leave-one-out"
    }

    /// What the gradients are of.
    package let objective: Objective
    /// log p(y | X) = -α'(y - m)/2 - sum_i log L_ii - n/2 log 2π, in nats (Rasmussen & Williams 2006, equation 5.8).
    package private(set) var logMarginalLikelihood = 0.0
    /// The sum over the points of log p(y_i | X, y_-i), in nats (equation 5.11).
    package private(set) var leaveOneOutLogDensity = 0.0
    /// The gradient of the objective in the natural parameters, in the order of `process.parameters`.
    package private(set) var gradient: [Double] = []
    /// The gradient of the objective in the means, a number a point: what hands on to the parameters of any mean function.
    package private(set) var meanGradient: [Double] = []
    /// The gradient of the objective in the points, n x d, or a matrix without rows if it was not wanted.
    package private(set) var pointGradient = Matrix<Double>(rows: 0, columns: 0)
    /// What was added to the diagonal of K so that it could be factored.
    package private(set) var jitter = 0.0

    private let wantsPointGradient: Bool
    private var covariance = Matrix<Double>(rows: 0, columns: 0)
    private var inverse = Matrix<Double>(rows: 0, columns: 0)
    private var scratch = Matrix<Double>(rows: 0, columns: 0)

    package init(of objective: Objective = .marginalLikelihood, wantsPointGradient: Bool = false) {
        self.objective = objective
        self.wantsPointGradient = wantsPointGradient
    }

    /// The value of the objective, in nats.
    package var value: Double {
        switch objective {
        case .marginalLikelihood: logMarginalLikelihood
        case .leaveOneOut: leaveOneOutLogDensity
        }
    }

    /// Evaluates the objective and its gradients for a process with a constant mean: O(n³).
    ///
    /// - Parameters:
    ///   - process: The process.
    ///   - points: X, n rows.
    ///   - targets: y, n finite numbers.
    ///   - noiseVariances: Known variances of the observations' own noise, added to that of the process.
    /// - Throws: ``SingularCovariance`` if K cannot be factored; all results are then those of the last success.
    package mutating func evaluate(
        _ process: GaussianProcess, at points: borrowing Matrix<Double>, targets: [Double],
        noiseVariances: [Double]? = nil
    ) throws(SingularCovariance) {
        let mean = process.constantMean
        try evaluate(process, at: points, residuals: targets.map { $0 - mean }, noiseVariances: noiseVariances)
        gradient.append(meanGradient.reduce(0, +))
    }

    /// Evaluates the objective and its gradients for a process with any mean: O(n³).
    ///
    /// - Parameters:
    ///   - process: The process.
    ///   - points: X, n rows.
    ///   - covariates: What the mean is a function of, at the same points.
    ///   - targets: y, n finite numbers.
    ///   - noiseVariances: Known variances of the observations' own noise, added to that of the process.
    /// - Throws: ``SingularCovariance`` if K cannot be factored, `UndefinedValue` where the mean has no value; all results
    ///   are then those of the last success.
    package mutating func evaluate(
        _ process: GaussianProcess, at points: borrowing Matrix<Double>, covariates: Covariates, targets: [Double],
        noiseVariances: [Double]? = nil
    ) throws {
        precondition(covariates.count == points.rows, "covariates for every point")
        let means = try process.mean.values(at: covariates)
        try evaluate(
            process, at: points, residuals: zip(targets, means).map { $0 - $1 }, noiseVariances: noiseVariances)
        var inParameters = [Double](repeating: 0, count: process.mean.parameters.count)
        try process.mean.addGradient(at: covariates, weights: meanGradient, to: &inParameters)
        gradient += inParameters
    }

    /// Evaluates the objective and its gradients but for the mean's parameters, given y - m.
    ///
    /// The gradient in any parameter t of the covariance is tr(G dK/dt). For the marginal likelihood G = (αα' - K⁻¹) / 2
    /// (Rasmussen & Williams 2006, equation 5.9). For the leave-one-out density, with a_i = -α_i / [K⁻¹]_ii and
    /// b_i = (1 + α_i² / [K⁻¹]_ii) / (2 [K⁻¹]_ii), G = -sym(K⁻¹ a α') - K⁻¹ diag(b) K⁻¹ (equation 5.13). In the means it is
    /// α for the one, -K⁻¹ a for the other.
    private mutating func evaluate(
        _ process: GaussianProcess, at points: borrowing Matrix<Double>, residuals: [Double], noiseVariances: [Double]?
    ) throws(SingularCovariance) {
        let count = points.rows
        precondition(residuals.count == count, "an observation a point")
        if covariance.rows != count {
            covariance = Matrix(rows: count, columns: count)
            inverse = Matrix(rows: count, columns: count)
            scratch = Matrix(rows: count, columns: count)
        }
        let noise = process.covariance(of: points, noiseVariances: noiseVariances, into: &covariance)
        let weights = try invert(process, noise: noise, residuals: residuals)
        let precisions = inverse.diagonal
        leaveOneOutLogDensity = (0..<count).reduce(0) {
            $0 + LeaveOneOut.logDensity(weight: weights[$1], precision: precisions[$1])
        }

        meanGradient =
            switch objective {
            case .marginalLikelihood: replaceInverseByMarginalWeights(weights)
            case .leaveOneOut: replaceInverseByLeaveOneOutWeights(weights, precisions)
            }
        var kernelGradient = [Double](repeating: 0, count: process.kernel.parameters.count)
        if wantsPointGradient {
            if pointGradient.rows != count { pointGradient = Matrix(rows: count, columns: points.columns) }
            pointGradient.fill(with: 0)
        }
        process.kernel.addGradients(
            at: points, covariance: covariance, weights: inverse, toParameters: &kernelGradient,
            toPoints: &pointGradient)
        gradient = kernelGradient + [inverse.diagonal.reduce(0, +)]
    }

    /// Sets `inverse` to K⁻¹ and the marginal likelihood, and returns α = K⁻¹ (y - m).
    private mutating func invert(
        _ process: GaussianProcess, noise: [Double], residuals: [Double]
    ) throws(SingularCovariance) -> [Double] {
        let count = noise.count
        var noisy = Matrix<Double>(rows: 0, columns: 0)
        swap(&noisy, &scratch)
        noisy.assign(covariance)
        for row in 0..<count { noisy[row, row] += noise[row] }
        let factor: Cholesky
        do throws(NotPositiveDefinite) {
            factor = try Cholesky(factoring: noisy)
        } catch {
            scratch = Matrix(rows: count, columns: count)
            throw SingularCovariance(process, error)
        }
        var weights = residuals
        factor.solve(&weights)
        factor.inverse(into: &inverse)
        jitter = factor.jitter
        logMarginalLikelihood =
            -0.5 * (dot(weights, residuals) + factor.logDeterminant + Double(count) * logarithmOfTwoPi)
        scratch = factor.reclaim()
        return weights
    }

    /// Replaces K⁻¹ by G of the marginal likelihood and returns the gradient in the means.
    private mutating func replaceInverseByMarginalWeights(_ weights: [Double]) -> [Double] {
        unsafe inverse.replaceRows { row, elements in
            let weight = weights[row]
            unsafe weights.withUnsafeBufferPointer { weights in
                for column in elements.indices {
                    unsafe elements[column] = 0.5 * (weight * weights[column] - elements[column])
                }
            }
        }
        return weights
    }

    /// Replaces K⁻¹ by G of the leave-one-out density and returns the gradient in the means.
    private mutating func replaceInverseByLeaveOneOutWeights(_ weights: [Double], _ precisions: [Double]) -> [Double] {
        let a = weights.indices.map { -weights[$0] / precisions[$0] }
        let b = weights.indices.map { 0.5 * (1 + weights[$0] * weights[$0] / precisions[$0]) / precisions[$0] }
        var projected = [Double](repeating: 0, count: weights.count)
        multiply(inverse, a, into: &projected)
        // b is positive: K⁻¹ diag(b) K⁻¹ is the square of diag(√b) K⁻¹.
        scratch.assign(inverse)
        unsafe scratch.replaceRows { row, elements in
            let factor = b[row].squareRoot()
            for column in elements.indices { unsafe elements[column] *= factor }
        }
        multiply(scratch, scratch, transposing: .first, scale: -1, into: &inverse)
        unsafe inverse.replaceRows { row, elements in
            let (half, other) = (0.5 * projected[row], 0.5 * weights[row])
            unsafe weights.withUnsafeBufferPointer { weights in
                unsafe projected.withUnsafeBufferPointer { projected in
                    for column in elements.indices {
                        unsafe elements[column] -= half * weights[column] + other * projected[column]
                    }
                }
            }
        }
        return projected.map { -$0 }
    }
}

extension Matrix<Double> {
    /// Calls `body` with each row's number and elements, to be changed in place.
    fileprivate mutating func replaceRows(_ body: (Int, UnsafeMutableBufferPointer<Double>) -> Void) {
        let (rows, columns) = (rows, columns)
        unsafe withUnsafeMutableElements { elements in
            for row in 0..<rows {
                unsafe body(
                    row, UnsafeMutableBufferPointer(rebasing: elements[row * columns..<(row + 1) * columns]))
            }
        }
    }
}
