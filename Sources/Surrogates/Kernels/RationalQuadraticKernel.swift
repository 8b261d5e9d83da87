import LinearAlgebra

/// A mixture of RBF kernels of many length scales: k(x, x') = s² (1 + r²/(2α))^-α, r² = sum_i ((x_i - x'_i) / l_i)².
///
/// Rasmussen & Williams, Gaussian Processes for Machine Learning (2006), equation 4.19: the length scales' inverse squares
/// are mixed by a gamma density of shape α. As α grows it becomes the RBF kernel.
package struct RationalQuadraticKernel: DistanceKernel, Hashable {
    package let dimension: Int
    /// The length scales l, in the units of the points: one, or one a dimension.
    package private(set) var lengthScales: [Double]
    /// The prior variance s² = k(x, x).
    package private(set) var outputScale: Double
    /// The exponent α.
    package private(set) var alpha: Double

    /// Creates a kernel over points of `dimension` coordinates, with one length scale or one a dimension.
    package init(dimension: Int, lengthScales: [Double], alpha: Double = 1, outputScale: Double = 1) {
        precondition(dimension > 0, "a point has at least one coordinate")
        precondition([1, dimension].contains(lengthScales.count), "one length scale, or one a dimension")
        precondition(
            lengthScales.allSatisfy { $0 > 0 } && outputScale > 0 && alpha > 0, "a kernel's parameters are positive")
        self.dimension = dimension
        self.lengthScales = lengthScales
        self.outputScale = outputScale
        self.alpha = alpha
    }

    package var name: String { "rational-quadratic" }

    package var parameterGroups: [ParameterGroup] {
        [
            ParameterGroup(name: ParameterGroup.lengthScale, count: lengthScales.count),
            ParameterGroup(name: ParameterGroup.outputScale, count: 1),
            ParameterGroup(name: ParameterGroup.alpha, count: 1),
        ]
    }

    package var parameters: [Double] {
        get { lengthScales + [outputScale, alpha] }
        set {
            precondition(newValue.count == lengthScales.count + 2, "a parameter vector keeps its length")
            precondition(newValue.allSatisfy { $0 > 0 }, "a kernel's parameters are positive")
            outputScale = newValue[lengthScales.count]
            alpha = newValue[lengthScales.count + 1]
            lengthScales.replaceSubrange(lengthScales.indices, with: newValue.prefix(lengthScales.count))
        }
    }

    package var hasShapeParameter: Bool { true }

    package func replaceSquaredDistances(_ elements: UnsafeMutableBufferPointer<Double>) {
        let (variance, power, half) = (outputScale, -alpha, 0.5 / alpha)
        for index in elements.indices {
            let logarithm = unsafe VectorMath.log1p(half * elements[index])
            unsafe elements[index] = variance * VectorMath.exp(power * logarithm)
        }
    }

    /// dk/d(r²) = -k / (2 (1 + u)) with u = r²/(2α).
    package func slopes(
        squaredDistances: UnsafeBufferPointer<Double>, covariances: UnsafeBufferPointer<Double>,
        into row: UnsafeMutableBufferPointer<Double>
    ) {
        let half = 0.5 / alpha
        for index in row.indices {
            unsafe row[index] = -0.5 * covariances[index] / (1 + half * squaredDistances[index])
        }
    }

    /// dk/dα = k (u / (1 + u) - log(1 + u)).
    package func shapeSlopes(
        squaredDistances: UnsafeBufferPointer<Double>, covariances: UnsafeBufferPointer<Double>,
        into row: UnsafeMutableBufferPointer<Double>
    ) {
        let half = 0.5 / alpha
        for index in row.indices {
            let u = unsafe half * squaredDistances[index]
            unsafe row[index] = covariances[index] * (u / (1 + u) - VectorMath.log1p(u))
        }
    }
}
