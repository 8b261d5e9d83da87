/// What is looked for in the objective.
package enum Goal: Codable, Hashable, Sendable {
    case maximize
    case minimize
    /// As near as possible to a value.
    case level(Double)
    /// Inside a range, bounds included.
    case band(ClosedRange<Double>)
}

extension Goal {
    /// How well a measured objective fulfils the goal; larger is better, and 0 is perfect for a level or a band.
    package func merit(of objective: Double) -> Double {
        switch self {
        case .maximize: objective
        case .minimize: -objective
        case .level(let level): -abs(objective - level)
        case .band(let band): -max(band.lowerBound - objective, objective - band.upperBound, 0)
        }
    }
}
