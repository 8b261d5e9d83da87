/// Which acquisition function scores the pool, with its parameters, and what a measurement costs.
///
/// The names are those of the `Acquisition` module; `PlanFiles` refuses others.
package struct AcquisitionChoice: Codable, Hashable, Sendable {
    /// For example `log-ei` or `ucb`.
    package var function = "log-ei"
    /// The weight of the standard deviation in `ucb` and `straddle`.
    package var kappa = 2.0
    /// The improvement that `ei`, `log-ei`, `pi` and `log-pi` ask for, in units of the objective.
    package var xi = 0.0
    /// The number of samples, points or references of `noisy-ei`, `alc`, `kg` and `mes`; nil takes the function's own.
    package var count: Int?
    /// What a measurement costs; nil if all cost the same.
    package var cost: MeasurementCost?

    package init() {}
}

/// What a measurement costs: the time to take it, and to get there.
package struct MeasurementCost: Codable, Hashable, Sendable {
    /// The seconds of a measurement in one place.
    package var dwell: Double
    /// The way that the probe makes in a second, in ``unit``.
    package var speed: Double
    /// A unit of length, or `px`.
    package var unit: String
    /// The power of the cost that the score is divided by.
    package var exponent = 1.0
    /// Whether that power falls to 0 as the budget is spent (Lee, Perrone, Archambeau & Seeger 2020).
    package var isCooled = true

    package init(dwell: Double, speed: Double, unit: String) {
        self.dwell = dwell
        self.speed = speed
        self.unit = unit
    }
}

extension AcquisitionChoice {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.function, into: &function)
        try stored.take(.kappa, into: &kappa)
        try stored.take(.xi, into: &xi)
        try stored.take(.count, into: &count)
        try stored.take(.cost, into: &cost)
    }
}

extension MeasurementCost {
    package init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            dwell: try stored.decode(Double.self, forKey: .dwell),
            speed: try stored.decode(Double.self, forKey: .speed),
            unit: try stored.decode(String.self, forKey: .unit))
        try stored.take(.exponent, into: &exponent)
        try stored.take(.isCooled, into: &isCooled)
    }
}
