package import LinearAlgebra

/// Features shifted and scaled to mean zero and variance one over the pool.
///
/// Length scales and initial weights then mean the same whatever the units. The pool's features are known before any
/// measurement, so nothing leaks. One mean and one scale serve all features, which keeps their relative sizes (those of
/// a patch's pixels, or of coordinates), or each has its own, which suits features of different kinds.
package struct StandardizedFeatures: CandidateFeatures {
    /// Which features share a mean and a scale.
    package enum Grouping: String, Hashable, Sendable, CaseIterable {
        case together
        case separately
    }

    private let base: any CandidateFeatures
    private let means: [Float]
    private let factors: [Float]

    /// Creates the standardised form of `features`, from the statistics of at most 4,096 evenly spaced candidates.
    ///
    /// Features that do not vary, or are not finite in the sample, become zero. Those that say of themselves that they
    /// are standardised stay as they are, to the bit: blocks of different kinds keep their own means and scales.
    package init(_ features: any CandidateFeatures, _ grouping: Grouping = .together) {
        base = features
        guard !features.isStandardized else {
            (means, factors) = ([], [])
            return
        }
        let dimension = features.dimension
        let step = max(1, features.count / 4096)
        let sample = Array(stride(from: 0, to: features.count, by: step).prefix(4096))
        var rows = Matrix<Float>(rows: sample.count, columns: dimension)
        features.copyRows(sample, into: &rows)
        let elements = rows.release()

        var moments = [Moments](repeating: Moments(), count: grouping == .together ? 1 : dimension)
        for (index, element) in elements.enumerated() {
            moments[grouping == .together ? 0 : index % dimension].add(Double(element))
        }
        means = (0..<dimension).map { Float(moments[moments.count == 1 ? 0 : $0].mean) }
        factors = (0..<dimension).map { index in
            let deviation = moments[moments.count == 1 ? 0 : index].standardDeviation
            let factor = Float(1 / deviation)
            return factor.isFinite ? factor : 0
        }
    }

    package var count: Int { base.count }
    package var dimension: Int { base.dimension }
    package var blocks: [FeatureBlock] { base.blocks }
    package var isStandardized: Bool { true }

    package func copyRows(_ candidates: [Int], into matrix: inout Matrix<Float>) {
        base.copyRows(candidates, into: &matrix)
        guard !factors.isEmpty else { return }
        let (rows, dimension) = (candidates.count, dimension)
        unsafe matrix.withUnsafeMutableElements { target in
            unsafe means.withUnsafeBufferPointer { means in
                unsafe factors.withUnsafeBufferPointer { factors in
                    for row in 0..<rows {
                        for column in 0..<dimension {
                            let element = unsafe target[row * dimension + column] - means[column]
                            unsafe target[row * dimension + column] =
                                factors[column] == 0 ? 0 : element * factors[column]
                        }
                    }
                }
            }
        }
    }
}

/// The mean and variance of numbers given one by one (Welford, Technometrics 4, 1962).
struct Moments {
    private(set) var count = 0.0
    private(set) var mean = 0.0
    private var sumOfSquares = 0.0

    mutating func add(_ value: Double) {
        count += 1
        let difference = value - mean
        mean += difference / count
        sumOfSquares += difference * (value - mean)
    }

    var standardDeviation: Double { count > 0 ? (sumOfSquares / count).squareRoot() : 0 }
}
