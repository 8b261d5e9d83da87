/// The functions in Float: e^x = 2^k e^r with k the integer nearest to x / ln 2 (Cody & Waite, Software Manual for the
/// Elementary Functions, 1980), and e^r = 1 + r + r^2 q(r) with q of least greatest relative error on |r| <= ln 2 / 2,
/// found by Remez's exchange: 3.1e-9.
extension VectorMath {
    /// Returns e^x: within 1 ulp.
    @inlinable @inline(__always) package static func exp(_ x: Float) -> Float {
        // Further out the result is 0 or infinity anyway. A NaN passes both comparisons.
        let below = x > 89 ? 89 : x
        let within = below < -104 ? -104 : below
        let (k, p) = expMinusOneReduced(within)
        // In two factors, either of which is normal where 2^k is not.
        let half = (k * 0.5 + 0x1.8p23) - 0x1.8p23
        return (1 + p) * powerOfTwo(half) * powerOfTwo(k - half)
    }

    /// Returns tanh x = t / (t + 2), t = e^2x - 1: within 2.5 ulp.
    @inlinable @inline(__always) package static func tanh(_ x: Float) -> Float {
        // From 9.02 on the nearest number is 1.
        let magnitude = abs(x)
        let within = magnitude > 9.1 ? 9.1 : magnitude
        let (k, p) = expMinusOneReduced(2 * within)
        let scale = powerOfTwo(k)
        let t = scale * p + (scale - 1)
        return Float(bitPattern: (t / (t + 2)).bitPattern | (x.bitPattern & 0x8000_0000))
    }

    /// Returns 1 / (1 + e^-x): within 2.5 ulp, but 0 for x < -88.7, where the truth is below 1e-38.
    @inlinable @inline(__always) package static func logistic(_ x: Float) -> Float {
        1 / (1 + exp(-x))
    }

    /// Returns the square root of a number that is not negative: within 1 ulp for normal numbers, zero and infinity.
    ///
    /// For smaller numbers the result is somewhere between 0 and 1.1e-19. The processor's own square root is exact, but
    /// Swift reaches it through a function that reports errors, one number at a time. So this one is found by Newton's
    /// iteration for 1 / sqrt(x) from the guess that half the exponent makes.
    @inlinable @inline(__always) package static func squareRoot(_ x: Float) -> Float {
        let guess = Float(bitPattern: 0x5f37_59df &- (x.bitPattern &>> 1))
        let half = 0.5 * x
        let better = guess * (1.5 - half * guess * guess)
        let inverse = better * (1.5 - half * better * better)
        let root = x * inverse
        let corrected = root + 0.5 * inverse * (x - root * root)
        return x < .infinity ? corrected : x
    }

    /// Returns k, the integer nearest to `x` / ln 2, and e^r - 1 for r = `x` - k ln 2.
    @inlinable @inline(__always) static func expMinusOneReduced(_ x: Float) -> (k: Float, p: Float) {
        // Adding 1.5 * 2^23 leaves no room for a fraction: the sum is rounded to an integer without an instruction for it.
        let k = (x * 1.442695 + 0x1.8p23) - 0x1.8p23
        // The first part of ln 2 has 15 bits, so that its product with k is exact.
        let r = (x - k * 0x1.62e4p-1) - k * 1.4286068e-6
        var q: Float = 1.3814540e-3
        q = q * r + 8.368745e-3
        q = q * r + 4.1668391e-2
        q = q * r + 1.6666520e-1
        q = q * r + 4.9999993e-1
        return (k, r + r * r * q)
    }

    /// Returns 2^`k`, for an integer from -126 to 127.
    @inlinable @inline(__always) static func powerOfTwo(_ k: Float) -> Float {
        // The sum's lowest bits are k in two's complement; shifted up they are an exponent without its bias.
        Float(bitPattern: ((k + 0x1.8p23).bitPattern &<< 23) &+ (127 &<< 23))
    }
}
