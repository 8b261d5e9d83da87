/// What a process says of each observation given all the others, in closed form.
///
/// With α = K⁻¹ (y - m): μ_-i = y_i - α_i / [K⁻¹]_ii and σ²_-i = 1 / [K⁻¹]_ii (Rasmussen & Williams 2006, equations
/// 5.10-5.12). The variances are of observations: they include noise.
package struct LeaveOneOut: Hashable, Sendable {
    /// The predicted observations, in the units of the targets.
    package let mean: [Double]
    /// The variances of the predicted observations.
    package let variance: [Double]
    /// The logarithms of the predictive densities at the observations, in nats.
    package let logDensity: [Double]
    /// The errors y - mean in units of the standard deviation: of variance one if the model is calibrated.
    package let standardizedResiduals: [Double]

    /// The mean of the log densities a point, the calibration figure of a training; zero without points.
    package var meanLogDensity: Double {
        logDensity.isEmpty ? 0 : logDensity.reduce(0, +) / Double(logDensity.count)
    }

    /// Creates the predictions from α and the diagonal of K⁻¹, noise included in K.
    init(targets: [Double], weights: [Double], precisions: [Double]) {
        mean = targets.indices.map { targets[$0] - weights[$0] / precisions[$0] }
        variance = precisions.map { 1 / $0 }
        standardizedResiduals = targets.indices.map { weights[$0] / precisions[$0].squareRoot() }
        logDensity = targets.indices.map { LeaveOneOut.logDensity(weight: weights[$0], precision: precisions[$0]) }
    }

    /// Takes over predictions that were made otherwise: normal ones, of each observation without it.
    init(targets: [Double], means: [Double], variances: [Double]) {
        mean = means
        variance = variances
        standardizedResiduals = targets.indices.map { (targets[$0] - means[$0]) / variances[$0].squareRoot() }
        logDensity = zip(variances, standardizedResiduals).map { variance, residual in
            -0.5 * (logarithmOfTwoPi + logarithm(variance) + residual * residual)
        }
    }

    /// The log density of one observation: log N(y_i; μ_-i, σ²_-i) = (log [K⁻¹]_ii - α_i² / [K⁻¹]_ii - log 2π) / 2.
    static func logDensity(weight: Double, precision: Double) -> Double {
        0.5 * (logarithm(precision) - weight * weight / precision - logarithmOfTwoPi)
    }
}
