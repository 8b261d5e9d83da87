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
        for row in 0..<count {
            for other in 0..<count {
                let weighted = weights[row, other] * covariance[row, other]
                parameterGradient[scales] += weighted / outputScale
                guard row != other else { continue }
                for column in 0..<dimension {
                    let (l, p) = (lengthScale(column), period(column))
                    let (a, b) = (column * count + row, column * count + other)
                    let sine = phases.sines[a] * phases.cosines[b] - phases.cosines[a] * phases.sines[b]
                    let cosine = phases.cosines[a] * phases.cosines[b] + phases.sines[a] * phases.sines[b]
                    let angle = Double.pi * (points[row, column] - points[other, column]) / p
                    let slope = 4 * weighted * sine * cosine / (l * l * p)
                    parameterGradient[scales == 1 ? 0 : column] += 4 * weighted * sine * sine / (l * l * l)
                    parameterGradient[scales + 1 + (periods.count == 1 ? 0 : column)] += slope * angle
                    // J depends on K_ab and on K_ba: twice the weight.
                    if wantsPoints { pointGradient[row, column] -= 2 * slope * Double.pi }
                }
            }
        }
    }
}
