private import Foundation

/// By how much a measurement is expected to enlarge the hypervolume of two objectives, or the logarithm of that.
///
/// For independent Gaussian objectives it is exact (Emmerich, Deutz & Klinkenberg 2011; Yang, Emmerich, Deutz & Bäck,
/// J. Global Optim. 75, 2019): the front cuts the plane into strips along the first objective, each from uᵢ to uᵢ₊₁ with
/// the front at the height vᵢ, and the improvement is a sum over them of products of independent parts,
///
///     Σᵢ E[min(max(f₁ - uᵢ, 0), uᵢ₊₁ - uᵢ)] E[max(f₂ - vᵢ, 0)].
///
/// Every term is positive and kept as a multiple of φ, so that the logarithm ranks where all of them underflow.
///
/// Per candidate: about 60 ns for each point of the front.
package struct ExpectedHypervolumeImprovement: Hashable, Sendable {
    private struct Strip: Hashable {
        let start: Double
        let end: Double
        let height: Double
    }

    /// Larger is better in both, as signs have it.
    private let strips: [Strip]
    private let signs: [Double]

    /// Cuts the plane along a front.
    ///
    /// - Parameters:
    ///   - values: Two arrays, one for each objective, of the points from which to improve; those that are dominated, not
    ///     better than the reference in both objectives, or not finite, have no effect.
    ///   - directions: Of the two objectives.
    ///   - reference: Where the hypervolume is counted from, two finite numbers.
    package init(beyond values: [[Double]], directions: [Direction], reference: [Double]) {
        precondition(
            values.count == 2 && directions.count == 2 && reference.count == 2, "there are two objectives")
        let signs = directions.map(\.sign)
        let (startOfAll, base) = (signs[0] * reference[0], signs[1] * reference[1])
        let front = ParetoFront(of: values, directions: directions).indices
            .map { (first: signs[0] * values[0][$0], second: signs[1] * values[1][$0]) }
            .filter { $0.first > startOfAll && $0.second > base }
            .sorted { $0.first < $1.first }
        var strips: [Strip] = []
        var start = startOfAll
        for point in front where point.first > start {
            strips.append(Strip(start: start, end: point.first, height: point.second))
            start = point.first
        }
        strips.append(Strip(start: start, end: .infinity, height: base))
        self.strips = strips
        self.signs = signs
    }

    /// Scores every candidate.
    ///
    /// - Parameters:
    ///   - first: What is believed of the first objective.
    ///   - second: What is believed of the second, independent of the first.
    ///   - isLogarithm: Whether to return logarithms.
    /// - Returns: In the product of the objectives' units; NaN where a mean or a standard deviation is no usable number.
    /// - Complexity: O(N · front).
    package func scores(first: Belief, second: Belief, isLogarithm: Bool) -> [Double] {
        let signs = (signs[0], signs[1])
        return first.mean.indices.map { candidate in
            let one = Normal(mean: signs.0 * first.mean[candidate], deviation: first.standardDeviation[candidate])
            let other = Normal(mean: signs.1 * second.mean[candidate], deviation: second.standardDeviation[candidate])
            guard one.isUsable, other.isUsable else { return .nan }
            let total = improvement(one, other)
            return isLogarithm ? total.logarithm : total.value
        }
    }

    @inline(__always)
    private func improvement(_ one: Normal, _ other: Normal) -> DensityMultiple {
        var sum = DensitySum()
        for strip in strips {
            let width = one.expectedExcess(from: strip.start, to: strip.end)
            let height = other.expectedExcess(from: strip.height, to: .infinity)
            // φ(a) φ(b) = φ(√(a² + b²)) / √(2π).
            let argument = (width.argument * width.argument + height.argument * height.argument).squareRoot()
            sum.add(argument: argument, factor: width.factor * height.factor / StandardNormal.rootTwoPi)
        }
        return sum.total
    }

    /// A Gaussian number, or one that is known.
    private struct Normal {
        let mean: Double
        let deviation: Double

        var isUsable: Bool { mean.isFinite && deviation.isFinite && deviation >= 0 }

        /// E[min(max(f - start, 0), end - start)].
        @inline(__always)
        func expectedExcess(from start: Double, to end: Double) -> DensityMultiple {
            guard deviation > 0 else { return DensityMultiple(min(max(mean - start, 0), end - start)) }
            let (near, far) = ((start - mean) / deviation, (end - mean) / deviation)
            if near >= 0 {
                let decay = exp(-0.5 * (far - near) * (far + near))
                let beyond = far < .infinity ? StandardNormal.excess(far) * decay : 0
                return DensityMultiple(
                    argument: near, factor: deviation * max(0, StandardNormal.excess(near) - beyond))
            }
            // E[max(Z - a, 0)] is -a more for a < 0 than at -a.
            let low = DensityMultiple.excess(-near).value
            let value: Double =
                if far >= 0 { low - near - DensityMultiple.excess(far).value } else {
                    low - DensityMultiple.excess(-far).value + (far - near)
                }
            return DensityMultiple(deviation * max(0, value))
        }
    }
}
