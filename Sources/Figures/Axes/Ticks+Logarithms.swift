private import Foundation

extension Ticks {
    /// Creates the ticks of a logarithmic axis: round numbers, at their decimal logarithms.
    ///
    /// Powers of ten, with 2 and 5 times these where there is room, or only every second, third... power where there is
    /// none; on less than a factor of five, the round numbers of a linear axis.
    ///
    /// - Parameters:
    ///   - range: The decimal logarithms at the ends of the axis; finite, between -300 and 300.
    ///   - count: The most there may be; at least 3.
    init(ofLogarithms range: ClosedRange<Double>, atMost count: Int) {
        let range = range.widenedIfEmpty
        let slack = 1e-9
        guard range.upperBound - range.lowerBound > log10(5) else {
            let linear = Ticks(covering: pow(10, range.lowerBound)...pow(10, range.upperBound), atMost: count)
            self.init(values: linear.values.map { log10($0) }, labels: linear.labels)
            return
        }
        let powers =
            Int((range.lowerBound - slack).rounded(.down))...Int((range.upperBound + slack).rounded(.up))
        func ticks(_ digits: [Int], every step: Int) -> [(digit: Int, power: Int)] {
            powers.filter { $0.isMultiple(of: step) }.flatMap { power in digits.map { ($0, power) } }.filter {
                let value = log10(Double($0.digit)) + Double($0.power)
                return value >= range.lowerBound - slack && value <= range.upperBound + slack
            }
        }
        var chosen = ticks([1, 2, 5], every: 1)
        var step = 0
        while chosen.count > count {
            step += 1
            chosen = ticks([1], every: step)
        }
        self.init(
            values: chosen.map { log10(Double($0.digit)) + Double($0.power) },
            labels: chosen.map { digit, power in
                if (-4..<6).contains(power) { return DecimalText.exact(digit, exponent: power) }
                return (digit == 1 ? "" : "\(digit)×") + "10" + DecimalText.superscript(power)
            })
    }
}
