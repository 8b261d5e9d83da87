/// Where the hypervolume of several objectives is counted from if nobody says.
package enum ReferencePoint {
    /// Returns the worst measured value of each objective, and a tenth of the measured range beyond it.
    ///
    /// So the ends of the front count too. An objective of which all values are equal has the range 1.
    ///
    /// - Parameters:
    ///   - values: One array of measured values for each objective; those that are not finite are passed over.
    ///   - directions: One for each objective.
    /// - Returns: One value for each objective; `nil` if one has no finite value.
    package static func standard(of values: [[Double]], directions: [Direction]) -> [Double]? {
        precondition(values.count == directions.count, "each objective has values and a direction")
        var reference: [Double] = []
        for (values, direction) in zip(values, directions) {
            let finite = values.filter(\.isFinite)
            guard let least = finite.min(), let greatest = finite.max() else { return nil }
            let margin = greatest > least ? 0.1 * (greatest - least) : 0.1
            reference.append(direction == .maximize ? least - margin : greatest + margin)
        }
        return reference
    }
}
