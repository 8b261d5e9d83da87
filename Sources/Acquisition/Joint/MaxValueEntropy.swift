private import Foundation

/// The information that the objective at a candidate holds about the greatest value f* of the pool, in nats.
///
/// Of Wang & Jegelka (ICML 2017), eq. 6: with γ = (f* - μ)/σ averaged over samples of f*,
///
///     H[f] - E H[f | f <= f*] ≈ mean of g(γ),    g(γ) = γ φ(γ) / (2 Φ(γ)) - log Φ(γ).
///
/// For γ < 0 the two terms cancel; with Mills' ratio M = Φ(γ)/φ(γ) and e = 1 - |γ|M, computed without cancellation,
/// g = ½ log 2π - log M - |γ| e / (2M). For γ > 0 both are positive, and g is a multiple of φ(γ) that keeps its digits
/// where it underflows. A candidate that is known holds no information.
///
/// Per candidate: about 30 ns for each sample of f*.
struct MaxValueEntropy: PointwiseScore {
    /// 1 when maximising, -1 when minimising.
    let direction: Double
    /// Samples of the greatest value, in the direction of the goal: of -f when minimising.
    let maxima: [Double]
    let isLogarithm: Bool

    @inline(__always)
    func score(mean: Double, standardDeviation: Double) -> Double {
        var sum = DensitySum()
        for maximum in maxima {
            let gamma = (maximum - direction * mean) / standardDeviation
            if gamma > 0 {
                sum.add(argument: gamma, factor: Self.factorAbove(gamma))
            } else {
                sum.add(Self.below(-gamma))
            }
        }
        let total = sum.total
        return isLogarithm
            ? total.logarithm - log(Double(maxima.count)) : total.value / Double(maxima.count)
    }

    func score(known mean: Double) -> Double {
        isLogarithm ? -.infinity : 0
    }

    /// The factor g(γ) / φ(γ) for γ above 0: γ / (2Φ) - log(1 - Q)/φ with Q = φM.
    @inline(__always)
    private static func factorAbove(_ gamma: Double) -> Double {
        let mills = StandardNormal.tail(gamma)
        let tail = mills * StandardNormal.density(gamma)
        // -log(1 - Q) / φ = M (-log(1 - Q) / Q), whose last factor tends to 1.
        let ratio = tail > 1e-300 ? -log1p(-tail) / tail : 1
        return 0.5 * gamma / (1 - tail) + mills * ratio
    }

    /// The number g(-a) for a of 0 or above.
    @inline(__always)
    private static func below(_ a: Double) -> Double {
        // Beyond, g grows by less than a digit of it with every factor of ten: log a + ½ log 2π - ½.
        let a = min(a, 1e100)
        let mills = StandardNormal.tail(a)
        return StandardNormal.logRootTwoPi - log(mills) - 0.5 * a * StandardNormal.excess(a) / mills
    }
}
