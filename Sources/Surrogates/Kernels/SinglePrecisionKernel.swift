package import LinearAlgebra

/// A kernel that can be evaluated in single precision, several times as fast, for pools too large to keep V of.
package protocol SinglePrecisionKernel: Kernel {
    /// Sets `result`, rows of `first` x rows of `second`, to the covariances of the points in `first` with those in
    /// `second`, each within 1e-6 of the variance.
    func covariance(
        _ first: borrowing Matrix<Float>, _ second: borrowing Matrix<Float>, into result: inout Matrix<Float>)
}

extension StationaryKernel: SinglePrecisionKernel {
    package func covariance(
        _ first: borrowing Matrix<Float>, _ second: borrowing Matrix<Float>, into result: inout Matrix<Float>
    ) {
        precondition(first.columns == dimension && second.columns == dimension, "a coordinate a dimension")
        precondition(result.rows == first.rows && result.columns == second.rows, "a covariance a pair of points")
        let distances = SingleDistances(to: second, factors: (0..<dimension).map { 1 / Float(lengthScale($0)) })
        let (rows, count, dimension) = (first.rows, second.rows, dimension)
        unsafe first.withUnsafeElements { first in
            unsafe result.withUnsafeMutableElements { result in
                for row in 0..<rows {
                    let target = unsafe UnsafeMutableBufferPointer(rebasing: result[row * count..<(row + 1) * count])
                    unsafe distances.fill(
                        target, from: UnsafeBufferPointer(rebasing: first[row * dimension..<(row + 1) * dimension]))
                    unsafe replaceSquaredDistances(target)
                }
            }
        }
    }

    /// Replaces r² by s² f(r).
    ///
    /// Roots and exponentials have loops of their own, which run twice as fast as one of both.
    private func replaceSquaredDistances(_ elements: UnsafeMutableBufferPointer<Float>) {
        let variance = Float(outputScale)
        let factor: Float =
            switch shape {
            case .rbf: 0.5
            case .matern12: 1
            case .matern32: 3
            case .matern52: 5
            }
        for index in elements.indices { unsafe elements[index] *= factor }
        if shape != .rbf { unsafe VectorMath.squareRoot(elements) }
        switch shape {
        case .rbf, .matern12:
            for index in elements.indices { unsafe elements[index] = variance * VectorMath.exp(-elements[index]) }
        case .matern32:
            for index in elements.indices {
                let t = unsafe elements[index]
                unsafe elements[index] = variance * (1 + t) * VectorMath.exp(-t)
            }
        case .matern52:
            for index in elements.indices {
                let t = unsafe elements[index]
                unsafe elements[index] = variance * (1 + t * (1 + t * (1 / 3))) * VectorMath.exp(-t)
            }
        }
    }
}

/// Squared scaled distances to many points, in single precision.
private struct SingleDistances {
    private typealias Lanes = SIMD8<Float>

    /// Coordinate after coordinate, each padded to whole lanes.
    private let coordinates: [Lanes]
    private let factors: [Float]
    private let count: Int
    private let groups: Int

    init(to points: borrowing Matrix<Float>, factors: [Float]) {
        self.factors = factors
        count = points.rows
        let (count, dimension) = (points.rows, points.columns)
        let groups = (count + Lanes.scalarCount - 1) / Lanes.scalarCount
        self.groups = groups
        coordinates = unsafe points.withUnsafeElements { points in
            var result = [Lanes](repeating: Lanes(repeating: 0), count: groups * dimension)
            for row in 0..<count {
                for column in 0..<dimension {
                    unsafe result[column * groups + row / Lanes.scalarCount][row % Lanes.scalarCount] =
                        points[row * dimension + column]
                }
            }
            return result
        }
    }

    /// Sets `target` to the squared distances from one point.
    func fill(_ target: UnsafeMutableBufferPointer<Float>, from origin: UnsafeBufferPointer<Float>) {
        precondition(target.count == count && origin.count == factors.count, "a distance a point")
        guard let base = target.baseAddress else { return }
        unsafe coordinates.withUnsafeBufferPointer { coordinates in
            for group in 0..<groups {
                var sum = Lanes(repeating: 0)
                for column in factors.indices {
                    // The difference of neighbours is exact; scaled coordinates would have been rounded before.
                    let difference = unsafe (origin[column] - coordinates[column * groups + group]) * factors[column]
                    sum += difference * difference
                }
                let start = group * Lanes.scalarCount
                if start + Lanes.scalarCount <= count {
                    unsafe UnsafeMutableRawPointer(base + start).storeBytes(of: sum, as: Lanes.self)
                } else {
                    for lane in 0..<count - start { unsafe target[start + lane] = sum[lane] }
                }
            }
        }
    }
}
