private import Foundation

/// A sum of numbers factor · φ(argument), none negative, which keeps its digits where all of them underflow.
///
/// The sum is held as a multiple of φ at the least argument so far, as sums of exponentials are held by their greatest.
struct DensitySum {
    private var anchor = 0.0
    private var factor = 0.0

    /// The sum as one multiple of φ.
    var total: DensityMultiple { DensityMultiple(argument: anchor, factor: factor) }

    /// Adds `factor` · φ(`argument`), for an argument of 0 or above and a factor that is not negative.
    @inline(__always)
    mutating func add(argument: Double, factor addend: Double) {
        guard addend > 0, argument < .infinity else { return }
        let difference = argument - anchor
        if factor == 0 {
            anchor = argument
            factor = addend
        } else if difference == 0 {
            factor += addend
        } else {
            let ratio = exp(-0.5 * abs(difference) * (argument + anchor))
            if difference > 0 {
                factor += addend * ratio
            } else {
                factor = factor * ratio + addend
                anchor = argument
            }
        }
    }

    /// Adds a number that needs no such care.
    @inline(__always)
    mutating func add(_ value: Double) {
        add(argument: 0, factor: value * StandardNormal.rootTwoPi)
    }
}
