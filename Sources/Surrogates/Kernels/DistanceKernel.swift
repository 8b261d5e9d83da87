package import LinearAlgebra

/// A kernel that falls with distance alone: k(x, x') = s² f(r), r² = sum_i ((x_i - x'_i) / l_i)².
///
/// With one length scale for all dimensions the kernel is isotropic; with one for each, it determines their relevance.
/// Its parameters are the length scales, s², and at most one more that shapes f.
package protocol DistanceKernel: Kernel {
    /// The length scales l, in the units of the points: one, or one a dimension.
    var lengthScales: [Double] { get }

    /// The prior variance s² = k(x, x).
    var outputScale: Double { get }

    /// Whether a third parameter shapes f.
    var hasShapeParameter: Bool { get }

    /// Replaces squared distances r² by covariances s² f(r).
    func replaceSquaredDistances(_ elements: UnsafeMutableBufferPointer<Double>)

    /// Sets `row` to dk/d(r²) for squared distances r² and covariances s² f(r); to 0 where it has no value, at r = 0.
    func slopes(
        squaredDistances: UnsafeBufferPointer<Double>, covariances: UnsafeBufferPointer<Double>,
        into row: UnsafeMutableBufferPointer<Double>)

    /// Sets `row` to the derivatives of the covariances in the parameter that shapes f, if there is one.
    func shapeSlopes(
        squaredDistances: UnsafeBufferPointer<Double>, covariances: UnsafeBufferPointer<Double>,
        into row: UnsafeMutableBufferPointer<Double>)
}

extension DistanceKernel {
    package var hasShapeParameter: Bool { false }

    package func shapeSlopes(
        squaredDistances: UnsafeBufferPointer<Double>, covariances: UnsafeBufferPointer<Double>,
        into row: UnsafeMutableBufferPointer<Double>
    ) {
        preconditionFailure("the kernel has no parameter that shapes it")
    }

    /// The length scale of a dimension.
    func lengthScale(_ dimension: Int) -> Double { lengthScales[lengthScales.count == 1 ? 0 : dimension] }

    package func variances(at points: borrowing Matrix<Double>) -> [Double] {
        Array(repeating: outputScale, count: points.rows)
    }

    package func covariance(
        _ first: borrowing Matrix<Double>, _ second: borrowing Matrix<Double>, into result: inout Matrix<Double>
    ) {
        precondition(result.rows == first.rows && result.columns == second.rows, "a covariance a pair of points")
        let first = ScaledPoints(first, by: self)
        let second = ScaledPoints(second, by: self)
        let columns = second.count
        if !first.areFew { ScaledPoints.fillSquaredDistances(first, second, into: &result) }
        unsafe result.withUnsafeMutableElements { result in
            for row in 0..<first.count {
                let elements = unsafe UnsafeMutableBufferPointer(rebasing: result[row * columns..<(row + 1) * columns])
                if first.areFew { unsafe second.squaredDistances(from: first, row, into: elements) }
                unsafe replaceSquaredDistances(elements)
            }
        }
    }

    package func covariance(of points: borrowing Matrix<Double>, into result: inout Matrix<Double>) {
        precondition(result.rows == points.rows && result.columns == points.rows, "a covariance a pair of points")
        let points = ScaledPoints(points, by: self)
        let count = points.count
        if !points.areFew { ScaledPoints.fillSquaredDistances(points, points, into: &result) }
        unsafe result.withUnsafeMutableElements { result in
            for row in 0..<count {
                let elements = unsafe UnsafeMutableBufferPointer(rebasing: result[row * count..<row * count + row + 1])
                if points.areFew { unsafe points.squaredDistances(from: points, row, into: elements) }
                unsafe elements[row] = 0
                unsafe replaceSquaredDistances(elements)
            }
        }
        result.mirrorLowerTriangle()
    }
}
