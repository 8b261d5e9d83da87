/// Grammar:
///
///     sum     = product { ("+" | "-") product }
///     product = unary { ("*" | "/") unary }
///     unary   = "-" unary | power
///     power   = atom [ "^" unary ]
///     atom    = number | "pi" | name | function "(" sum { "," sum } ")" | "(" sum ")"
extension Formula {
    /// Reads a formula.
    ///
    /// - Parameter text: The formula, such as `a + b * x^2`.
    /// - Throws: ``FormulaError`` if it is none: the column, what was expected there, the nearest name.
    package init(parsing text: String) throws(FormulaError) {
        var parser = Parser(tokens: Tokens(text, hasNumbers: true))
        try parser.tokens.requireLength()
        root = try parser.sum(depth: 0)
        try parser.tokens.requireEnd(expecting: "an operator (+ - * / ^) or the end")
    }

    /// Whether a name can be given to a parameter or a variable.
    package static func isName(_ text: String) -> Bool {
        let tokens = Tokens(text, hasNumbers: true)
        return tokens.current.kind == .name && tokens.current.text == text && text != "pi"
            && Function(rawValue: text) == nil
    }

    private struct Parser {
        var tokens: Tokens

        /// How deeply brackets, powers and signs may nest: more than anyone writes, less than a thread's stack holds.
        private static let deepest = 100

        mutating func sum(depth: Int) throws(FormulaError) -> Expression {
            guard depth < Self.deepest else { throw tooDeep }
            var result = try product(depth: depth)
            while true {
                if tokens.take("+") {
                    result = .binary(.add, result, try product(depth: depth))
                } else if tokens.take("-") {
                    result = .binary(.subtract, result, try product(depth: depth))
                } else {
                    return result
                }
            }
        }

        private mutating func product(depth: Int) throws(FormulaError) -> Expression {
            var result = try unary(depth: depth)
            while true {
                if tokens.take("*") {
                    result = .binary(.multiply, result, try unary(depth: depth))
                } else if tokens.take("/") {
                    result = .binary(.divide, result, try unary(depth: depth))
                } else {
                    return result
                }
            }
        }

        private mutating func unary(depth: Int) throws(FormulaError) -> Expression {
            guard depth < Self.deepest else { throw tooDeep }
            if tokens.take("-") { return .negative(try unary(depth: depth + 1)) }
            let base = try atom(depth: depth)
            return tokens.take("^") ? .binary(.power, base, try unary(depth: depth + 1)) : base
        }

        private mutating func atom(depth: Int) throws(FormulaError) -> Expression {
            let token = tokens.current
            switch token.kind {
            case .number(let value):
                guard value.isFinite else { throw tokens.failure("a number below 1.8e308") }
                tokens.take()
                return .number(value)
            case .name:
                tokens.take()
                if let function = Function(rawValue: token.text) { return try call(function, depth: depth) }
                guard tokens.current.text != "(" else {
                    let names = Function.allCases.map(\.rawValue)
                    throw tokens.failure(
                        at: token, "a function (\(names.joined(separator: ", ")))",
                        nearest: NearestName.among(names, to: token.text))
                }
                return token.text == "pi" ? .pi : .name(token.text)
            case .sign where token.text == "(":
                tokens.take()
                let inner = try sum(depth: depth + 1)
                try tokens.require(")", or: " or an operator")
                return inner
            default:
                throw tokens.failure("a number, a name, a function, `-` or `(`")
            }
        }

        private mutating func call(_ function: Function, depth: Int) throws(FormulaError) -> Expression {
            try tokens.require("(", or: " and the arguments of the function \(function.rawValue)")
            var arguments = [try sum(depth: depth + 1)]
            while arguments.count < function.arity {
                try tokens.require(",", or: " and another argument of \(function.rawValue)")
                arguments.append(try sum(depth: depth + 1))
            }
            try tokens.require(")", or: " or an operator")
            return .call(function, arguments)
        }

        private var tooDeep: FormulaError { tokens.failure("at most \(Self.deepest) brackets within each other") }
    }
}
