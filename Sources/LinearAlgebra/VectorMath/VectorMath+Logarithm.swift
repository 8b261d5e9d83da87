/// The logarithm in Double: x = 2^k m with m in [√½, √2), s = (m - 1) / (m + 1) and log m = 2s + s³ p(s²), with p of
/// degree 6 and least greatest relative error of the whole, found by Remez's exchange: 1.2e-18.
extension VectorMath {
    /// Returns the natural logarithm of x: within 1 ulp, minus infinity at 0, NaN below.
    @inlinable @inline(__always) package static func log(_ x: Double) -> Double {
        // What is too small to be normal is first made 2^54 times as large.
        let isSmall = x < 0x1p-1022
        let scaled = isSmall ? x * 0x1p54 : x
        let (k, f, product) = logarithmReduced(scaled)
        let exponent = isSmall ? k - 54 : k
        let result = exponent * 0x1.62e42feep-1 + (f - (product - exponent * 1.9082149292705877e-10))
        // Infinity and NaN stay as they are.
        let bounded = x < .infinity ? result : x
        let signed = x < 0 ? Double.nan : bounded
        return x == 0 ? -Double.infinity : signed
    }

    /// Returns log(1 + x) for a finite x that is not negative: within 2 ulp, however small x is.
    @inlinable @inline(__always) package static func log1p(_ x: Double) -> Double {
        let sum = 1 + x
        let (k, f, product) = logarithmReduced(sum)
        // What rounding took from the sum matters only where the logarithm is small, and there its slope is about one.
        let lost = x < 1 ? x - (sum - 1) : 0
        return k * 0x1.62e42feep-1 + (f - (product - (k * 1.9082149292705877e-10 + lost)))
    }

    /// Replaces every element x by log x.
    package static func log(_ values: UnsafeMutableBufferPointer<Double>) {
        for index in values.indices { unsafe values[index] = log(values[index]) }
    }

    /// Replaces every element x, finite and not negative, by log(1 + x).
    package static func log1p(_ values: UnsafeMutableBufferPointer<Double>) {
        for index in values.indices { unsafe values[index] = log1p(values[index]) }
    }

    /// Returns k, f = m - 1 and f - log m for a normal number `x` = 2^k m.
    @inlinable @inline(__always) static func logarithmReduced(_ x: Double) -> (k: Double, f: Double, product: Double) {
        // The bits of √½ taken away and those of 1 put back make the exponent that of a number in [√½, √2).
        let bits = x.bitPattern &+ (0x3ff0_0000_0000_0000 - 0x3fe6_a09e_667f_3bcd)
        let k = Double(bitPattern: (bits &>> 52) | 0x4330_0000_0000_0000) - (0x1p52 + 1023)
        let m = Double(bitPattern: (bits & 0x000f_ffff_ffff_ffff) &+ 0x3fe6_a09e_667f_3bcd)
        let f = m - 1
        let s = f / (m + 1)
        let z = s * s
        var p = 0.1479595346321694
        p = p * z + 0.15314050148994013
        p = p * z + 0.18183564343012232
        p = p * z + 0.22222198572838292
        p = p * z + 0.28571428742391136
        p = p * z + 0.39999999999414665
        p = p * z + 0.6666666666666734
        // 2s = f - s f.
        return (k, f, s * (f - z * p))
    }
}
