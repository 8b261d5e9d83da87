private import Foundation

/// The number `factor` · φ(`argument`), which keeps its digits, and its logarithm, when it is too small for a `Double`.
struct DensityMultiple {
    /// Where φ is taken; may be infinite.
    let argument: Double
    /// Not negative.
    let factor: Double

    init(argument: Double, factor: Double) {
        self.argument = argument
        self.factor = factor
    }

    /// Holds a number that needs no such care.
    init(_ value: Double) {
        self.init(argument: 0, factor: value * StandardNormal.rootTwoPi)
    }

    /// The number itself, which may underflow to 0.
    var value: Double {
        factor * StandardNormal.density(argument)
    }

    /// Its natural logarithm, -∞ where `factor` is 0.
    var logarithm: Double {
        log(factor) - 0.5 * argument * argument - StandardNormal.logRootTwoPi
    }
}
