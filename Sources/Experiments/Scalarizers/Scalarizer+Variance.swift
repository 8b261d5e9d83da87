extension Scalarizer {
    /// Returns the variance of the objective that the noise of the spectrum's values amounts to, in the objective's
    /// unit squared; nil if the plan does not say how large that noise is.
    ///
    /// By the delta method: sum over the channels of (∂ objective / ∂ value)² times the variance of the value, the noise
    /// of the channels being independent. Exact where the objective is linear in the values (a value, a mean over a band,
    /// a loop's area, without transformation), else right for noise that is small against the curvature. Derivatives are
    /// central differences over a hundredth of the noise's standard deviation, those of the transformation are exact.
    ///
    /// - Parameters:
    ///   - values: One value a channel.
    ///   - axis: What the channels stand for; as many as there are values.
    /// - Returns: A finite number from 0, or nil.
    /// - Throws: ``UnusableSpectrum`` where ``objective(of:axis:)`` does, or if the variance is too large for a number.
    package func objectiveVariance(of values: [Double], axis: Axis) throws(UnusableSpectrum) -> Double? {
        if case .none = noise { return nil }
        _ = try objective(of: values, axis: axis)
        var perturbed = values
        var variance = 0.0
        for channel in try influentialChannels(of: axis) {
            let value = values[channel]
            let channelVariance = noise.variance(of: value)
            let step = 0.01 * channelVariance.squareRoot()
            // What is added is what the difference is divided by, whatever rounding does to it.
            let (lower, upper) = (value - step, value + step)
            guard lower < upper else { continue }
            perturbed[channel] = lower
            let below = try quantity(of: perturbed, on: axis)
            perturbed[channel] = upper
            let above = try quantity(of: perturbed, on: axis)
            perturbed[channel] = value
            let slope = (above - below) / (upper - lower)
            variance += slope * slope * channelVariance
        }
        let factor = transformationSlope(at: (isNegated ? -1 : 1) * (try quantity(of: values, on: axis)))
        variance *= factor * factor
        guard variance.isFinite else {
            throw UnusableSpectrum(.values, "the variance of the objective is too large for a number")
        }
        return variance
    }

    /// The channels whose values the quantity depends on.
    private func influentialChannels(of axis: Axis) throws(UnusableSpectrum) -> [Int] {
        switch quantity {
        case .value(let index): return [index]
        case .bandMean(let band), .bandMaximum(let band): return try band.channels(of: axis)
        case .peakPosition(let band):
            // The parabola also goes through the neighbours of the band.
            let channels = try band.channels(of: axis)
            let near = Set(channels.flatMap { [$0 - 1, $0, $0 + 1] })
            return near.filter(axis.values.indices.contains).sorted()
        case .bandRatio(let band, let reference):
            return Set(try band.channels(of: axis)).union(try reference.channels(of: axis)).sorted()
        case .loopArea, .coerciveBias, .coerciveVoltage, .norm: return Array(axis.values.indices)
        }
    }

    /// The derivative of the transformation.
    private func transformationSlope(at number: Double) -> Double {
        switch transformation {
        case .none: 1
        case .log: 1 / number
        case .asinh(let scale): 1 / (number * number + scale * scale).squareRoot()
        }
    }
}

extension Scalarizer.Noise {
    /// The variance of a recorded value.
    ///
    /// Of counted events it is never below that of a single one: that none was counted does not mean that none could be.
    func variance(of value: Double) -> Double {
        switch self {
        case .none: 0
        case .counts(let gain): gain * max(value, gain)
        case .deviation(let deviation): deviation * deviation
        }
    }
}
