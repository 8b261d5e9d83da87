import Acquisition
import Foundation

/// |value - truth| over |truth|; 0 where they are equal, infinities included.
func relativeError(_ value: Double, _ truth: Double) -> Double {
    value == truth ? 0 : abs(value - truth) / abs(truth)
}

extension AcquisitionFunction {
    /// Whether means, standard deviations, a sample and an incumbent are enough.
    var isScoredAlone: Bool { needs.isDisjoint(with: [.covariance, .pixels]) }

    func scores(
        _ mean: [Double], _ standardDeviation: [Double], incumbent: Double? = nil, goal: Goal = .maximize
    ) throws -> [Double] {
        try scores(
            of: Belief(mean: mean, standardDeviation: standardDeviation), incumbent: incumbent, goal: goal)
    }

    func score(
        _ mean: Double, _ standardDeviation: Double, incumbent: Double? = nil, goal: Goal = .maximize
    ) throws -> Double {
        try scores([mean], [standardDeviation], incumbent: incumbent, goal: goal)[0]
    }
}

/// The expectation of `value` under a normal distribution over a range, by Simpson's rule with 20,000 intervals.
///
/// `value` must be smooth within the range.
func expectation(
    of value: (Double) -> Double, mean: Double, standardDeviation: Double, over range: ClosedRange<Double>
) -> Double {
    let intervals = 20_000
    let step = (range.upperBound - range.lowerBound) / Double(intervals)
    var sum = 0.0
    for index in 0...intervals {
        let point = range.lowerBound + Double(index) * step
        let z = (point - mean) / standardDeviation
        let weight: Double = index == 0 || index == intervals ? 1 : index % 2 == 1 ? 4 : 2
        sum += weight * value(point) * exp(-0.5 * z * z)
    }
    return sum * step / 3 / (standardDeviation * (2 * Double.pi).squareRoot())
}

/// Indices from the best score to the worst.
func ranking(of scores: [Double]) -> [Int] {
    scores.indices.sorted { scores[$0] > scores[$1] }
}

/// Candidates below, at and above an incumbent of about 1, with standard deviations over four decades.
let mixedPool: (mean: [Double], standardDeviation: [Double]) = {
    var mean: [Double] = []
    var standardDeviation: [Double] = []
    for (row, m) in [-2.0, -0.7, 0.1, 0.6, 0.93, 1.02, 1.4].enumerated() {
        for (column, s) in [0.003, 0.05, 0.31, 0.8, 2.2].enumerated() {
            mean.append(m + 0.017 * Double(column))
            standardDeviation.append(s * (1 + 0.03 * Double(row)))
        }
    }
    return (mean, standardDeviation)
}()
