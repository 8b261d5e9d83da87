/// A named parameter, the number of its components, and the scale on which it is trained.
package struct ParameterGroup: Hashable, Sendable {
    /// The name in plans, tables and JSON, unique in its process, such as `length_scale` or `rbf.length_scale`.
    package let name: String
    /// The name it shares with its like in other kernels, such as `length_scale`; priors may be given for all of them.
    package let kind: String
    /// How many numbers it has: one, or one a dimension.
    package let count: Int
    /// Whether its numbers are positive and trained as logarithms.
    package let isPositive: Bool
    /// What a free parameter is divided by when it is trained, so that steps of about one make a difference.
    package let unit: Double

    /// Creates a group.
    ///
    /// - Parameters:
    ///   - name: The name, unique in the process.
    ///   - kind: The name it shares with its like; by default its own.
    ///   - count: How many numbers it has.
    ///   - isPositive: Whether its numbers are positive and trained as logarithms.
    ///   - unit: What a free parameter is divided by when it is trained; 1 for a positive one.
    package init(name: String, kind: String? = nil, count: Int, isPositive: Bool = true, unit: Double = 1) {
        precondition(unit > 0 && (unit == 1 || !isPositive), "a free parameter's unit is positive")
        self.name = name
        self.kind = kind ?? name
        self.count = count
        self.isPositive = isPositive
        self.unit = unit
    }

    /// Returns the same group as one of several kernels' in a sum or product.
    func prefixed(by label: String) -> ParameterGroup {
        ParameterGroup(name: "\(label).\(name)", kind: kind, count: count, isPositive: isPositive, unit: unit)
    }
}

extension ParameterGroup {
    /// The scale over which a function varies along an input.
    package static let lengthScale = "length_scale"
    /// The prior variance of a function, k(x, x).
    package static let outputScale = "output_scale"
    /// The exponent α of a rational quadratic kernel: small for a mixture of many length scales.
    package static let alpha = "alpha"
    /// The period of a periodic function.
    package static let period = "period"
    /// The variance of the measurements' noise.
    package static let noise = "noise"
    /// The constant that a function varies about; the parameters of other means are named `mean.` and their own name.
    package static let mean = "mean"
}
