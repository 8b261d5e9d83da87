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

    /// The ticks of the axis where it is vertical and so long.
    func upwardTicks(along height: Double) -> Ticks {
        let count = min(max(Int(height / 32), 3), 8)
        return isLogarithmic
            ? Ticks(ofLogarithms: domain, atMost: count)
            : Ticks(covering: domain, atMost: count, leavingOut: unitScale.exponent, apart: isCount ? 1 : 0)
    }

    /// The room to the left of a plot so high for its numbers and its name, before there is a canvas to measure them on.
    func estimatedRoom(along height: Double) -> Double {
        let longest = upwardTicks(along: height).labels.map(TextStyle.tick.estimatedWidth).max() ?? 0
        return (max(44, longest + 17) + 12).rounded(.up)
    }

    /// Quantity and unit in words.
    var label: String {
        let unit = unitScale.unit
        return unit.isEmpty ? quantity : quantity.isEmpty ? unit : "\(quantity) (\(unit))"
    }
}
