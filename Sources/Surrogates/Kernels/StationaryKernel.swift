import LinearAlgebra

/// A kernel that falls with distance alone: k(x, x') = s² f(r), r² = sum_i ((x_i - x'_i) / l_i)².
///
/// The shapes f are those of Rasmussen & Williams, Gaussian Processes for Machine Learning (2006), section 4.2. With
/// one length scale for all dimensions the kernel is isotropic; with one for each, it determines their relevance.
package struct StationaryKernel: DistanceKernel, Hashable {
    /// How the covariance falls with the scaled distance r, by its name in plans.
    package enum Shape: String, Hashable, Sendable, CaseIterable {
        /// exp(-r²/2): infinitely differentiable functions.
        case rbf = "rbf"
        /// exp(-r): continuous, nowhere differentiable functions.
        case matern12 = "matern-1/2"
        /// (1 + √3 r) exp(-√3 r): functions differentiable once.
        case matern32 = "matern-3/2"
        /// (1 + √5 r + 5 r²/3) exp(-√5 r): functions differentiable twice.
        case matern52 = "matern-5/2"
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

    /// Replaces r² by s² f(r).
    package func replaceSquaredDistances(_ elements: UnsafeMutableBufferPointer<Double>) {
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

    /// Sets `row` to s² h(r) for squared distances r² and covariances s² f(r); h is 0 where it has no value, at r = 0.
    package func slopes(
        squaredDistances: UnsafeBufferPointer<Double>, covariances: UnsafeBufferPointer<Double>,
        into row: UnsafeMutableBufferPointer<Double>
    ) {
        guard shape != .rbf else {
            for index in row.indices { unsafe row[index] = -0.5 * covariances[index] }
            return
        }
        _ = unsafe row.update(fromContentsOf: squaredDistances)
        unsafe replaceByRoots(row)
        switch shape {
        case .rbf, .matern12:
            for index in row.indices {
                let r = unsafe row[index]
                let slope = unsafe -0.5 * covariances[index] / r
                unsafe row[index] = r > 0 ? slope : 0
            }
        case .matern32:
            for index in row.indices { unsafe row[index] = -1.5 * covariances[index] / (1 + row[index]) }
        case .matern52:
            for index in row.indices {
                let t = unsafe row[index]
                unsafe row[index] = -(5.0 / 6) * covariances[index] * (1 + t) / (1 + t * (1 + t * (1 / 3)))
            }
        }
    }
}
