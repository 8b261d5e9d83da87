/// What a member predicted of a measurement that it did without, on the standardised scale.
struct HeldOutPrediction: Hashable, Sendable {
    /// Which of the measurements.
    let point: Int
    let target: Double
    let mean: Double
    /// The variance of the predicted measurement, noise included.
    let variance: Double
}

/// How well measurements are predicted by models that never saw them, and by how much their variances are off.
package struct HeldOut: Hashable, Sendable {
    /// The standardised residuals as the members predicted, before correction.
    package let residuals: ResidualSummary
    /// The same after correction: what the model claims of itself.
    package let correctedResiduals: ResidualSummary
    /// By what the variances are multiplied, so that the residuals' mean square is about one.
    ///
    /// It is the mean square of the residuals, drawn towards one as if ``weightOfOne`` measurements had said so.
    package let varianceFactor: Double
    /// The predictions, variances corrected.
    package let predictions: LeaveOneOut

    /// How many measurements the expectation counts for that the variances are right.
    static let weightOfOne = 4.0

    /// The log density of each measurement, in nats, variances corrected.
    package var logDensity: [Double] { predictions.logDensity }

    /// The mean log density of the measurements, in nats a point, variances corrected: what to compare models by.
    package var meanLogDensity: Double { predictions.meanLogDensity }

    /// Summarises predictions, one a measurement and one at least, in the order of the measurements.
    init(_ predictions: [HeldOutPrediction]) {
        precondition(!predictions.isEmpty, "there is nothing to judge a model by")
        let standardized = predictions.map { ($0.target - $0.mean) / $0.variance.squareRoot() }
        residuals = ResidualSummary(of: standardized)
        let sum = standardized.reduce(0) { $0 + $1 * $1 }
        let factor = (Self.weightOfOne + sum) / (Self.weightOfOne + Double(predictions.count))
        varianceFactor = factor
        self.predictions = LeaveOneOut(
            targets: predictions.map(\.target), means: predictions.map(\.mean),
            variances: predictions.map { factor * $0.variance })
        correctedResiduals = ResidualSummary(of: self.predictions.standardizedResiduals)
    }
}

extension GaussianProcess {
    /// Returns the process with all its variances multiplied: its means stay, its intervals widen or narrow.
    func scaled(by factor: Double) -> GaussianProcess {
        guard factor != 1 else { return self }
        var result = self
        var parameters = kernel.parameters
        var index = 0
        for group in kernel.parameterGroups {
            for _ in 0..<group.count {
                if group.name == ParameterGroup.outputScale { parameters[index] *= factor }
                index += 1
            }
        }
        result.kernel.parameters = parameters
        result.noise *= factor
        return result
    }
}
