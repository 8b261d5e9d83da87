private import Foundation

/// A probability under the standard normal distribution that keeps its digits near 0 and near 1.
enum NormalProbability {
    case small(DensityMultiple)
    /// One minus the number, which is at most about a half.
    case complement(Double)

    /// P(Z < z) = Φ(z).
    @inline(__always)
    init(below z: Double) {
        let tail = DensityMultiple(argument: z, factor: StandardNormal.tail(abs(z)))
        self = z > 0 ? .complement(tail.value) : .small(tail)
    }

    /// P(lower < Z < upper), for lower <= upper, either of which may be infinite.
    ///
    /// The interval is mirrored so that its middle is not above 0. One that is short against both 1 and 1 / |middle| has
    /// a Taylor series of positive terms; for one that is not, the difference of the two tails loses no digits.
    @inline(__always)
    init(between lower: Double, and upper: Double) {
        let isMirrored = lower + upper > 0
        let far = isMirrored ? upper : -lower
        let near = isMirrored ? lower : -upper
        let width = upper - lower
        let middle = 0.5 * (far + near)
        if width < 1 && middle * width < 1 {
            self = .small(
                DensityMultiple(
                    argument: middle, factor: width * DensitySeries.mean(middle: middle, halfWidth: 0.5 * width)))
        } else if near < 0 {
            let outside =
                DensityMultiple(argument: far, factor: StandardNormal.tail(far)).value
                + DensityMultiple(argument: near, factor: StandardNormal.tail(-near)).value
            self = .complement(outside)
        } else if near.isFinite {
            // φ(far) / φ(near), by a product in which the squares' rounding does not enter.
            let decay = exp(-0.5 * width * (far + near))
            let factor = StandardNormal.tail(near) - StandardNormal.tail(far) * decay
            self = .small(DensityMultiple(argument: near, factor: factor))
        } else {
            self = .small(DensityMultiple(argument: near, factor: 0))
        }
    }

    /// The probability, which may underflow to 0.
    var value: Double {
        switch self {
        case .small(let multiple): multiple.value
        case .complement(let rest): 1 - rest
        }
    }

    /// Its natural logarithm.
    var logarithm: Double {
        switch self {
        case .small(let multiple): multiple.logarithm
        case .complement(let rest): log1p(-rest)
        }
    }
}
