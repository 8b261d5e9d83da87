package import Randomness

/// A kernel whose functions can be drawn as sums of random features, for samples of a whole pool without an N x N
/// factor.
///
/// A stationary kernel is the characteristic function of its spectral density (Bochner), so cosines whose frequencies
/// are drawn from it have its covariance on average (Rahimi & Recht, NIPS 2007). Composite kernels pass the question
/// on: a sum joins its terms' features (``RandomFeatures/joined(_:)``), a product multiplies them
/// (``RandomFeatures/multiplied(by:using:)``), a kernel on some of the columns spreads them
/// (``RandomFeatures/onColumns(_:of:)``).
package protocol SpectralSampling: Kernel {
    /// Draws `count` random features, or returns `nil` if a part of the kernel has none.
    func randomFeatures(_ count: Int, using source: inout RandomSource) -> RandomFeatures?
}

extension StationaryKernel: SpectralSampling {
    /// Draws frequencies from the spectral density: normal for RBF, and for a Matérn kernel of smoothness ν Student's t
    /// of 2ν degrees of freedom (Rasmussen & Williams 2006, equation 4.15), each divided by the length scales.
    package func randomFeatures(_ count: Int, using source: inout RandomSource) -> RandomFeatures? {
        let degrees: Int? =
            switch shape {
            case .rbf: nil
            case .matern12: 1
            case .matern32: 3
            case .matern52: 5
            }
        var result = RandomFeatures(count: count, dimension: dimension, variance: outputScale)
        for feature in 0..<count {
            var width = 1.0
            if let degrees {
                let chiSquared = source.normals(degrees).reduce(0) { $0 + $1 * $1 }
                width = (Double(degrees) / max(chiSquared, .leastNormalMagnitude)).squareRoot()
            }
            for (column, normal) in source.normals(dimension).enumerated() {
                result.frequencies[feature * dimension + column] =
                    width * normal / (2 * Double.pi * lengthScale(column))
            }
        }
        return result
    }
}

extension PeriodicKernel: SpectralSampling {
    /// Draws harmonics of the periods.
    ///
    /// exp((cos u - 1) / l²) = sum_k e^(-1/l²) I_k(1/l²) cos(k u) over all integers k, whose weights are the
    /// probabilities of the difference of two Poisson numbers of mean 1 / (2 l²) (Skellam, 1946).
    package func randomFeatures(_ count: Int, using source: inout RandomSource) -> RandomFeatures? {
        var result = RandomFeatures(count: count, dimension: dimension, variance: outputScale)
        for column in 0..<dimension {
            let mean = 1 / (2 * lengthScale(column) * lengthScale(column))
            for feature in 0..<count {
                let harmonic = source.poisson(mean: mean) - source.poisson(mean: mean)
                result.frequencies[feature * dimension + column] = Double(harmonic) / period(column)
            }
        }
        return result
    }
}

extension RandomFeatures {
    /// Draws features of a rational quadratic kernel, (1 + r² / (2 α))^-α: a mixture of RBF kernels whose precisions
    /// are Gamma distributed with shape and rate α (Rasmussen & Williams 2006, equation 4.20).
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - mixture: α.
    ///   - lengthScales: A length scale a dimension.
    ///   - variance: k(x, x).
    ///   - source: Where they are drawn from.
    /// - Returns: The features.
    package static func rationalQuadratic(
        _ count: Int, mixture: Double, lengthScales: [Double], variance: Double, using source: inout RandomSource
    ) -> RandomFeatures {
        var result = RandomFeatures(count: count, dimension: lengthScales.count, variance: variance)
        for feature in 0..<count {
            let width = (source.gamma(shape: mixture) / mixture).squareRoot()
            for (column, normal) in source.normals(lengthScales.count).enumerated() {
                result.frequencies[feature * lengthScales.count + column] =
                    width * normal / (2 * Double.pi * lengthScales[column])
            }
        }
        return result
    }

    /// Draws features of a linear kernel, sum_i v_i (x_i - c_i)(x'_i - c_i) + b: lines of random slopes.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - slopeVariances: v, one a dimension.
    ///   - centre: c, one a dimension.
    ///   - offsetVariance: b.
    ///   - source: Where they are drawn from.
    /// - Returns: The features, whose frequencies are zero.
    package static func linear(
        _ count: Int, slopeVariances: [Double], centre: [Double], offsetVariance: Double = 0,
        using source: inout RandomSource
    ) -> RandomFeatures {
        let dimension = slopeVariances.count
        precondition(centre.count == dimension, "a centre a dimension")
        var result = RandomFeatures(count: count, dimension: dimension, variance: 1)
        var lines: [Double] = []
        for _ in 0..<count {
            let slopes = zip(slopeVariances, source.normals(dimension)).map { $0.squareRoot() * $1 }
            lines += slopes
            lines.append(
                offsetVariance.squareRoot() * source.normal() - zip(slopes, centre).reduce(0) { $0 + $1.0 * $1.1 })
        }
        result.lines = [lines]
        return result
    }
}

extension RandomSource {
    /// Draws from the Poisson distribution by counting uniform numbers until their product is small (Knuth, The Art of
    /// Computer Programming, volume 2, section 3.4.1), in parts where the mean is large.
    mutating func poisson(mean: Double) -> Int {
        precondition(mean >= 0 && mean.isFinite, "a Poisson distribution has a mean that is not negative")
        // Beyond this it is a normal distribution to within a hundredth of its deviation.
        if mean > 10_000 { return Int((mean + mean.squareRoot() * normal()).rounded()) }
        var (result, remaining) = (0, mean)
        while remaining > 0 {
            let part = min(remaining, 500)
            remaining -= part
            let least = exponential(-part)
            var product = 1 - uniform()
            while product > least {
                result += 1
                product *= 1 - uniform()
            }
        }
        return result
    }

    /// Draws from the Gamma distribution of unit scale (Marsaglia & Tsang, ACM TOMS 26, 2000).
    mutating func gamma(shape: Double) -> Double {
        precondition(shape > 0, "a Gamma distribution has a positive shape")
        guard shape >= 1 else {
            return gamma(shape: shape + 1) * exponential(logarithm(1 - uniform()) / shape)
        }
        let d = shape - 1 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let normal = normal()
            let root = 1 + c * normal
            guard root > 0 else { continue }
            let cube = root * root * root
            if logarithm(1 - uniform()) < normal * normal / 2 + d - d * cube + d * logarithm(cube) { return d * cube }
        }
    }
}
