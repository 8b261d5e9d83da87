private import Foundation

extension DensityMultiple {
    /// E[max(halfWidth - |Z - center|, 0)]: what a tent over the line catches of the standard normal distribution.
    ///
    /// It is H(c - w) - 2 H(c) + H(c + w) with the expected excess H. Where the tent is narrow that second difference
    /// cancels, and a Taylor series of positive terms takes its place.
    ///
    /// - Parameters:
    ///   - center: Finite, 0 or above (the expectation is even in it).
    ///   - halfWidth: Finite, above 0.
    @inline(__always)
    init(tentAt center: Double, halfWidth: Double) {
        let near = center - halfWidth
        let far = center + halfWidth
        if halfWidth < 1 && center * halfWidth < 1 {
            self.init(
                argument: center,
                factor: halfWidth * halfWidth * DensitySeries.tentMean(middle: center, halfWidth: halfWidth))
        } else if near >= 0 {
            let toCenter = exp(-halfWidth * (center - 0.5 * halfWidth))
            let toFar = exp(-2 * halfWidth * center)
            self.init(
                argument: near,
                factor: StandardNormal.excess(near) - 2 * toCenter * StandardNormal.excess(center)
                    + toFar * StandardNormal.excess(far))
        } else {
            self.init(
                -near + Self.excess(-near).value - 2 * Self.excess(center).value + Self.excess(far).value)
        }
    }

    /// E[max(Z - a, 0)] for a of 0 or above; for a below 0 it is -a more than at -a.
    @inline(__always)
    static func excess(_ a: Double) -> DensityMultiple {
        DensityMultiple(argument: a, factor: StandardNormal.excess(a))
    }
}
