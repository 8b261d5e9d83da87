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

/// Priors on the parameters of a process whose targets are standardised, by the names of the parameters.
///
/// They act on the parameters' logarithms, where training takes its steps: what is found is the mode of the posterior in
/// log space. A parameter without a prior, such as the mean, is free.
package struct Hyperpriors: Hashable, Sendable {
    package var byName: [String: LogNormalPrior]

    package init(_ byName: [String: LogNormalPrior] = [:]) {
        self.byName = byName
    }

    package subscript(name: String) -> LogNormalPrior? {
        get { byName[name] }
        set { byName[name] = newValue }
    }

    /// Weak priors for `dimension` standardised inputs.
    ///
    /// Distances between standardised points grow as the root of their dimension, and so does the median of the length
    /// scales (Hvarfner, Hellsten & Nardi, ICML 2024).
    package static func weak(dimension: Int) -> Hyperpriors {
        Hyperpriors([
            ParameterGroup.lengthScale: LogNormalPrior(median: Double(dimension).squareRoot(), scale: 1.2),
            ParameterGroup.outputScale: LogNormalPrior(median: 1, scale: 1),
            ParameterGroup.noise: LogNormalPrior(median: 0.05, scale: 1.5),
        ])
    }

    /// No priors: maximum likelihood.
    package static let none = Hyperpriors()
}
