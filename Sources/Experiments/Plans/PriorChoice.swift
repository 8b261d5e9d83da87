/// A log-normal prior of a positive parameter: it lies within a factor exp(`scale`) of `median` two times in three.
package struct LogNormalPriorChoice: Codable, Hashable, Sendable {
    package var median: Double
    /// The standard deviation of the parameter's logarithm.
    package var scale: Double

    package init(median: Double, scale: Double) {
        self.median = median
        self.scale = scale
    }
}

/// A normal prior of a parameter of either sign.
package struct NormalPriorChoice: Codable, Hashable, Sendable {
    package var mean: Double
    /// The standard deviation.
    package var deviation: Double

    package init(mean: Double, deviation: Double) {
        self.mean = mean
        self.deviation = deviation
    }
}
