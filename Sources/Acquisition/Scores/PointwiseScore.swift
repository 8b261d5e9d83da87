/// A score that depends on one candidate's mean and standard deviation alone.
protocol PointwiseScore {
    /// The score of a candidate whose mean is finite and whose standard deviation is finite and above 0.
    func score(mean: Double, standardDeviation: Double) -> Double

    /// The score of a candidate whose value is known to be `mean`: the limit of the other at no uncertainty.
    func score(known mean: Double) -> Double
}

extension PointwiseScore {
    /// Scores every candidate, in one pass.
    ///
    /// A candidate whose mean or standard deviation is not finite, or whose standard deviation is negative, scores NaN,
    /// which selection filters and counts.
    @inline(__always)
    func scores(mean: Span<Double>, standardDeviation: Span<Double>) -> [Double] {
        [Double](capacity: mean.count) { (scores: inout OutputSpan<Double>) in
            for candidate in mean.indices {
                let mean = mean[candidate]
                let standardDeviation = standardDeviation[candidate]
                let score: Double =
                    if !mean.isFinite || !standardDeviation.isFinite || standardDeviation < 0 {
                        .nan
                    } else if standardDeviation > 0 {
                        score(mean: mean, standardDeviation: standardDeviation)
                    } else {
                        score(known: mean)
                    }
                scores.append(score)
            }
        }
    }
}
