/// How leave-one-out predictions agree with what was measured, in a few numbers.
///
/// Standardised residuals of a calibrated model are about standard normal: mean 0, rms 1, half of them inside the 50 %
/// interval and nine tenths inside the 90 % interval.
package struct ResidualSummary: Hashable, Sendable {
    /// The number of residuals.
    package let count: Int
    /// Their mean: a bias, in predicted standard deviations.
    package let mean: Double
    /// The root of their mean square: above 1, the model is too sure of itself.
    package let rootMeanSquare: Double
    /// The greatest in size.
    package let greatest: Double
    /// The share within ±0.674, the central half of the normal distribution.
    package let shareInside50: Double
    /// The share within ±1.645, its central nine tenths.
    package let shareInside90: Double

    /// Where the central half and nine tenths of a standard normal number end.
    package static let (bound50, bound90) = (0.674489750196082, 1.644853626951473)

    /// Summarises residuals; without any, all numbers are zero.
    package init(of residuals: [Double]) {
        let share = 1 / Double(max(1, residuals.count))
        count = residuals.count
        mean = share * residuals.reduce(0, +)
        rootMeanSquare = (share * residuals.reduce(0) { $0 + $1 * $1 }).squareRoot()
        greatest = residuals.reduce(0) { max($0, abs($1)) }
        shareInside50 = share * Double(residuals.count { abs($0) <= Self.bound50 })
        shareInside90 = share * Double(residuals.count { abs($0) <= Self.bound90 })
    }
}
