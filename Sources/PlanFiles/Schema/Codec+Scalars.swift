private import Formulas
private import Foundation

extension Codec where Value == Double {
    /// A number that satisfies a condition, which `name` tells: `a number above 0`.
    static func number(_ name: String = "a number", _ isAllowed: @escaping (Double) -> Bool = { _ in true }) -> Codec {
        Codec(
            expected: name,
            read: { tree, path, findings in
                if case .scalar(let text, isPlain: true) = tree.content, let written = WrittenQuantity(text),
                    written.unit == nil, isAllowed(written.number)
                {
                    return written.number
                }
                findings.report(tree, path, expected: name)
                return nil
            },
            write: { .scalar(WrittenQuantity.digits($0)) })
    }

    static var positive: Codec { number("a number above 0") { $0 > 0 } }
    static var nonNegative: Codec { number("a number from 0") { $0 >= 0 } }
    static var share: Codec { share("a number from 0 to 1") { (0...1).contains($0) } }

    /// A number that satisfies a condition, which may be written as a percentage.
    static func share(_ name: String, _ isAllowed: @escaping (Double) -> Bool) -> Codec {
        let expected = "\(name), as in 0.05 or 5 %"
        return Codec(
            expected: expected,
            read: { tree, path, findings in
                if case .scalar(let text, isPlain: true) = tree.content, let written = WrittenQuantity(text) {
                    let number: Double? =
                        switch written.unit {
                        case nil: written.number
                        case "%": written.number / 100
                        default: nil
                        }
                    if let number, isAllowed(number) { return number }
                }
                findings.report(tree, path, expected: expected)
                return nil
            },
            write: { .scalar(WrittenQuantity.digits($0)) })
    }
}

extension Codec where Value: FixedWidthInteger {
    /// A whole number of a range.
    static func integer(_ range: ClosedRange<Value>, _ name: String? = nil) -> Codec {
        let ends =
            range.upperBound == .max ? "from \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
        let expected = name ?? "a whole number \(ends)"
        return Codec(
            expected: expected,
            read: { tree, path, findings in
                if case .scalar(let text, isPlain: true) = tree.content, let value = Value(text), range.contains(value)
                {
                    return value
                }
                findings.report(tree, path, expected: expected)
                return nil
            },
            write: { .scalar("\($0)") })
    }
}

extension Codec where Value == Bool {
    /// `true` or `false`.
    static var flag: Codec {
        Codec(
            expected: "true or false",
            read: { tree, path, findings in
                if tree.isPlain("true") { return true }
                if tree.isPlain("false") { return false }
                findings.report(tree, path, expected: "true or false")
                return nil
            },
            write: { .scalar($0 ? "true" : "false") })
    }
}

extension Codec where Value == String {
    /// A text, in quotes or not.
    static func text(_ name: String = "a text", canBeEmpty: Bool = false) -> Codec {
        Codec(
            expected: name,
            read: { tree, path, findings in
                guard case .scalar(let text, _) = tree.content, !tree.isNothing, canBeEmpty || !text.isEmpty else {
                    findings.report(tree, path, expected: name)
                    return nil
                }
                return text
            },
            write: { .text($0) })
    }

    /// One of some words.
    static func word(_ words: [String]) -> Codec {
        let expected = "one of \(words.joined(separator: ", "))"
        return Codec(
            expected: expected,
            read: { tree, path, findings in
                guard case .scalar(let text, _) = tree.content else {
                    findings.report(tree, path, expected: expected)
                    return nil
                }
                if words.contains(text) { return text }
                let suggestion = NearestName.question(text, among: words)
                findings.report(tree.place, path, "expected \(expected), found \(tree.inWords).\(suggestion)")
                return nil
            },
            write: { .scalar($0) })
    }

    /// A unit's symbol.
    static var unit: Codec {
        text("a unit, for example V").map(WrittenQuantity.plausibleUnit, back: \.self)
    }
}

extension Codec where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    /// One of the cases of an enumeration, by name.
    static var choice: Codec {
        Codec<String>.word(Value.allCases.map(\.rawValue)).map(
            { (word: String) throws(Complaint) -> Value in
                guard let value = Value(rawValue: word) else { throw Complaint(text: "`\(word)` is unknown.") }
                return value
            }, back: \.rawValue)
    }

    /// One of the cases of an enumeration, by name, each of which is explained.
    static func choice(_ meaning: (Value) -> String) -> Codec {
        var codec = choice
        codec.options = Value.allCases.map { ($0.rawValue, meaning($0)) }
        return codec
    }
}
