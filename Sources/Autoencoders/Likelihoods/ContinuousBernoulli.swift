private import Foundation

/// The normaliser of the continuous Bernoulli distribution and its derivative, the mean.
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
}
