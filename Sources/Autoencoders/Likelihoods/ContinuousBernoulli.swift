private import Foundation

/// The normaliser g of the continuous Bernoulli distribution and its derivatives, mean and variance.
enum ContinuousBernoulli {
    /// Returns g(r) = log((e^r - 1) / r) and g'(r), for any finite r.
    ///
    /// With u = r / 2, g = u + log(sinh u / u) and g' = (1 + coth u - 1 / u) / 2. Where u is small the quotients lose their
    /// digits, so that their series are taken: log(sinh u / u) = u^2/6 - u^4/180 + u^6/2835 - u^8/37800 + ...
    static func values(at r: Double) -> (normalizer: Double, mean: Double) {
        let u = abs(r) / 2
        let rest: Double
        let slope: Double
        if u < 0.3 {
            let square = u * u
            rest = square * (1 / 6 - square * (1 / 180 - square * (1 / 2835 - square * (1 / 37800 - square / 467775))))
            slope = u * (1 / 3 - square * (1 / 45 - square * (2 / 945 - square * (1 / 4725 - square * 2 / 93555))))
        } else {
            let decay = exp(-2 * u)
            rest = u + log((1 - decay) / (2 * u))
            slope = (1 + decay) / (1 - decay) - 1 / u
        }
        return (r / 2 + rest, 0.5 + (r < 0 ? -slope : slope) / 2)
    }

    /// Returns g''(r), the variance.
    ///
    /// With u = r / 2 it is (1 / u^2 - 1 / sinh^2 u) / 4, near zero by the derivative of the series of coth u - 1 / u.
    static func variance(at r: Double) -> Double {
        let u = abs(r) / 2
        guard u >= 0.3 else {
            let square = u * u
            return
                (1 / 3 - square * (1 / 15 - square * (2 / 189 - square * (1 / 675 - square * 2 / 10395)))) / 4
        }
        let decay = exp(-2 * u)
        return (1 / (u * u) - 4 * decay / ((1 - decay) * (1 - decay))) / 4
    }

    /// Returns the natural parameter r with g'(r) = `mean`, which lies between 0 and 1.
    ///
    /// Newton's method begins nearer to zero than the solution, from where g', which bends towards its limit, lets it go on
    /// without overshooting.
    static func parameter(ofMean mean: Double) -> Double {
        // By symmetry for the half away from its mean.
        let (far, near) = mean < 0.5 ? (1 - mean, mean) : (mean, 1 - mean)
        var r = (far - near) / (far * near)
        for _ in 0..<12 {
            // 1 - g'(r), without the digits that are lost where it is small.
            let left = r > 1 ? 1 / r - 1 / expm1(r) : 1 - values(at: r).mean
            let step = (left - near) / variance(at: r)
            r += step
            if abs(step) <= 1e-9 * r { break }
        }
        return mean < 0.5 ? -r : r
    }
}
