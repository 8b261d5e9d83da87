extension DecisionFigure {
    /// One of several objectives: what was measured of it, and what is predicted of the points that were considered.
    package struct Objective: Hashable, Sendable {
        /// What a model says of it at a point.
        package struct Prediction: Hashable, Sendable {
            package let mean: Double
            /// The standard deviation.
            package let deviation: Double

            /// Creates a prediction; numbers that are not finite are not drawn.
            package init(mean: Double, deviation: Double) {
                (self.mean, self.deviation) = (mean, deviation)
            }
        }

        package let name: String
        /// The unit of the values, empty if they have none.
        package let unit: String
        /// Whether smaller is better.
        package let isMinimized: Bool
        /// What was measured before the decision, in order.
        package let measured: [Double]
        /// What is predicted of the chosen points, and after these of the runners-up.
        package let predicted: [Prediction]

        /// Creates an objective; all objectives of a figure have their numbers in the same order.
        package init(
            _ name: String, unit: String = "", isMinimized: Bool = false, measured: [Double], predicted: [Prediction]
        ) {
            self.name = name
            self.unit = unit
            self.isMinimized = isMinimized
            self.measured = measured
            self.predicted = predicted
        }

        /// The name, and what is sought.
        var words: String { "\(name), \(isMinimized ? "less" : "more") is better" }
    }
}
