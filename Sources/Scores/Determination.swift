/// The share of a variance that a prediction explains.
package enum Determination {
    /// Returns R²: 1 less the squared errors over the squared deviations from the mean of what is predicted; 0 where that does
    /// not vary.
    package static func value(_ predicted: [Double], of known: [Double]) -> Double {
        let mean = known.reduce(0, +) / Double(max(1, known.count))
        return value(predicted, of: known, beside: Array(repeating: mean, count: known.count))
    }

    /// Returns R²: 1 less the squared errors over those of a reference, which scores 0.
    ///
    /// - Parameters:
    ///   - predicted: Numbers.
    ///   - known: What they should be.
    ///   - reference: What would be predicted without having learned, such as the mean of what was learned from.
    /// - Returns: A share of 1 or less, below 0 where the prediction is worse than the reference.
    package static func value(_ predicted: [Double], of known: [Double], beside reference: [Double]) -> Double {
        precondition(
            predicted.count == known.count && reference.count == known.count, "a number is predicted for each")
        var (errors, deviations) = (0.0, 0.0)
        for (index, value) in known.enumerated() {
            errors += (predicted[index] - value) * (predicted[index] - value)
            deviations += (reference[index] - value) * (reference[index] - value)
        }
        return deviations > 0 ? 1 - errors / deviations : 0
    }
}
