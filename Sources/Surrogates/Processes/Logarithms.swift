private import Foundation

/// log 2π.
let logarithmOfTwoPi = 1.8378770664093454836

/// Returns the natural logarithm of `value`.
///
/// It keeps Foundation's other names out of the files that need no more of it.
func logarithm(_ value: Double) -> Double { log(value) }

/// Returns e to the power of `value`.
func exponential(_ value: Double) -> Double { exp(value) }
