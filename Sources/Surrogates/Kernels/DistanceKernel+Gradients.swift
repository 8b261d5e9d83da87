package import LinearAlgebra

/// Gradients through the squared distance: dk = s² h(r) d(r²) with h = df/d(r²).
///
/// With W = s² G h and scaled coordinates z = x / l (G and W symmetric):
/// dJ/dl_i = -2 / l_i sum_ab W_ab (z_ai - z_bi)², dJ/ds² = sum_ab G_ab K_ab / s²,
/// dJ/dx_ai = 4 / l_i sum_b W_ab (z_ai - z_bi).
extension DistanceKernel {
    package func addGradients(
        at points: borrowing Matrix<Double>, covariance: borrowing Matrix<Double>, weights: borrowing Matrix<Double>,
        toParameters parameterGradient: inout [Double], toPoints pointGradient: inout Matrix<Double>
    ) {
        let scaled = ScaledPoints(points, by: self)
        let count = scaled.count
        precondition(covariance.rows == count && covariance.columns == count, "a covariance a pair of points")
        precondition(weights.rows == count && weights.columns == count, "a weight a pair of points")
        precondition(
            parameterGradient.count == lengthScales.count + (hasShapeParameter ? 2 : 1), "a gradient a parameter")
        guard count > 0 else { return }

        let pass = GradientPass(kernel: self, points: scaled, wantsPoints: pointGradient.rows > 0)
        unsafe covariance.withUnsafeElements { covariance in
            unsafe weights.withUnsafeElements { weights in
                for row in 0..<count {
                    let range = row * count..<(row + 1) * count
                    unsafe pass.add(
                        row, covariance: UnsafeBufferPointer(rebasing: covariance[range]),
                        weights: UnsafeBufferPointer(rebasing: weights[range]))
                }
            }
        }

        for index in lengthScales.indices {
            parameterGradient[index] -= 2 / lengthScales[index] * pass.squaredSums[index]
        }
        parameterGradient[lengthScales.count] += pass.covarianceSum / outputScale
        if hasShapeParameter { parameterGradient[lengthScales.count + 1] += pass.shapeSum }
        guard pass.wantsPoints else { return }
        precondition(pointGradient.rows == count && pointGradient.columns == dimension, "a gradient a coordinate")
        unsafe pointGradient.withUnsafeMutableElements { target in
            for index in target.indices {
                unsafe target[index] += 4 / lengthScale(index % dimension) * pass.pointSums[index]
            }
        }
    }
}

/// The sums of one pass over the pairs of points, row by row, with buffers for a row.
private final class GradientPass<PassKernel: DistanceKernel> {
    let kernel: PassKernel
    let points: ScaledPoints
    let wantsPoints: Bool
    /// sum_ab W_ab (z_ai - z_bi)² for every dimension i, or over all of them for an isotropic kernel.
    var squaredSums: [Double]
    /// sum_ab G_ab K_ab.
    var covarianceSum = 0.0
    /// sum_ab G_ab dK_ab/dt for the parameter t that shapes the kernel.
    var shapeSum = 0.0
    /// sum_b W_ab (z_ai - z_bi), n x d.
    var pointSums: [Double]
    private var distances: [Double]
    private var slopes: [Double]
    private var differences: [Double]

    init(kernel: PassKernel, points: ScaledPoints, wantsPoints: Bool) {
        self.kernel = kernel
        self.points = points
        self.wantsPoints = wantsPoints
        squaredSums = Array(repeating: 0, count: kernel.lengthScales.count)
        pointSums = wantsPoints ? Array(repeating: 0, count: points.count * points.dimension) : []
        distances = Array(repeating: 0, count: points.count)
        slopes = distances
        differences = distances
    }

    func add(_ row: Int, covariance: UnsafeBufferPointer<Double>, weights: UnsafeBufferPointer<Double>) {
        let count = points.count
        let isIsotropic = kernel.lengthScales.count == 1
        unsafe distances.withUnsafeMutableBufferPointer { distances in
            unsafe slopes.withUnsafeMutableBufferPointer { slopes in
                unsafe points.squaredDistances(from: points, row, into: distances)
                if kernel.hasShapeParameter {
                    unsafe kernel.shapeSlopes(
                        squaredDistances: UnsafeBufferPointer(distances), covariances: covariance, into: slopes)
                    unsafe shapeSum += sum(weights, UnsafeBufferPointer(slopes))
                }
                unsafe kernel.slopes(
                    squaredDistances: UnsafeBufferPointer(distances), covariances: covariance, into: slopes)
                for index in 0..<count { unsafe slopes[index] *= weights[index] }
                unsafe covarianceSum += sum(weights, covariance)
                if isIsotropic {
                    unsafe squaredSums[0] += sum(UnsafeBufferPointer(slopes), UnsafeBufferPointer(distances))
                }
            }
        }
        guard !isIsotropic || wantsPoints else { return }
        unsafe slopes.withUnsafeBufferPointer { slopes in
            unsafe differences.withUnsafeMutableBufferPointer { differences in
                unsafe points.coordinates.withUnsafeBufferPointer { coordinates in
                    for column in 0..<points.dimension {
                        let start = column * count
                        let origin = unsafe coordinates[start + row]
                        for index in 0..<count {
                            unsafe differences[index] = origin - coordinates[start + index]
                        }
                        if wantsPoints {
                            unsafe pointSums[row * points.dimension + column] =
                                sum(slopes, UnsafeBufferPointer(differences))
                        }
                        guard !isIsotropic else { continue }
                        for index in 0..<count { unsafe differences[index] *= differences[index] }
                        unsafe squaredSums[column] += sum(slopes, UnsafeBufferPointer(differences))
                    }
                }
            }
        }
    }

    /// The sum of products, as the BLAS forms it.
    private func sum(_ first: UnsafeBufferPointer<Double>, _ second: UnsafeBufferPointer<Double>) -> Double {
        guard let first = first.baseAddress, let second = second.baseAddress else { return 0 }
        return unsafe Double.dot(points.count, first, second)
    }
}
