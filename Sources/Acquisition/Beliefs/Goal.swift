/// What the values of the objective are wanted to be.
///
/// Everything that scores takes the goal as a parameter and returns numbers of which larger is better. Thresholds are in
/// the objective's own units, as are the means and standard deviations that they are held against.
package enum Goal: Hashable, Sendable {
    /// As large as can be.
    case maximize
    /// As small as can be.
    case minimize
    /// As near to a value as can be; for the lines on which the objective takes it.
    case level(Double)
    /// Anywhere between two values, `lower` < `upper`, both finite.
    case band(lower: Double, upper: Double)

    /// How good a value of the objective is: larger is better.
    ///
    /// The value itself, or its negative when minimising; minus its distance from the level; minus its distance from the
    /// band, which is 0 everywhere within.
    @inline(__always)
    package func desirability(of value: Double) -> Double {
        switch self {
        case .maximize: value
        case .minimize: -value
        case .level(let level): -abs(value - level)
        case .band(let lower, let upper):
            // The last difference is 0, except of a NaN, which is neither below nor above and must not pass for good.
            value < lower ? value - lower : value > upper ? upper - value : value - value
        }
    }
}

extension Goal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .maximize: "maximize"
        case .minimize: "minimize"
        case .level(let level): "level \(level)"
        case .band(let lower, let upper): "band [\(lower), \(upper)]"
        }
    }
}
