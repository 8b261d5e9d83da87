package import LinearAlgebra

/// A kernel of constants: k(x, x') = s².
///
/// Alone it is an unknown offset; in a product it lets the other factor act undiminished, as in
/// `rbf * (constant + periodic)`.
package struct ConstantKernel: Kernel, Hashable {
    package let dimension: Int
    /// The prior variance s² of the constant.
    package private(set) var outputScale: Double

    /// Creates a kernel over points of `dimension` coordinates.
    package init(dimension: Int, outputScale: Double = 1) {
        precondition(dimension > 0, "a point has at least one coordinate")
        precondition(outputScale > 0, "a kernel's parameters are positive")
        self.dimension = dimension
        self.outputScale = outputScale
    }

    package var name: String { "constant" }

    package var parameterGroups: [ParameterGroup] { [ParameterGroup(name: ParameterGroup.outputScale, count: 1)] }

    package var parameters: [Double] {
        get { [outputScale] }
        set {
            precondition(newValue.count == 1 && newValue[0] > 0, "a kernel's parameters are positive")
            outputScale = newValue[0]
        }
    }

    package func variances(at points: borrowing Matrix<Double>) -> [Double] {
        Array(repeating: outputScale, count: points.rows)
    }

    package func covariance(
        _ first: borrowing Matrix<Double>, _ second: borrowing Matrix<Double>, into result: inout Matrix<Double>
    ) {
        precondition(result.rows == first.rows && result.columns == second.rows, "a covariance a pair of points")
        result.fill(with: outputScale)
    }

    package func covariance(of points: borrowing Matrix<Double>, into result: inout Matrix<Double>) {
        covariance(points, points, into: &result)
    }

    package func addGradients(
        at points: borrowing Matrix<Double>, covariance: borrowing Matrix<Double>, weights: borrowing Matrix<Double>,
        toParameters parameterGradient: inout [Double], toPoints pointGradient: inout Matrix<Double>
    ) {
        precondition(parameterGradient.count == 1, "a gradient a parameter")
        parameterGradient[0] += weights.sumOfProducts(with: covariance) / outputScale
    }
}
