/// How a quantity grew with the number of measurements, in several runs of one method.
package struct LearningCurve: Hashable, Sendable {
    /// What the runs were made with; curves of one name have one colour on the whole page.
    package let name: String
    /// What sets this curve apart from others of the name, such as the features; other variants than the first are dashed.
    package let variant: String
    /// Whether it is what the others are compared with, such as random sampling: dashed grey.
    package let isReference: Bool
    /// The numbers of measurements, ascending.
    package let measurements: [Double]
    /// For each run, the quantity at each number of measurements; not a number where unknown.
    package let runs: [[Double]]

    /// Creates a curve.
    ///
    /// - Precondition: Every run has as many values as there are numbers of measurements.
    package init(
        _ name: String, variant: String = "", isReference: Bool = false, measurements: [Double], runs: [[Double]]
    ) {
        precondition(
            runs.allSatisfy { $0.count == measurements.count }, "a run has a value at each number of measurements")
        self.name = name
        self.variant = variant
        self.isReference = isReference
        self.measurements = measurements
        self.runs = runs
    }

    /// Name and variant.
    var label: String { variant.isEmpty ? name : "\(name), \(variant)" }

    /// The share `p` of the runs lies below these values; not a number where no run has one.
    func quantile(_ p: Double) -> [Double] {
        measurements.indices.map { index in
            Quantiles.quantile(p, of: runs.map { $0[index] }.filter(\.isFinite)) ?? .nan
        }
    }
}
