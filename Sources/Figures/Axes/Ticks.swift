private import Foundation

/// Round numbers in a range: multiples of 1, 2 or 5 times a power of ten.
struct Ticks: Hashable, Sendable {
    /// The round numbers, ascending.
    let values: [Double]
    /// How each is written, in multiples of ten to the power of the exponent asked for.
    let labels: [String]

    /// Creates the given ticks.
    init(values: [Double], labels: [String]) {
        self.values = values
        self.labels = labels
    }

    /// Creates the ticks of the smallest round step that puts no more than `count` of them in `range`.
    ///
    /// There is at least one, and with room for five at least two, since no step is more than 2.5 times the one before.
    ///
    /// - Parameters:
    ///   - range: Finite; a range of one number is widened a little.
    ///   - count: The most there may be; at least 3.
    ///   - exponent: The power of ten that the labels leave out.
    ///   - least: What ticks are at least apart, such as 1 for a count, even if then there are none.
    init(covering range: ClosedRange<Double>, atMost count: Int, leavingOut exponent: Int = 0, apart least: Double = 0)
    {
        precondition(count >= 3, "an axis needs room for three ticks")
        let range = range.widenedIfEmpty
        // The halves keep the span finite.
        let halfSpan = range.upperBound / 2 - range.lowerBound / 2
        var power = Int(log10(halfSpan / Double(count)).rounded(.down)) - 1
        var step = (digit: 1, multiples: Self.multiples(of: 1, power, in: range))
        search: while true {
            for digit in [1, 2, 5] {
                step = (digit, Self.multiples(of: digit, power, in: range))
                if step.multiples.count <= count && Self.value(digit, power) >= least { break search }
            }
            power += 1
        }
        values = step.multiples.map { Self.value($0 * step.digit, power) }
        labels = step.multiples.map { multiple in
            DecimalText.exact(multiple * step.digit, exponent: power - exponent)
        }
    }

    /// Creates the ticks at the multiples of a whole number in `range`.
    init(multiplesOf step: Int, in range: ClosedRange<Double>) {
        let multiples = Self.multiples(of: step, 0, in: range)
        self.init(
            values: multiples.map { Double($0 * step) },
            labels: multiples.map { DecimalText.exact($0 * step, exponent: 0) })
    }

    /// The whole numbers whose product with the step lies in `range`, but for rounding.
    private static func multiples(of digit: Int, _ power: Int, in range: ClosedRange<Double>) -> Range<Int> {
        let step = value(digit, power)
        let lower = (range.lowerBound / step - 1e-9).rounded(.up)
        let upper = (range.upperBound / step + 1e-9).rounded(.down)
        return Int(lower)..<Int(max(lower, upper + 1))
    }

    /// `digits` times ten to the power of `power`, correctly rounded where powers of ten are exact.
    private static func value(_ digits: Int, _ power: Int) -> Double {
        power < 0 ? Double(digits) / pow(10, Double(-power)) : Double(digits) * pow(10, Double(power))
    }
}
