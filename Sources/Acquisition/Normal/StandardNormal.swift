private import Foundation

/// The standard normal distribution: density φ, tail Q(a) = P(Z > a), and expected excess E[max(Z - a, 0)].
enum StandardNormal {
    static let logRootTwoPi = 0.918_938_533_204_672_74
    static let rootTwoPi = 2.506_628_274_631_000_5

    private static let rootHalf = 0.707_106_781_186_547_6
    private static let rootHalfPi = 1.253_314_137_315_500_3
    private static let rootPi = 1.772_453_850_905_516

    /// The density φ(z) = exp(-z²/2) / √(2π), to a relative 1e-15 while it is a normal number.
    ///
    /// The rounding of z² would cost z²/2 times as much; it is found by Dekker's splitting and undone.
    @inline(__always)
    static func density(_ z: Double) -> Double {
        guard abs(z) < 39 else { return 0 }
        let high = Double(bitPattern: z.bitPattern & 0xffff_ffff_f800_0000)
        let low = z - high
        let square = z * z
        let rounding = (high * high - square) + 2 * high * low + low * low
        return exp(-0.5 * square) * (1 - 0.5 * rounding) / rootTwoPi
    }

    /// Mills' ratio Q(a) / φ(a).
    ///
    /// `a` is 0 or above, or infinite.
    @inline(__always)
    static func tail(_ a: Double) -> Double {
        rootHalfPi * ScaledErrorFunctions.complement(a * rootHalf)
    }

    /// The ratio E[max(Z - a, 0)] / φ(a) = 1 - a Q(a) / φ(a), without the cancellation of that difference.
    ///
    /// `a` is 0 or above, or infinite.
    @inline(__always)
    static func excess(_ a: Double) -> Double {
        rootPi * ScaledErrorFunctions.complementIntegral(a * rootHalf)
    }
}
