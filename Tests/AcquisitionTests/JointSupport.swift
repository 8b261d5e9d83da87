import Acquisition
import Foundation
import LinearAlgebra
import Randomness

/// A Gaussian process on a small image with a squared exponential kernel, dense and by Gaussian elimination.
struct GridProcess {
    let rows: Int
    let columns: Int
    var measured: [Int]
    var targets: [Double]
    var noise: Double
    var lengthScale = 2.5
    var outputScale = 1.3

    var count: Int { rows * columns }
    var pixels: [Pixel] { (0..<count).map { Pixel(row: $0 / columns, column: $0 % columns) } }
    var geometry: PoolGeometry { PoolGeometry(index: PixelIndex(pixels)) }

    /// Eight measured points of a bumpy function on 9 x 11 pixels.
    static func example(noise: Double) -> GridProcess {
        GridProcess(
            rows: 9, columns: 11, measured: [3, 17, 31, 44, 52, 66, 78, 95],
            targets: [0.1, 0.7, -0.4, 0.9, 0.2, -1.1, 0.5, 0.3], noise: noise)
    }

    func kernel(_ one: Int, _ other: Int) -> Double {
        let down = Double(one / columns - other / columns)
        let right = Double(one % columns - other % columns)
        return outputScale * exp(-0.5 * (down * down + right * right) / (lengthScale * lengthScale))
    }

    /// The posterior, by inverting K + noise.
    var posterior: CovarianceBelief {
        let n = measured.count
        var rows = (0..<n).map { i in
            (0..<n).map { kernel(measured[i], measured[$0]) + (i == $0 ? noise : 0) }
                + (0..<n).map { i == $0 ? 1.0 : 0 }
        }
        for pivot in 0..<n {
            let scale = 1 / rows[pivot][pivot]
            for column in 0..<2 * n { rows[pivot][column] *= scale }
            for row in 0..<n where row != pivot {
                let factor = rows[row][pivot]
                for column in 0..<2 * n { rows[row][column] -= factor * rows[pivot][column] }
            }
        }
        var mean = [Double](repeating: 0, count: count)
        var covariance = [Double](repeating: 0, count: count * count)
        let cross = (0..<count).map { candidate in measured.map { kernel($0, candidate) } }
        for one in 0..<count {
            let weights = (0..<n).map { column in
                (0..<n).reduce(0.0) { $0 + cross[one][$1] * rows[$1][n + column] }
            }
            mean[one] = zip(weights, targets).reduce(0) { $0 + $1.0 * $1.1 }
            for other in 0..<count {
                covariance[one * count + other] =
                    kernel(one, other) - zip(weights, cross[other]).reduce(0) { $0 + $1.0 * $1.1 }
            }
            covariance[one * count + one] = max(covariance[one * count + one], 0)
        }
        return CovarianceBelief(mean: mean, covariance: covariance, noiseVariance: noise)
    }

    func measuring(_ candidate: Int, _ target: Double) -> GridProcess {
        var process = self
        process.measured.append(candidate)
        process.targets.append(target)
        return process
    }
}

/// The rank correlation of two lists of scores without ties.
func rankCorrelation(_ one: [Double], _ other: [Double]) -> Double {
    func ranks(_ scores: [Double]) -> [Double] {
        var ranks = [Double](repeating: 0, count: scores.count)
        for (rank, index) in ranking(of: scores).enumerated() { ranks[index] = Double(rank) }
        return ranks
    }
    let n = Double(one.count)
    let distance = zip(ranks(one), ranks(other)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return 1 - 6 * distance / (n * (n * n - 1))
}
