package import LinearAlgebra

/// A covariance function k(x, x') with trainable parameters.
///
/// A kernel is a value: its parameters are read and written as one vector of natural (not logarithmic) numbers, all
/// positive, in the order of `parameterGroups`. Its gradients are given as products with a matrix of weights
/// G = dJ/dK, so that a sum hands G on to its terms and a product hands on G times the other factor, and no
/// derivative of a matrix is ever stored. Points are the rows of a matrix with `dimension` columns.
package protocol Kernel: Sendable {
    /// The number of coordinates of a point.
    var dimension: Int { get }

    /// The names of the parameters and how many numbers each has, in the order of `parameters`.
    var parameterGroups: [ParameterGroup] { get }

    /// The parameters, positive, in the order of `parameterGroups`.
    var parameters: [Double] { get set }

    /// What plans, messages and the parameters of sums and products call the kernel, such as `matern-5/2`.
    var name: String { get }

    /// Returns k(x, x) for every point x.
    func variances(at points: borrowing Matrix<Double>) -> [Double]

    /// Sets `result`, rows of `first` x rows of `second`, to the covariances of the points in `first` with those in
    /// `second`.
    func covariance(
        _ first: borrowing Matrix<Double>, _ second: borrowing Matrix<Double>, into result: inout Matrix<Double>)

    /// Sets `result`, n x n, to the covariances of the points with each other, exactly symmetric.
    func covariance(of points: borrowing Matrix<Double>, into result: inout Matrix<Double>)

    /// Adds the gradients of J, a function of K = k(X, X), given the weights G = dJ/dK.
    ///
    /// - Parameters:
    ///   - points: X, n points.
    ///   - covariance: K as `covariance(of:into:)` gives it, without noise.
    ///   - weights: G, n x n, symmetric.
    ///   - parameterGradient: dJ/dt is added for every natural parameter t, in the order of `parameters`.
    ///   - pointGradient: dJ/dX, n x `dimension`, is added; give a matrix without rows where it is not wanted.
    func addGradients(
        at points: borrowing Matrix<Double>, covariance: borrowing Matrix<Double>, weights: borrowing Matrix<Double>,
        toParameters parameterGradient: inout [Double], toPoints pointGradient: inout Matrix<Double>)
}
