/// How well models predict, and how well they know how well, against the number of measurements they learned.
///
/// Six panels: error and log density of the predictions and the density that each model claims of itself; below, the
/// share of the measurements inside the 50 % and the 90 % intervals and the share that each model claims.
package struct CalibrationFigure: Figure {
    /// One model: for each repeat, each quantity at each number of measurements; not a number where unknown.
    package struct Model: Hashable, Sendable {
        /// What it is called.
        package let name: String
        /// The numbers of measurements, ascending.
        package let points: [Double]
        /// Root mean square errors over the standard deviation of the truth.
        package let errors: [[Double]]
        /// Mean log predictive densities.
        package let densities: [[Double]]
        /// The same as the model claims.
        package let claimedDensities: [[Double]]
        /// Shares inside the 50 % intervals.
        package let coverage50: [[Double]]
        /// Shares inside the 90 % intervals.
        package let coverage90: [[Double]]
        /// The latter as the model claims.
        package let claimedCoverage90: [[Double]]

        /// Creates a model's curves.
        ///
        /// - Precondition: Every repeat has as many values as there are numbers of measurements.
        package init(
            _ name: String, points: [Double], errors: [[Double]], densities: [[Double]], claimedDensities: [[Double]],
            coverage50: [[Double]], coverage90: [[Double]], claimedCoverage90: [[Double]]
        ) {
            self.name = name
            self.points = points
            self.errors = errors
            self.densities = densities
            self.claimedDensities = claimedDensities
            self.coverage50 = coverage50
            self.coverage90 = coverage90
            self.claimedCoverage90 = claimedCoverage90
        }
    }

    private let page: LearningCurveFigure

    /// Creates the page.
    ///
    /// - Parameters:
    ///   - heading: Whose models.
    ///   - remark: On what: sample, sampling, number of repeats.
    ///   - models: The models, in the order of the legend.
    ///   - footnote: Whatever a reader must know besides.
    package init(heading: String, remark: String, models: [Model], footnote: String) {
        func curves(_ runs: (Model) -> [[Double]]) -> [LearningCurve] {
            models.map { LearningCurve($0.name, measurements: $0.points, runs: runs($0)) }
        }
        // Two nats below what the mean alone gives a model is useless; how useless would hide all differences of the
        // others.
        let floor = -3.42
        // What is claimed and what is true are to be seen on one scale.
        let densities = (curves(\.densities) + curves(\.claimedDensities)).flatMap { $0.quantile(0.5) }
        page = LearningCurveFigure(
            heading: heading, remark: remark,
            panels: [
                .init(title: "Error of the prediction", quantity: "NRMSE", curves: curves(\.errors), reaching: [1]),
                .init(
                    title: "Log density of the measurements", quantity: "nats a point", curves: curves(\.densities),
                    reaching: densities, floor: floor),
                .init(
                    title: "The log density that the model claims", quantity: "nats a point",
                    curves: curves(\.claimedDensities), reaching: densities, floor: floor),
                .init(
                    title: "Inside the 50 % intervals", quantity: "share of the measurements",
                    curves: curves(\.coverage50), reaching: [0, 1], nominal: 0.5),
                .init(
                    title: "Inside the 90 % intervals", quantity: "share of the measurements",
                    curves: curves(\.coverage90), reaching: [0, 1], nominal: 0.9),
                .init(
                    title: "The share in 90 % that the model claims", quantity: "share of the measurements",
                    curves: curves(\.claimedCoverage90), reaching: [0, 1], nominal: 0.9),
            ], band: .none, abscissa: "measurements learned", footnote: footnote)
    }

    package var size: Size { page.size }

    package func draw(on canvas: Canvas) { page.draw(on: canvas) }
}
