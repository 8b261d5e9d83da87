import LinearAlgebra

/// A covariance matrix that could not be factored, even with jitter on its diagonal.
package struct SingularCovariance: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kernel's name.
    package let kernel: String
    /// The number of points.
    package let count: Int
    /// The noise variance of the process.
    package let noise: Double
    /// The largest number that was added to the diagonal.
    package let largestJitter: Double
    /// The point, counted from zero, at which the last attempt failed.
    package let point: Int

    init(_ process: GaussianProcess, _ failure: NotPositiveDefinite) {
        kernel = process.kernel.name
        count = failure.count
        noise = process.noise
        largestJitter = failure.largestJitter
        point = failure.pivot
    }

    package var description: String {
        """
        the \(kernel) covariance of \(count) points with noise variance \(noise) is not positive definite at point \
        \(point), even with \(largestJitter) added to its diagonal: points repeat or nearly so for their noise, or a \
        parameter is not finite; raise the noise, shorten the length scales, or drop repeated points
        """
    }
}
