/// The functions in Double, as those in Float; q has degree 9 and a greatest relative error of 3.7e-18.
extension VectorMath {
    /// Returns e^x: within 1 ulp.
    @inlinable @inline(__always) package static func exp(_ x: Double) -> Double {
        // Further out the result is 0 or infinity anyway. A NaN passes both comparisons.
        let below = x > 710 ? 710 : x
        let within = below < -746 ? -746 : below
        let (k, p) = expMinusOneReduced(within)
        // In two factors, either of which is normal where 2^k is not.
        let half = (k * 0.5 + 0x1.8p52) - 0x1.8p52
        return (1 + p) * powerOfTwo(half) * powerOfTwo(k - half)
    }

    /// Returns tanh x = t / (t + 2), t = e^2x - 1: within 2.5 ulp.
    @inlinable @inline(__always) package static func tanh(_ x: Double) -> Double {
        // From 19.07 on the nearest number is 1.
        let magnitude = abs(x)
        let within = magnitude > 19.1 ? 19.1 : magnitude
        let (k, p) = expMinusOneReduced(2 * within)
        let scale = powerOfTwo(k)
        let t = scale * p + (scale - 1)
        return Double(bitPattern: (t / (t + 2)).bitPattern | (x.bitPattern & 0x8000_0000_0000_0000))
    }

    /// Returns 1 / (1 + e^-x): within 2.5 ulp, but 0 for x < -709.7, where the truth is below 1e-308.
    @inlinable @inline(__always) package static func logistic(_ x: Double) -> Double {
        1 / (1 + exp(-x))
    }

    /// Returns k, the integer nearest to `x` / ln 2, and e^r - 1 for r = `x` - k ln 2.
    @inlinable @inline(__always) static func expMinusOneReduced(_ x: Double) -> (k: Double, p: Double) {
        let k = (x * 1.4426950408889634 + 0x1.8p52) - 0x1.8p52
        // The first part of ln 2 has 32 bits, so that its product with k is exact.
        let r = (x - k * 0x1.62e42feep-1) - k * 1.9082149292705877e-10
        var q = 2.500001885308334e-8
        q = q * r + 2.7630306255647857e-7
        q = q * r + 2.755758680384707e-6
        q = q * r + 2.480149294961707e-5
        q = q * r + 1.9841269505773806e-4
        q = q * r + 1.3888888943759984e-3
        q = q * r + 8.333333333494976e-3
        q = q * r + 4.1666666666529725e-2
        q = q * r + 1.666666666666641e-1
        q = q * r + 5.000000000000011e-1
        return (k, r + r * r * q)
    }

    /// Returns 2^`k`, for an integer from -1022 to 1023.
    @inlinable @inline(__always) static func powerOfTwo(_ k: Double) -> Double {
        Double(bitPattern: ((k + 0x1.8p52).bitPattern &<< 52) &+ (1023 &<< 52))
    }
}
