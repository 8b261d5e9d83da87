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

    /// What a message calls the kernel: its name in plans, such as `matern52`.
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

/// A named parameter and the number of its components: one, or one a dimension.
package struct ParameterGroup: Hashable, Sendable {
    /// The name in plans, tables and JSON, such as `length_scale`.
    package let name: String
    /// How many numbers it has.
    package let count: Int

    package init(name: String, count: Int) {
        self.name = name
        self.count = count
    }
}

extension ParameterGroup {
    /// The scale over which a function varies along an input.
    package static let lengthScale = "length_scale"
    /// The prior variance of a function, k(x, x).
    package static let outputScale = "output_scale"
    /// The period of a periodic function.
    package static let period = "period"
    /// The variance of the measurements' noise.
    package static let noise = "noise"
    /// The constant that a function varies about.
    package static let mean = "mean"
}
