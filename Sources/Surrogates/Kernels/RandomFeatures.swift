package import Randomness

/// Random features of a covariance: k(x, x') = E sum_j a_j² cos(2π f_j'(x - x')) times products of random lines.
///
/// A function with that covariance is sum_j a_j (u_j cos 2π f_j'x + w_j sin 2π f_j'x) for normal u and w. Each feature
/// has a frequency f, in turns a unit of the points, an amplitude a, and perhaps factors that are lines in x.
package struct RandomFeatures: Sendable {
    /// The number of coordinates of a point.
    package let dimension: Int
    /// The amplitudes, one a feature.
    package var amplitudes: [Double]
    /// The frequencies in turns, `dimension` numbers a feature.
    package var frequencies: [Double]
    /// Factors of the features, each `dimension` slopes and an intercept a feature.
    package var lines: [[Double]] = []

    /// Creates features of frequency zero and of amplitudes whose squares sum to `variance`.
    package init(count: Int, dimension: Int, variance: Double) {
        precondition(count > 0 && dimension > 0 && variance >= 0, "features have a number, a dimension and a variance")
        self.dimension = dimension
        amplitudes = Array(repeating: (variance / Double(count)).squareRoot(), count: count)
        frequencies = Array(repeating: 0, count: count * dimension)
    }

    /// The number of features.
    package var count: Int { amplitudes.count }

    /// Returns the features of a sum of kernels, given those of its terms.
    package static func joined(_ terms: [RandomFeatures]) -> RandomFeatures {
        precondition(!terms.isEmpty, "a sum has a term")
        precondition(terms.allSatisfy { $0.dimension == terms[0].dimension }, "terms act on the same points")
        var result = terms[0]
        result.amplitudes = terms.flatMap(\.amplitudes)
        result.frequencies = terms.flatMap(\.frequencies)
        let factors = terms.map(\.lines.count).max() ?? 0
        result.lines = (0..<factors).map { factor in
            terms.flatMap { factor < $0.lines.count ? $0.lines[factor] : $0.constantLine }
        }
        return result
    }

    /// Returns the features of a product of two kernels, given as many of each.
    ///
    /// - Parameters:
    ///   - other: The features of the other factor, which are paired in random order: those of a sum lie term by term.
    ///   - source: Where the order is drawn from.
    /// - Returns: As many features.
    package func multiplied(by other: RandomFeatures, using source: inout RandomSource) -> RandomFeatures {
        precondition(dimension == other.dimension && count == other.count, "as many features on the same points")
        var result = self
        let order = source.shuffled(Array(0..<count))
        let scale = Double(count).squareRoot()
        for (feature, partner) in order.enumerated() {
            result.amplitudes[feature] *= scale * other.amplitudes[partner]
            for column in 0..<dimension {
                result.frequencies[feature * dimension + column] += other.frequencies[partner * dimension + column]
            }
        }
        let width = dimension + 1
        result.lines += other.lines.map { line in order.flatMap { line[$0 * width..<($0 + 1) * width] } }
        return result
    }

    /// Returns the features of a kernel that acts on some columns of wider points, given those of the kernel itself.
    ///
    /// - Parameters:
    ///   - columns: The columns on which it acts, in its order.
    ///   - dimension: The number of columns of the points.
    /// - Returns: As many features.
    package func onColumns(_ columns: [Int], of dimension: Int) -> RandomFeatures {
        precondition(columns.count == self.dimension, "a column a dimension of the kernel")
        precondition(columns.allSatisfy { $0 >= 0 && $0 < dimension }, "the points have the columns")
        func spread(_ values: [Double], tail: Int) -> [Double] {
            let (width, wider) = (self.dimension + tail, dimension + tail)
            var result = [Double](repeating: 0, count: count * wider)
            for feature in 0..<count {
                for (index, column) in columns.enumerated() {
                    result[feature * wider + column] = values[feature * width + index]
                }
                if tail > 0 { result[(feature + 1) * wider - 1] = values[(feature + 1) * width - 1] }
            }
            return result
        }
        var result = RandomFeatures(count: count, dimension: dimension, variance: 0)
        result.amplitudes = amplitudes
        result.frequencies = spread(frequencies, tail: 0)
        result.lines = lines.map { spread($0, tail: 1) }
        return result
    }

    /// Lines that are one everywhere.
    private var constantLine: [Double] {
        (0..<count).flatMap { _ in Array(repeating: 0, count: dimension) + [1.0] }
    }
}
