/// The mean and variance of the greatest of independent Gaussian numbers.
///
/// Of Clark (Oper. Res. 9, 1961). From the third number on the greatest so far is taken as Gaussian itself.
struct GaussianMaximum {
    private(set) var mean: Double
    private(set) var variance: Double

    init(mean: Double, variance: Double) {
        self.mean = mean
        self.variance = variance
    }

    /// Lets another number take part, and returns the probability that it is the greatest.
    ///
    /// With a² the sum of the variances, δ the distance of the means, h = E[max(aZ - δ, 0)] and u the probability that the
    /// number with the smaller mean is the greater, the mean is the larger plus h, and the variance
    /// larger (1 - u) + smaller u - h (δ + h), of the two variances by their means.
    ///
    /// The covariance of the maximum with something that goes with one of the two is that one's covariance with it times
    /// the probability that it is the greatest (Clark, eq. 6).
    mutating func join(mean other: Double, variance otherVariance: Double) -> Double {
        let spread = (variance + otherVariance).squareRoot()
        let isOtherLarger = other > mean
        guard spread > 0 else {
            mean = max(mean, other)
            return isOtherLarger ? 1 : 0
        }
        let distance = abs(other - mean)
        let gain = spread * DensityMultiple.excess(distance / spread).value
        let upset = NormalProbability(below: -distance / spread).value
        let (larger, smaller) = isOtherLarger ? (otherVariance, variance) : (variance, otherVariance)
        mean = max(mean, other) + gain
        variance = max(0, larger * (1 - upset) + smaller * upset - gain * (distance + gain))
        return isOtherLarger ? 1 - upset : upset
    }
}
