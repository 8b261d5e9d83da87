import Foundation

extension Double {
    /// The number with so many significant digits, without needless zeros or exponents.
    func text(_ digits: Int = 3) -> String {
        guard isFinite else { return isNaN ? "nan" : self < 0 ? "-inf" : "inf" }
        return String(format: "%.\(digits)g", self)
    }

    /// The number with so many decimals.
    func fixed(_ decimals: Int) -> String {
        isFinite ? String(format: "%.\(decimals)f", self) : text()
    }

    /// A duration in seconds for people: `0.21 s`, `3 min 12 s`.
    var duration: String {
        guard isFinite else { return text() }
        if self < 0.001 { return String(format: "%.0f us", self * 1e6) }
        if self < 1 { return String(format: "%.0f ms", self * 1e3) }
        if self < 60 { return String(format: "%.1f s", self) }
        let seconds = Int(rounded())
        if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
        return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }
}

extension Int {
    /// The number with what is counted: `1 spectrum`, `2,500 spectra`.
    func counted(_ one: String, _ many: String) -> String { "\(grouped) \(self == 1 ? one : many)" }

    /// The number with thousands separated: `2,500`.
    var grouped: String {
        let digits = String(magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return self < 0 ? "-" + text : text
    }
}

extension Optional<Double> {
    /// The number, or a dash if there is none.
    func text(_ digits: Int = 3) -> String {
        map { $0.text(digits) } ?? "-"
    }

    /// The number with so many decimals, or a dash if there is none.
    func fixed(_ decimals: Int) -> String {
        map { $0.fixed(decimals) } ?? "-"
    }
}
