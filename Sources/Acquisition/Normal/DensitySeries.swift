/// Averages of φ over a short interval, as multiples of φ at its middle.
///
/// Term k of φ's Taylor series at m is He_k(m) (-p)^k / k! φ(m) with Hermite's polynomials (Abramowitz & Stegun 26.2.31,
/// 22.7.14); odd terms vanish by symmetry. For a short interval nothing cancels, unlike in a difference of Φ.
enum DensitySeries {
    /// Returns the plain average over middle ± halfWidth, over φ(middle): Σ He_2k(m) p^2k / (2k + 1)!.
    ///
    /// Exact to rounding where halfWidth <= 1/2 and middle · halfWidth <= 1/2.
    @inline(__always)
    static func mean(middle: Double, halfWidth: Double) -> Double {
        sum(middle: middle, halfWidth: halfWidth, terms: 11, firstDivisor: 2)
    }

    /// Returns the average weighted by the tent 1 - |s| / halfWidth, over φ(middle): Σ 2 He_2k(m) p^2k / (2k + 2)!.
    ///
    /// Exact to rounding where halfWidth <= 1 and middle · halfWidth <= 1.
    @inline(__always)
    static func tentMean(middle: Double, halfWidth: Double) -> Double {
        sum(middle: middle, halfWidth: halfWidth, terms: 14, firstDivisor: 3)
    }

    /// Returns 1 + Σ He_2k(m) p^2k / (d (d + 1) ⋯ (d + 2k - 1)) for k from 1 to terms - 1.
    @inline(__always)
    private static func sum(middle: Double, halfWidth: Double, terms: Int, firstDivisor: Double) -> Double {
        let slope = middle * halfWidth
        let square = halfWidth * halfWidth
        // He_k(m) p^k for k - 1 and k.
        var odd = slope
        var even = 1.0
        var index = 1.0
        var divisor = firstDivisor
        var weight = 1.0
        var result = 1.0
        for _ in 1..<terms {
            even = slope * odd - index * square * even
            odd = slope * even - (index + 1) * square * odd
            weight /= divisor * (divisor + 1)
            result += weight * even
            index += 2
            divisor += 2
        }
        return result
    }
}
