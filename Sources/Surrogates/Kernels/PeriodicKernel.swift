private import Foundation
package import LinearAlgebra

/// A kernel of functions that repeat: k(x, x') = s² exp(-2 sum_i sin²(π (x_i - x'_i) / p_i) / l_i²).
///
/// After MacKay (Introduction to Gaussian processes, 1998, section 5.2). Length scales are in units of the sine, not of
/// the points. Of the length scales l and of the periods p there is one, or one a dimension.
package struct PeriodicKernel: Kernel, Hashable {
    package let dimension: Int
    /// The length scales l, without unit: one, or one a dimension.
    package private(set) var lengthScales: [Double]
    /// The periods p, in the units of the points: one, or one a dimension.
    package private(set) var periods: [Double]
    /// The prior variance s² = k(x, x).
    package private(set) var outputScale: Double

    /// Creates a kernel over points of `dimension` coordinates.
    package init(dimension: Int, lengthScales: [Double], periods: [Double], outputScale: Double = 1) {
        precondition(dimension > 0, "a point has at least one coordinate")
        precondition([1, dimension].contains(lengthScales.count), "one length scale, or one a dimension")
        precondition([1, dimension].contains(periods.count), "one period, or one a dimension")
        precondition(
            (lengthScales + periods + [outputScale]).allSatisfy { $0 > 0 }, "a kernel's parameters are positive")
        self.dimension = dimension
        self.lengthScales = lengthScales
        self.periods = periods
        self.outputScale = outputScale
    }

    package var name: String { "periodic" }

    package var parameterGroups: [ParameterGroup] {
        [
            ParameterGroup(name: ParameterGroup.lengthScale, count: lengthScales.count),
            ParameterGroup(name: ParameterGroup.outputScale, count: 1),
            ParameterGroup(name: ParameterGroup.period, count: periods.count),
        ]
    }

    package var parameters: [Double] {
        get { lengthScales + [outputScale] + periods }
        set {
            precondition(
                newValue.count == lengthScales.count + 1 + periods.count, "a parameter vector keeps its length")
            precondition(newValue.allSatisfy { $0 > 0 }, "a kernel's parameters are positive")
            outputScale = newValue[lengthScales.count]
            periods.replaceSubrange(periods.indices, with: newValue.dropFirst(lengthScales.count + 1))
            lengthScales.replaceSubrange(lengthScales.indices, with: newValue.prefix(lengthScales.count))
        }
    }

    package func variances(at points: borrowing Matrix<Double>) -> [Double] {
        Array(repeating: outputScale, count: points.rows)
    }

    package func covariance(
        _ first: borrowing Matrix<Double>, _ second: borrowing Matrix<Double>, into result: inout Matrix<Double>
    ) {
        precondition(result.rows == first.rows && result.columns == second.rows, "a covariance a pair of points")
        let first = Phases(first, of: self)
        let second = Phases(second, of: self)
        unsafe result.withUnsafeMutableElements { result in
            for row in 0..<first.count {
                let range = row * second.count..<(row + 1) * second.count
                unsafe fill(UnsafeMutableBufferPointer(rebasing: result[range]), first, row, second)
            }
        }
    }

    package func covariance(of points: borrowing Matrix<Double>, into result: inout Matrix<Double>) {
        precondition(result.rows == points.rows && result.columns == points.rows, "a covariance a pair of points")
        let phases = Phases(points, of: self)
        let count = phases.count
        unsafe result.withUnsafeMutableElements { result in
            for row in 0..<count {
                let elements = unsafe UnsafeMutableBufferPointer(rebasing: result[row * count..<row * count + row + 1])
                unsafe fill(elements, phases, row, phases)
                unsafe elements[row] = outputScale
            }
        }
        result.mirrorLowerTriangle()
    }

    /// Sets `row` to the covariances of one point with the leading points of `second`.
    private func fill(_ row: UnsafeMutableBufferPointer<Double>, _ first: Phases, _ index: Int, _ second: Phases) {
        unsafe row.update(repeating: 0)
        unsafe second.sines.withUnsafeBufferPointer { sines in
            unsafe second.cosines.withUnsafeBufferPointer { cosines in
                for column in 0..<dimension {
                    let sine = first.sines[column * first.count + index]
                    let cosine = first.cosines[column * first.count + index]
                    let factor = -2 / (lengthScale(column) * lengthScale(column))
                    let start = column * second.count
                    for position in row.indices {
                        // sin(a - b) from the sines and cosines of a and b: no sine in the loop.
                        let s = unsafe sine * cosines[start + position] - cosine * sines[start + position]
                        unsafe row[position] += factor * s * s
                    }
                }
            }
        }
        for position in row.indices { unsafe row[position] = outputScale * VectorMath.exp(row[position]) }
    }

    /// The length scale of a dimension.
    func lengthScale(_ dimension: Int) -> Double { lengthScales[lengthScales.count == 1 ? 0 : dimension] }

    /// The period of a dimension.
    func period(_ dimension: Int) -> Double { periods[periods.count == 1 ? 0 : dimension] }
}

/// The angles π x / p of points with their sines and cosines, dimension after dimension.
struct Phases {
    let count: Int
    private(set) var sines: [Double] = []
    private(set) var cosines: [Double] = []
    private(set) var angles: [Double] = []

    init(_ points: borrowing Matrix<Double>, of kernel: PeriodicKernel) {
        precondition(points.columns == kernel.dimension, "a point has as many coordinates as its kernel has dimensions")
        count = points.rows
        sines.reserveCapacity(points.rows * points.columns)
        cosines.reserveCapacity(points.rows * points.columns)
        angles.reserveCapacity(points.rows * points.columns)
        for column in 0..<points.columns {
            let period = kernel.period(column)
            for row in 0..<points.rows {
                let angle = Double.pi * (points[row, column] / period)
                sines.append(sin(angle))
                cosines.append(cos(angle))
                angles.append(angle)
            }
        }
    }
}
