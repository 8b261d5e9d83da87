import LinearAlgebra

/// A Gaussian process as a prior: y = m + f(x) + e with f ~ GP(0, k) and e ~ N(0, noise).
///
/// A prior is a value. Its parameters are one vector, those of the kernel followed by the noise and those of the mean, and
/// conditioning it on observations gives an ``ExactPosterior``. The mean m is a function of covariates, which may be
/// other numbers than the points x; whoever knows only the points needs a constant mean, or hands in its values.
package struct GaussianProcess: Sendable {
    /// The covariance of f.
    package var kernel: any Kernel
    /// The variance of the noise e, in squared units of the targets.
    package var noise: Double
    /// The mean m, in the units of the targets.
    package var mean: any MeanFunction

    /// Creates a process with any mean.
    package init(kernel: any Kernel, noise: Double, mean: any MeanFunction) {
        precondition(noise >= 0, "a variance is not negative")
        self.kernel = kernel
        self.noise = noise
        self.mean = mean
    }

    /// Creates a process with a constant mean.
    package init(kernel: any Kernel, noise: Double, mean: Double = 0) {
        self.init(kernel: kernel, noise: noise, mean: ConstantMean(mean))
    }

    /// The mean of a process that has a constant one.
    ///
    /// It is a programmer's error to ask a process with another: its means are values at covariates.
    package var constantMean: Double {
        guard let mean = mean as? ConstantMean else {
            preconditionFailure("the mean \(mean.name) depends on covariates: hand in its values")
        }
        return mean.value
    }

    /// Returns the process for targets standardised by `scale`: the same, with a mean that knows it.
    package func standardized(by scale: TargetScale) -> GaussianProcess {
        GaussianProcess(kernel: kernel, noise: noise, mean: mean.standardized(by: scale))
    }

    /// The names of the parameters and how many numbers each has, in the order of `parameters`.
    package var parameterGroups: [ParameterGroup] {
        kernel.parameterGroups + [ParameterGroup(name: ParameterGroup.noise, count: 1)] + mean.parameterGroups
    }

    /// The natural parameters: the kernel's, the noise variance, the mean's.
    package var parameters: [Double] {
        get { kernel.parameters + [noise] + mean.parameters }
        set {
            let ofMean = mean.parameters.count
            precondition(newValue.count > ofMean, "a parameter vector keeps its length")
            kernel.parameters = Array(newValue.dropLast(ofMean + 1))
            noise = newValue[newValue.count - ofMean - 1]
            mean.parameters = Array(newValue.suffix(ofMean))
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
        precondition(noiseVariances?.allSatisfy { $0 >= 0 } ?? true, "a variance is not negative")
        kernel.covariance(of: points, into: &result)
        return noiseVariances?.map { noise + $0 } ?? Array(repeating: noise, count: points.rows)
    }
}
