package import LinearAlgebra

/// A kernel that falls with distance alone: k(x, x') = s² f(r), r² = sum_i ((x_i - x'_i) / l_i)².
///
/// The shapes f are those of Rasmussen & Williams, Gaussian Processes for Machine Learning (2006), section 4.2. With
/// one length scale for all dimensions the kernel is isotropic; with one for each, it determines their relevance.
package struct StationaryKernel: Kernel, Hashable {
    /// How the covariance falls with the scaled distance r.
    package enum Shape: String, Hashable, Sendable, CaseIterable {
        /// exp(-r²/2): infinitely differentiable functions.
        case rbf
        /// exp(-r): continuous, nowhere differentiable functions.
        case matern12
        /// (1 + √3 r) exp(-√3 r): functions differentiable once.
        case matern32
        /// (1 + √5 r + 5 r²/3) exp(-√5 r): functions differentiable twice.
        case matern52
    }

    package let shape: Shape
    package let dimension: Int
    /// The length scales l, in the units of the points: one, or one a dimension.
    package private(set) var lengthScales: [Double]
    /// The prior variance s² = k(x, x).
    package private(set) var outputScale: Double

    /// Creates a kernel with one length scale for every dimension.
    package init(_ shape: Shape, lengthScales: [Double], outputScale: Double = 1) {
        precondition(!lengthScales.isEmpty, "a point has at least one coordinate")
        self.init(shape, lengthScales: lengthScales, outputScale: outputScale, dimension: lengthScales.count)
    }

    /// Creates an isotropic kernel over points of `dimension` coordinates.
    package init(_ shape: Shape, dimension: Int, lengthScale: Double, outputScale: Double = 1) {
        self.init(shape, lengthScales: [lengthScale], outputScale: outputScale, dimension: dimension)
    }

    private init(_ shape: Shape, lengthScales: [Double], outputScale: Double, dimension: Int) {
        precondition(dimension > 0, "a point has at least one coordinate")
        precondition(lengthScales.allSatisfy { $0 > 0 } && outputScale > 0, "a kernel's parameters are positive")
        self.shape = shape
        self.dimension = dimension
        self.lengthScales = lengthScales
        self.outputScale = outputScale
    }

    package var name: String { shape.rawValue }

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
            lengthScales.replaceSubrange(lengthScales.indices, with: newValue.dropLast())
            outputScale = newValue[lengthScales.count]
        }
    }

    /// The length scale of a dimension.
    func lengthScale(_ dimension: Int) -> Double {
        lengthScales[lengthScales.count == 1 ? 0 : dimension]
    }

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

    /// Replaces r² by s² f(r).
    private func replaceSquaredDistances(_ elements: UnsafeMutableBufferPointer<Double>) {
        let variance = outputScale
        switch shape {
        case .rbf:
            for index in elements.indices {
                unsafe elements[index] = variance * VectorMath.exp(-0.5 * elements[index])
            }
        case .matern12:
            unsafe replaceByRoots(elements)
            for index in elements.indices { unsafe elements[index] = variance * VectorMath.exp(-elements[index]) }
        case .matern32:
            unsafe replaceByRoots(elements)
            for index in elements.indices {
                let t = unsafe elements[index]
                unsafe elements[index] = variance * (1 + t) * VectorMath.exp(-t)
            }
        case .matern52:
            unsafe replaceByRoots(elements)
            for index in elements.indices {
                let t = unsafe elements[index]
                unsafe elements[index] = variance * (1 + t * (1 + t * (1 / 3))) * VectorMath.exp(-t)
            }
        }
    }

    /// Replaces r² by t, the argument of a Matérn kernel's exponential: r, √3 r or √5 r.
    ///
    /// Apart from what follows, because roots of Double keep a loop from being vectorised.
    func replaceByRoots(_ elements: UnsafeMutableBufferPointer<Double>) {
        let factor: Double =
            switch shape {
            case .rbf, .matern12: 1
            case .matern32: 3
            case .matern52: 5
            }
        for index in elements.indices { unsafe elements[index] = (factor * elements[index]).squareRoot() }
    }
}
