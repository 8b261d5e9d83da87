extension Formula: CustomStringConvertible {
    /// The formula with no more brackets than it needs; parsing it gives the formula again.
    package var description: String { root.description }
}

extension Formula.Expression: CustomStringConvertible {
    package var description: String {
        switch self {
        case .number(let value): Self.text(value)
        case .pi: "pi"
        case .name(let name): name
        case .negative(let inner): "-\(inner.text(atLeast: .unary))"
        case .binary(.power, let base, let exponent):
            "\(base.text(atLeast: .atom))^\(exponent.text(atLeast: .unary))"
        case .binary(let sign, let left, let right):
            // What is taken from the left needs brackets on the right only.
            "\(left.text(atLeast: precedence)) \(sign.rawValue) \(right.text(atLeast: precedence.next))"
        case .call(let function, let arguments):
            "\(function.rawValue)(\(arguments.map(\.description).joined(separator: ", ")))"
        }
    }

    /// How tightly an expression holds together.
    private enum Precedence: Int, Comparable {
        case sum, product, unary, atom

        var next: Precedence { Precedence(rawValue: rawValue + 1) ?? .atom }

        static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }
    }

    private var precedence: Precedence {
        switch self {
        case .number, .pi, .name, .call: .atom
        case .negative, .binary(.power, _, _): .unary
        case .binary(.add, _, _), .binary(.subtract, _, _): .sum
        case .binary(.multiply, _, _), .binary(.divide, _, _): .product
        }
    }

    private func text(atLeast least: Precedence) -> String {
        precedence < least ? "(\(description))" : description
    }

    /// The shortest text that reads as the number.
    private static func text(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
