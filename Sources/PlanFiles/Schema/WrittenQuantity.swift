internal import Experiments
private import Formulas
private import Foundation

/// A number as it is written in a plan, with a unit behind it or not: `0.30 eV`.
struct WrittenQuantity: Hashable {
    let number: Double
    let unit: String?

    init(_ number: Double, _ unit: String?) {
        self.number = number
        self.unit = unit
    }

    /// Creates the quantity of a text; nil unless it begins with a finite decimal number.
    init?(_ text: String) {
        // Digits, a point and digits, and an exponent only where digits follow the `e`: `3eV` is three electron volts.
        guard let match = text.firstMatch(of: /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(.*)$/.asciiOnlyDigits()),
            let number = Double(match.1), number.isFinite
        else { return nil }
        let unit = match.2.trimmingCharacters(in: .whitespaces)
        self.init(number, unit.isEmpty ? nil : unit)
    }

    /// The shortest digits that read as the same number, without a fraction of 0.
    static func digits(_ number: Double) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    var description: String { Self.digits(number) + (unit.map { " \($0)" } ?? "") }

    /// Returns the symbol of a unit that need not be known, unless it is a known one in the wrong letters.
    static func plausibleUnit(_ symbol: String) throws(Complaint) -> String {
        if MeasurementUnit(symbol) == nil, let known = misspelt(symbol) {
            throw Complaint(text: "`\(symbol)` is no unit. Did you mean `\(known)`?")
        }
        return symbol
    }

    /// Returns the known unit that differs in upper and lower case alone: `ev` is meant to be `eV`.
    private static func misspelt(_ symbol: String) -> String? {
        MeasurementUnit.examples.first { $0.lowercased() == symbol.lowercased() }
    }

    /// Returns the unit if there is such a one.
    static func checkedUnit(_ symbol: String) throws(Complaint) -> String {
        if MeasurementUnit(symbol) != nil { return symbol }
        let nearest = misspelt(symbol) ?? NearestName.among(MeasurementUnit.examples, to: symbol)
        throw Complaint(
            text: "`\(symbol)` is no known unit."
                + (nearest.map { " Did you mean `\($0)`?" } ?? " Leave it out if the axis has none of the usual ones."))
    }
}

extension Codec where Value == WrittenQuantity {
    /// A number with its unit, or without one where the axis has none.
    static func quantity(_ expected: String = "a number with its unit, as in 0.30 eV") -> Codec {
        let codec = Codec(
            expected: expected,
            read: { tree, path, findings in
                if case .scalar(let text, _) = tree.content, let written = WrittenQuantity(text) { return written }
                findings.report(tree, path, expected: expected)
                return nil
            },
            write: { .text($0.description) })
        return codec.map(
            { (written: WrittenQuantity) throws(Complaint) -> WrittenQuantity in
                if let unit = written.unit { _ = try WrittenQuantity.checkedUnit(unit) }
                return written
            }, back: \.self)
    }
}

extension Codec where Value == Double {
    /// A duration with its unit, read as seconds.
    static var duration: Codec {
        let expected = "a time above 0 with its unit, as in 45 min (s, min or h)"
        return Codec(
            expected: expected,
            read: { tree, path, findings in
                if case .scalar(let text, _) = tree.content, let written = WrittenQuantity(text),
                    let unit = written.unit,
                    let seconds = MeasurementUnit.convert(written.number, from: unit, to: "s"), seconds > 0,
                    seconds.isFinite
                {
                    return seconds
                }
                findings.report(tree, path, expected: expected)
                return nil
            },
            write: { seconds in
                let (size, unit) =
                    [(3600.0, "h"), (60, "min")].first { seconds / $0.0 == (seconds / $0.0).rounded() } ?? (1, "s")
                return .text("\(WrittenQuantity.digits(seconds / size)) \(unit)")
            })
    }
}
