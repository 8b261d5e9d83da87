/// Where on the page a number lies, along one direction.
struct Scale: Hashable, Sendable {
    /// The numbers at both ends; not empty.
    let domain: ClosedRange<Double>
    /// The page coordinate of the lower bound, in points.
    let start: Double
    /// The page coordinate of the upper bound, in points; less than `start` where the axis runs the other way.
    let end: Double

    /// The share of their size up to which numbers in double precision are drawn as one.
    static let noiseOfDoublePrecision = 2e-9
    /// The share of their size up to which numbers in single precision that went through a network differ by chance.
    static let noiseOfSinglePrecision = 1e-5

    func position(of value: Double) -> Double {
        let lower = domain.lowerBound / 2
        return start + (value / 2 - lower) / (domain.upperBound / 2 - lower) * (end - start)
    }
}

extension ClosedRange<Double> {
    /// This range, or a small one around it where it holds only one number as far as can be drawn.
    var widenedIfEmpty: ClosedRange<Double> { widened(ifNarrowerThan: Scale.noiseOfDoublePrecision) }

    /// This range, or one around it, a tenth of the numbers' size to each side, where it is narrower than this share of them.
    func widened(ifNarrowerThan share: Double) -> ClosedRange<Double> {
        precondition(lowerBound.isFinite && upperBound.isFinite, "only a finite range can be drawn")
        let magnitude = Swift.max(abs(lowerBound), abs(upperBound))
        let halfSpan = upperBound / 2 - lowerBound / 2
        guard halfSpan <= magnitude * (share / 2) || halfSpan < 1e-290 else { return self }
        let margin = magnitude < 1e-280 ? 1 : magnitude * 0.1
        return Swift.max(lowerBound - margin, -1e308)...Swift.min(upperBound + margin, 1e308)
    }

    /// The range of the finite ones of `values`, with some of it added on both sides; 0...1 if there are none.
    ///
    /// Where it is narrower than the share `noise` of the values, it is that of one number.
    static func covering(
        _ values: some Sequence<Double>, margin: Double = 0.05, noise: Double = Scale.noiseOfDoublePrecision
    ) -> ClosedRange<Double> {
        var least = Double.infinity
        var greatest = -Double.infinity
        for value in values where value.isFinite {
            least = Swift.min(least, value)
            greatest = Swift.max(greatest, value)
        }
        guard least <= greatest else { return 0...1 }
        let range = (least...greatest).widened(ifNarrowerThan: noise)
        let room = margin * (range.upperBound - range.lowerBound)
        return range.lowerBound - room...range.upperBound + room
    }
}
