import LinearAlgebra

/// A Gaussian process as a prior: y = m + f(x) + e with f ~ GP(0, k) and e ~ N(0, noise).
///
/// A prior is a value. Its parameters are one vector, those of the kernel followed by the noise and the mean, and
/// conditioning it on observations gives an ``ExactPosterior``.
package struct GaussianProcess: Sendable {
    /// The covariance of f.
    package var kernel: any Kernel
    /// The variance of the noise e, in squared units of the targets.
    package var noise: Double
    /// The constant m, in the units of the targets.
    package var mean: Double

    package init(kernel: any Kernel, noise: Double, mean: Double = 0) {
        precondition(noise >= 0, "a variance is not negative")
        self.kernel = kernel
        self.noise = noise
        self.mean = mean
    }

    /// The names of the parameters and how many numbers each has, in the order of `parameters`.
    package var parameterGroups: [ParameterGroup] {
        kernel.parameterGroups + [
            ParameterGroup(name: ParameterGroup.noise, count: 1), ParameterGroup(name: ParameterGroup.mean, count: 1),
        ]
    }

    /// The natural parameters: the kernel's, the noise variance, the mean.
    ///
    /// All but the mean are positive.
    package var parameters: [Double] {
        get { kernel.parameters + [noise, mean] }
        set {
            precondition(newValue.count >= 2, "a parameter vector keeps its length")
            kernel.parameters = Array(newValue.dropLast(2))
            noise = newValue[newValue.count - 2]
            mean = newValue[newValue.count - 1]
        }
    }

    /// Sets `result`, n x n, to the covariances of f at the points.
    ///
    /// - Parameters:
    ///   - points: The points, n rows.
    ///   - noiseVariances: Known variances of the points' own noise, added to that of the process.
    ///   - result: The covariances, without noise.
    /// - Returns: What noise adds to the diagonal.
    func covariance(
        of points: borrowing Matrix<Double>, noiseVariances: [Double]?, into result: inout Matrix<Double>
    ) -> [Double] {
        precondition(noiseVariances == nil || noiseVariances?.count == points.rows, "a noise variance a point")
        kernel.covariance(of: points, into: &result)
        return noiseVariances?.map { noise + $0 } ?? Array(repeating: noise, count: points.rows)
    }
}
