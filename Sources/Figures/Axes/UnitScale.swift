private import Foundation

/// The power of ten that the numbers on an axis leave out, and the unit that says so: 2×10⁻⁷ m reads as 200 nm.
struct UnitScale: Hashable, Sendable {
    /// The numbers shown are multiples of ten to this power: a multiple of three.
    let exponent: Int
    /// The unit of the numbers shown; empty where the quantity has none and nothing was left out.
    let unit: String

    private static let prefixable: Set<String> = [
        "m", "s", "V", "A", "Hz", "F", "J", "N", "W", "Pa", "C", "Ω", "T", "eV",
    ]
    private static let prefixes = [-15: "f", -12: "p", -9: "n", -6: "µ", -3: "m", 3: "k", 6: "M", 9: "G", 12: "T"]

    /// Creates the scale on which numbers of the size of those in `range`, in `unit`, are easily read.
    init(for range: ClosedRange<Double>, unit: String) {
        let greatest = max(abs(range.lowerBound), abs(range.upperBound))
        let takesPrefix = Self.prefixable.contains(unit)
        let readable = takesPrefix ? 0.1..<1e4 : 1e-3..<1e5
        guard greatest > 0, !readable.contains(greatest) else {
            exponent = 0
            self.unit = unit
            return
        }
        exponent = Int((log10(greatest) / 3).rounded(.down)) * 3
        if takesPrefix, let prefix = Self.prefixes[exponent] {
            self.unit = prefix + unit
        } else {
            self.unit = ["10" + DecimalText.superscript(exponent), unit].filter { !$0.isEmpty }.joined(separator: " ")
        }
    }
}
