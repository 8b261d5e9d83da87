/// Which measurements the models of a calibration are trained on.
package enum CalibrationSampling: String, Codable, Hashable, Sendable, CaseIterable {
    /// Candidates drawn at random: what is to be expected of a survey.
    case random
    /// What a search with the plan's own acquisition function and model measured: clusters about what looked best.
    case search
}

/// A calibration that cannot be carried out, and why.
package struct UnusableCalibration: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence, with what to do.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
