private import Foundation

/// Numbers as people read them: a true minus sign, no needless digits.
enum DecimalText {
    /// `digits` times ten to the power of `exponent`, written out.
    static func exact(_ digits: Int, exponent: Int) -> String {
        guard digits != 0 else { return exponent < 0 ? "0." + String(repeating: "0", count: -exponent) : "0" }
        var text = String(digits.magnitude)
        if exponent >= 0 {
            text += String(repeating: "0", count: exponent)
        } else {
            if text.count <= -exponent { text = String(repeating: "0", count: 1 - exponent - text.count) + text }
            text.insert(".", at: text.index(text.endIndex, offsetBy: exponent))
        }
        return digits < 0 ? "−" + text : text
    }

    /// `value` to the given number of significant digits, with a power of ten where it is very large or small.
    static func rounded(_ value: Double, significantDigits: Int = 3) -> String {
        guard value.isFinite else { return value.isNaN ? "not a number" : value < 0 ? "−∞" : "∞" }
        guard abs(value) >= 1e-300 else { return "0" }
        var exponent = Int(log10(abs(value)).rounded(.down))
        func digits() -> Int {
            Int((value / pow(10, Double(exponent)) * pow(10, Double(significantDigits - 1))).rounded())
        }
        // Rounding may carry: 9.996 has the digits 1000, which are those of 10.
        if digits().magnitude >= Int(pow(10, Double(significantDigits))).magnitude { exponent += 1 }
        let shift = exponent - significantDigits + 1
        if (-4..<6).contains(exponent) {
            return shift > 0 ? exact(Int(value.rounded()), exponent: 0) : exact(digits(), exponent: shift)
        }
        return exact(digits(), exponent: 1 - significantDigits) + "×10" + superscript(exponent)
    }

    /// `number` in raised figures.
    static func superscript(_ number: Int) -> String {
        let raised: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
        return (number < 0 ? "⁻" : "")
            + String(String(number.magnitude).compactMap { $0.wholeNumberValue.map { raised[$0] } })
    }
}
