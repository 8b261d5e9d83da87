package import LinearAlgebra

/// A kernel of linear functions: k(x, x') = s² (1 + sum_i x_i x'_i / l_i²).
///
/// Its functions are a + sum_i b_i x_i with a ~ N(0, s²) and b_i ~ N(0, s²/l_i²): s² is the variance at the origin, and
/// l_i the distance from there over which the slope contributes as much as the offset. So every parameter has its own
/// effect and its usual meaning and unit, which a factor s² beside sum_i x_i x'_i / l_i² alone would not have. Points are
/// best centred. With one l it is the DotProduct kernel with σ0² = s² l², times 1/l².
package struct LinearKernel: Kernel, Hashable {
    package let dimension: Int
    /// The length scales l, in the units of the points: one, or one a dimension.
    package private(set) var lengthScales: [Double]
    /// The prior variance s² = k(0, 0) at the origin.
    package private(set) var outputScale: Double

    /// Creates a kernel over points of `dimension` coordinates, with one length scale or one a dimension.
    package init(dimension: Int, lengthScales: [Double], outputScale: Double = 1) {
        precondition(dimension > 0, "a point has at least one coordinate")
        precondition([1, dimension].contains(lengthScales.count), "one length scale, or one a dimension")
        precondition(lengthScales.allSatisfy { $0 > 0 } && outputScale > 0, "a kernel's parameters are positive")
        self.dimension = dimension
        self.lengthScales = lengthScales
        self.outputScale = outputScale
    }

    package var name: String { "linear" }

    package var parameterGroups: [ParameterGroup] {
        [
            ParameterGroup(name: ParameterGroup.lengthScale, count: lengthScales.count),
            ParameterGroup(name: ParameterGroup.outputScale, count: 1),
        ]
    }

    package var parameters: [Double] {
        get { lengthScales + [outputScale] }
        set {
            precondition(newValue.count == lengthScales.count + 1, "a parameter vector keeps its length")
            precondition(newValue.allSatisfy { $0 > 0 }, "a kernel's parameters are positive")
            outputScale = newValue[lengthScales.count]
            lengthScales.replaceSubrange(lengthScales.indices, with: newValue.dropLast())
        }
    }

    package func variances(at points: borrowing Matrix<Double>) -> [Double] {
        let scaled = scaled(points)
        return (0..<scaled.rows).map { row in
            (0..<scaled.columns).reduce(1) { $0 + scaled[row, $1] * scaled[row, $1] } * outputScale
        }
    }

    package func covariance(
        _ first: borrowing Matrix<Double>, _ second: borrowing Matrix<Double>, into result: inout Matrix<Double>
    ) {
        precondition(result.rows == first.rows && result.columns == second.rows, "a covariance a pair of points")
        result.fill(with: outputScale)
        multiply(
            scaled(first), scaled(second), transposing: .second, scale: outputScale, adding: 1, into: &result)
    }

    package func covariance(of points: borrowing Matrix<Double>, into result: inout Matrix<Double>) {
        covariance(points, points, into: &result)
        for (row, variance) in variances(at: points).enumerated() { result[row, row] = variance }
        result.mirrorLowerTriangle()
    }

    /// With z = x / l and M = G z: dJ/dl_i = -2 s² / l_i sum_a z_ai M_ai, dJ/ds² = sum_ab G_ab K_ab / s² and
    /// dJ/dx_ai = 2 s² / l_i M_ai.
    package func addGradients(
        at points: borrowing Matrix<Double>, covariance: borrowing Matrix<Double>, weights: borrowing Matrix<Double>,
        toParameters parameterGradient: inout [Double], toPoints pointGradient: inout Matrix<Double>
    ) {
        let count = points.rows
        precondition(weights.rows == count && weights.columns == count, "a weight a pair of points")
        precondition(parameterGradient.count == lengthScales.count + 1, "a gradient a parameter")
        let scaled = scaled(points)
        var weighted = Matrix<Double>(rows: count, columns: dimension)
        multiply(weights, scaled, into: &weighted)
        parameterGradient[lengthScales.count] += weights.sumOfProducts(with: covariance) / outputScale
        let wantsPoints = pointGradient.rows > 0
        for row in 0..<count {
            for column in 0..<dimension {
                let factor = 2 * outputScale / lengthScale(column) * weighted[row, column]
                parameterGradient[lengthScales.count == 1 ? 0 : column] -= factor * scaled[row, column]
                if wantsPoints { pointGradient[row, column] += factor }
            }
        }
    }

    /// Returns points divided by the length scales.
    private func scaled(_ points: borrowing Matrix<Double>) -> Matrix<Double> {
        precondition(points.columns == dimension, "a point has as many coordinates as its kernel has dimensions")
        var result = points.copy()
        let inverse = (0..<dimension).map { 1 / lengthScale($0) }
        unsafe result.withUnsafeMutableElements { elements in
            for start in stride(from: 0, to: elements.count, by: inverse.count) {
                for column in inverse.indices { unsafe elements[start + column] *= inverse[column] }
            }
        }
        return result
    }

    /// The length scale of a dimension.
    private func lengthScale(_ dimension: Int) -> Double { lengthScales[lengthScales.count == 1 ? 0 : dimension] }
}

extension Matrix<Double> {
    /// Returns the sum of the products of the elements of two matrices of one shape.
    func sumOfProducts(with other: borrowing Matrix<Double>) -> Double {
        precondition(
            rows == other.rows && columns == other.columns, "only matrices of one shape have a product of sums")
        let count = count
        return unsafe withUnsafeElements { first in
            unsafe other.withUnsafeElements { second in
                guard let first = first.baseAddress, let second = second.baseAddress else { return 0 }
                return unsafe Double.dot(count, first, second)
            }
        }
    }
}
