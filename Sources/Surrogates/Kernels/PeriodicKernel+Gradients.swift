package import LinearAlgebra

/// With u_i = π (x_i - x'_i) / p_i: dk/dl_i = 4 k sin² u_i / l_i³, dk/dp_i = 2 k sin(2 u_i) u_i / (l_i² p_i),
/// dk/dx_i = -2 k sin(2 u_i) π / (l_i² p_i).
extension PeriodicKernel {
    package func addGradients(
        at points: borrowing Matrix<Double>, covariance: borrowing Matrix<Double>, weights: borrowing Matrix<Double>,
        toParameters parameterGradient: inout [Double], toPoints pointGradient: inout Matrix<Double>
    ) {
        let phases = Phases(points, of: self)
        let (count, scales) = (phases.count, lengthScales.count)
        precondition(covariance.rows == count && covariance.columns == count, "a covariance a pair of points")
        precondition(weights.rows == count && weights.columns == count, "a weight a pair of points")
        precondition(parameterGradient.count == scales + 1 + periods.count, "a gradient a parameter")
        let wantsPoints = pointGradient.rows > 0
        parameterGradient[scales] += weights.sumOfProducts(with: covariance) / outputScale

        var buffers = RowBuffers(count: count)
        for row in 0..<count {
            unsafe weights.withUnsafeElements { weights in
                unsafe covariance.withUnsafeElements { covariance in
                    for other in 0..<count {
                        unsafe buffers.weighted[other] =
                            weights[row * count + other] * covariance[row * count + other]
                    }
                }
            }
            for column in 0..<dimension {
                let (l, p) = (lengthScale(column), period(column))
                let sums = buffers.sums(row, column, phases)
                let factor = 4 / (l * l * p)
                parameterGradient[scales == 1 ? 0 : column] += 4 / (l * l * l) * sums.squares
                parameterGradient[scales + 1 + (periods.count == 1 ? 0 : column)] += factor * sums.angles
                // J depends on K_ab and on K_ba: twice the weight.
                if wantsPoints { pointGradient[row, column] -= 2 * Double.pi * factor * sums.slopes }
            }
        }
    }
}

/// What one row of the pairs of points needs, element by element, so that no loop waits for its own sum.
private struct RowBuffers {
    /// G_ab K_ab.
    var weighted: [Double]
    private var slopes: [Double]
    private var squares: [Double]
    private var angles: [Double]

    init(count: Int) {
        weighted = Array(repeating: 0, count: count)
        slopes = weighted
        squares = weighted
        angles = weighted
    }

    /// Returns the sums over b of G_ab K_ab times sin² u, sin u cos u and u sin u cos u for one dimension of point a.
    mutating func sums(
        _ row: Int, _ column: Int, _ phases: Phases
    ) -> (squares: Double, slopes: Double, angles: Double) {
        let count = phases.count
        let start = column * count
        let (sine, cosine) = (phases.sines[start + row], phases.cosines[start + row])
        let angle = phases.angles[start + row]
        for other in 0..<count {
            let s = sine * phases.cosines[start + other] - cosine * phases.sines[start + other]
            let c = cosine * phases.cosines[start + other] + sine * phases.sines[start + other]
            let slope = weighted[other] * s * c
            squares[other] = s * s
            slopes[other] = slope
            angles[other] = angle - phases.angles[start + other]
        }
        return (dot(weighted, squares), slopes.reduce(0, +), dot(slopes, angles))
    }
}
