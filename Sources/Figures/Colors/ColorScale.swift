/// Which of the values the ends of a colour bar stand for.
package enum ColorLimits: Hashable, Sendable {
    /// The least and the greatest finite value.
    case full
    /// The same, but where a few outliers on a side would take half of the colours, the outermost hundredth of it is cut.
    case withoutOutliers
    /// The greatest value, and below it what is worth a colour: at most three times as far below the median of the values
    /// as the greatest is above it. The best of a pool stays visible however bad its worst.
    case best
    /// The greatest value, and down to this much below it: for logarithms, whose lowest mean nothing.
    case belowGreatest(by: Double)
    /// As far below zero as above it: the greatest magnitude on both sides, for the middle of a two-sided map.
    case aroundZero
    /// The given values.
    case fixed(ClosedRange<Double>)
}

/// What colour a value has.
struct ColorScale: Hashable, Sendable {
    let colorMap: ColorMap
    /// The values of the darkest and the lightest colour; never empty.
    let limits: ClosedRange<Double>
    /// Whether some values lie below the limits, and share the darkest colour.
    let extendsBelow: Bool
    /// Whether some values lie above the limits, and share the lightest colour.
    let extendsAbove: Bool

    /// Creates the scale of `values`; where they differ by less than the share `noise` of their size, as of one number.
    init(of values: [Double], _ colorMap: ColorMap, limits: ColorLimits, noise: Double = Scale.noiseOfDoublePrecision) {
        let finite = values.filter(\.isFinite)
        let least = finite.min() ?? 0
        let greatest = finite.max() ?? 1
        var chosen = least...greatest
        switch limits {
        case .full: break
        case .fixed(let range): chosen = range
        case .belowGreatest(let distance): chosen = max(least, greatest - distance)...greatest
        case .aroundZero:
            let reach = max(abs(least), abs(greatest))
            chosen = -reach...reach
        case .best:
            let median = Quantiles.quantile(0.5, of: finite) ?? least
            let room = 3 * (greatest - median)
            chosen = (room > 0 ? max(least, median - room) : least)...greatest
        case .withoutOutliers:
            let low = Quantiles.quantile(0.01, of: finite) ?? least
            let high = Quantiles.quantile(0.99, of: finite) ?? greatest
            let room = 0.5 * (high - low)
            chosen =
                (room > 0 && low - least > room ? low : least)...(room > 0 && greatest - high > room ? high : greatest)
        }
        self.colorMap = colorMap
        self.limits = chosen.widened(ifNarrowerThan: noise)
        // Infinite values are values too: a score of minus infinity is the lowest of all.
        extendsBelow = values.contains { $0 < chosen.lowerBound }
        extendsAbove = values.contains { $0 > chosen.upperBound }
    }

    /// The colour of `value`, or none where it is not a number.
    func color(of value: Double) -> Color? {
        guard !value.isNaN else { return nil }
        let lower = limits.lowerBound / 2
        return colorMap.color(at: (value / 2 - lower) / (limits.upperBound / 2 - lower))
    }
}
