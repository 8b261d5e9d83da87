/// How a spectrum becomes the objective: a quantity, then a sign, then a transformation.
package struct Scalarizer: Codable, Hashable, Sendable {
    /// A range of the spectrum's axis, bounds included, in the unit given or in the axis's own.
    package struct Band: Codable, Hashable, Sendable {
        package var from: Double
        package var to: Double
        /// The unit that the plan wrote; nil if it wrote none.
        package var unit: String?

        package init(from: Double, to: Double, unit: String? = nil) {
            self.from = from
            self.to = to
            self.unit = unit
        }
    }

    package enum Quantity: Codable, Hashable, Sendable {
        /// The value of channel `index`; a number is a spectrum of one channel.
        case value(index: Int)
        /// The mean over a band.
        case bandMean(Band)
        /// The maximum over a band.
        case bandMaximum(Band)
        /// Where on the axis the maximum over a band lies, refined by a parabola through its neighbours.
        case peakPosition(Band)
        /// The mean over one band divided by the mean over another.
        case bandRatio(Band, over: Band)
        /// The area of a closed loop over the axis, -∮ R dV by the trapezoid rule, the last channel joined to the first.
        ///
        /// Positive for a loop run through anticlockwise (axis to the right, response up), as a ferroelectric one is.
        case loopArea
        /// The mean of the two axis values at which a loop crosses the middle of its range: its shift along the axis.
        case coerciveBias
        /// Half the distance of those two axis values: the width of the loop, positive as its area is.
        case coerciveVoltage
        /// The Euclidean norm over all channels.
        case norm
    }

    package enum Transformation: Codable, Hashable, Sendable {
        case none
        /// The natural logarithm; the value must be positive.
        case log
        /// asinh(value / scale): linear near 0, logarithmic far from it, for either sign.
        case asinh(scale: Double)
    }

    /// How large the noise of a spectrum's values is, channel by channel.
    package enum Noise: Codable, Hashable, Sendable {
        /// Not known: the model estimates it.
        case none
        /// Of counted events: a value is `gain` times a number of events, whose variance is that number (Poisson).
        case counts(gain: Double)
        /// The same standard deviation in every channel, in the values' unit.
        case deviation(Double)
    }

    package var quantity = Quantity.value(index: 0)
    /// The name that the spectrum's axis must have, upper and lower case alike; nil takes any.
    package var axis: String?
    /// Whether the quantity is negated before the transformation.
    package var isNegated = false
    package var transformation = Transformation.none
    package var noise = Noise.none

    package init() {}
}

extension Scalarizer {
    package init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
        try stored.take(.quantity, into: &quantity)
        try stored.take(.axis, into: &axis)
        try stored.take(.isNegated, into: &isNegated)
        try stored.take(.transformation, into: &transformation)
        try stored.take(.noise, into: &noise)
    }
}

extension Scalarizer {
    /// The unit of the objective where it is known: that of the axis for a place on it, else none.
    ///
    /// What the values themselves are measured in no instrument says.
    package func unit(on axis: Axis) -> String {
        guard transformation == .none else { return "" }
        return switch quantity {
        case .peakPosition, .coerciveBias, .coerciveVoltage: axis.unit
        case .value, .bandMean, .bandMaximum, .bandRatio, .loopArea, .norm: ""
        }
    }
}
