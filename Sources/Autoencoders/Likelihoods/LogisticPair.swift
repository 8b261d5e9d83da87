private import LinearAlgebra

/// The softplus and the logistic function of one number, which share their exponential.
enum LogisticPair {
    /// Returns log(1 + e^r) and 1 / (1 + e^-r), each within a few ulp.
    ///
    /// log(1 + e) = 2 artanh(s), s = e / (2 + e), is at most 1/3 here, where seven terms of the series suffice.
    @inline(__always) static func values(at r: Float) -> (softplus: Float, logistic: Float) {
        let e = VectorMath.exp(-abs(r))
        let inverse = 1 / (1 + e)
        let s = e / (2 + e)
        let square = s * s
        var series: Float = 1 / 15
        series = series * square + 1 / 13
        series = series * square + 1 / 11
        series = series * square + 1 / 9
        series = series * square + 1 / 7
        series = series * square + 1 / 5
        series = series * square + 1 / 3
        series = series * square + 1
        let softplus = (r > 0 ? r : 0) + 2 * s * series
        return (softplus, r > 0 ? inverse : e * inverse)
    }
}
