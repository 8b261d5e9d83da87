/// What runs along one side of a plot.
struct Axis: Hashable, Sendable {
    /// What it measures, in words; may be empty.
    let quantity: String
    /// The unit of the numbers, empty where there is none.
    let unit: String
    /// The numbers at its ends.
    let domain: ClosedRange<Double>

    /// Whether it counts, so that there is nothing between whole numbers.
    let isCount: Bool
    /// Whether the domain, and every number that a point is made of, is the decimal logarithm of what the labels say.
    let isLogarithmic: Bool

    init(
        _ quantity: String, unit: String = "", domain: ClosedRange<Double>, isCount: Bool = false,
        isLogarithmic: Bool = false
    ) {
        self.isCount = isCount
        self.isLogarithmic = isLogarithmic
        self.quantity = quantity
        self.unit = unit
        self.domain = domain.widenedIfEmpty
    }

    /// The power of ten and the unit that its numbers are shown in.
    var unitScale: UnitScale { UnitScale(for: isLogarithmic ? 1...1 : domain, unit: unit) }

    /// Quantity and unit in words.
    var label: String {
        let unit = unitScale.unit
        return unit.isEmpty ? quantity : quantity.isEmpty ? unit : "\(quantity) (\(unit))"
    }
}
