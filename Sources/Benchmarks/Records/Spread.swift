private import Foundation

/// A figure of several seeds: the median, and between which bounds all lie.
struct Spread {
    private let sorted: [Double]

    /// Returns nil of nothing.
    init?(_ values: [Double]) {
        guard !values.isEmpty else { return nil }
        sorted = values.sorted()
    }

    var median: Double { (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2 }

    /// The median and, of several, the least and the greatest.
    func text(_ digits: Int) -> String {
        guard let least = sorted.first, let greatest = sorted.last, sorted.count > 1 else {
            return Self.number(median, digits)
        }
        return "\(Self.number(median, digits)) (\(Self.number(least, digits)) to \(Self.number(greatest, digits)))"
    }

    /// A number without the zero in front of its point.
    static func number(_ value: Double, _ digits: Int) -> String {
        let text = String(format: "%.\(digits)f", value)
        if text.hasPrefix("0.") { return String(text.dropFirst()) }
        return text.hasPrefix("-0.") ? "−" + text.dropFirst(2) : text.replacing("-", with: "−")
    }
}
