/// A normal density of the logarithm of a positive parameter.
package struct LogNormalPrior: Hashable, Sendable {
    /// The mean of the parameter's logarithm: the logarithm of its median.
    package let location: Double
    /// The standard deviation of the parameter's logarithm.
    package let scale: Double

    package init(location: Double, scale: Double) {
        precondition(scale > 0, "a prior's scale is positive")
        self.location = location
        self.scale = scale
    }

    /// Creates the prior under which the parameter lies within a factor exp(`scale`) of `median` two times in three.
    package init(median: Double, scale: Double) {
        precondition(median > 0, "the parameter is positive, and so is its median")
        self.init(location: logarithm(median), scale: scale)
    }

    /// The parameter's median.
    package var median: Double { exponential(location) }

    /// The log density of the parameter's logarithm, up to a constant.
    func logDensity(atLogarithm value: Double) -> Double {
        let distance = (value - location) / scale
        return -0.5 * distance * distance
    }

    /// The derivative of the log density in the parameter's logarithm.
    func slope(atLogarithm value: Double) -> Double {
        (location - value) / (scale * scale)
    }
}

/// A normal density of a parameter that may have any value.
package struct NormalPrior: Hashable, Sendable {
    /// The mean, in the parameter's units.
    package let mean: Double
    /// The standard deviation, in the parameter's units.
    package let deviation: Double

    package init(mean: Double, deviation: Double) {
        precondition(deviation > 0, "a prior's deviation is positive")
        self.mean = mean
        self.deviation = deviation
    }
}
