/// A piece of a formula's text.
struct Token: Hashable {
    enum Kind: Hashable {
        case name
        case number(Double)
        /// One of the signs of the grammar.
        case sign
        case end
        /// What belongs to no formula.
        case stray
    }

    let kind: Kind
    let text: String
    /// Its first character's place in the formula, counted from one.
    let column: Int
}

/// A formula's tokens, read one after the other.
struct Tokens {
    let text: String
    private let tokens: [Token]
    private var next = 0

    /// Splits a text.
    ///
    /// - Parameters:
    ///   - text: The formula.
    ///   - nameSigns: The signs that may stand inside a name, beside letters, digits and `_`.
    ///   - hasNumbers: Whether a digit begins a number.
    init(_ text: String, nameSigns: Set<Character> = [], hasNumbers: Bool) {
        self.text = text
        var tokens: [Token] = []
        var rest = Substring(text)
        var column = 1
        func cut(_ kind: Token.Kind, _ count: Int) {
            tokens.append(Token(kind: kind, text: String(rest.prefix(count)), column: column))
            rest = rest.dropFirst(count)
            column += count
        }
        while let first = rest.first {
            if first.isWhitespace {
                rest = rest.dropFirst()
                column += 1
            } else if first.isLetter || first == "_" {
                cut(.name, rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || nameSigns.contains($0) }.count)
            } else if hasNumbers, first.isASCII && first.isNumber || first == ".", let length = Self.number(rest) {
                cut(Double(rest.prefix(length)).map { .number($0) } ?? .stray, length)
            } else {
                cut("+-*/^(),".contains(first) ? .sign : .stray, 1)
            }
        }
        tokens.append(Token(kind: .end, text: "", column: column))
        self.tokens = tokens
    }

    /// The token to be read next.
    var current: Token { tokens[next] }

    /// Reads the next token; the end is read for ever.
    @discardableResult
    mutating func take() -> Token {
        let token = tokens[next]
        if next < tokens.count - 1 { next += 1 }
        return token
    }

    /// Reads the given sign if it is next.
    mutating func take(_ sign: String) -> Bool {
        guard current.kind == .sign, current.text == sign else { return false }
        take()
        return true
    }

    /// Reads the given sign.
    ///
    /// - Throws: ``FormulaError`` if something else is next.
    mutating func require(_ sign: String, or others: String = "") throws(FormulaError) {
        guard take(sign) else { throw failure("`\(sign)`\(others)") }
    }

    /// Checks that all was read.
    ///
    /// - Throws: ``FormulaError`` if not.
    func requireEnd(expecting: String) throws(FormulaError) {
        guard current.kind == .end else { throw failure(expecting) }
    }

    /// Checks that the text is no longer than a formula can be, so that no tree of it is deeper than a thread's stack.
    ///
    /// - Throws: ``FormulaError`` if it is.
    func requireLength() throws(FormulaError) {
        guard let token = tokens.first(where: { $0.column > Self.longest }) else { return }
        throw failure(at: token, "the end, after at most \(Self.longest) characters,")
    }

    private static let longest = 4096

    /// The error that something was expected where the next token stands.
    func failure(_ expected: String, nearest: String? = nil) -> FormulaError {
        FormulaError(
            text: text, column: current.column, found: current.text, expected: expected, nearest: nearest)
    }

    /// The error that something was expected where a token stands.
    func failure(at token: Token, _ expected: String, nearest: String? = nil) -> FormulaError {
        FormulaError(text: text, column: token.column, found: token.text, expected: expected, nearest: nearest)
    }

    /// Returns how many characters at the beginning are a number: digits, a fraction, an exponent.
    private static func number(_ text: Substring) -> Int? {
        var rest = text
        func digits() -> Int {
            let count = rest.prefix { $0.isASCII && $0.isNumber }.count
            rest = rest.dropFirst(count)
            return count
        }
        var count = digits()
        if rest.first == "." {
            rest = rest.dropFirst()
            let fraction = digits()
            guard count + fraction > 0 else { return nil }
            count += fraction + 1
        }
        guard count > 0 else { return nil }
        if rest.first == "e" || rest.first == "E" {
            rest = rest.dropFirst()
            var length = 1
            if rest.first == "+" || rest.first == "-" {
                rest = rest.dropFirst()
                length += 1
            }
            let exponent = digits()
            if exponent > 0 { count += length + exponent }
        }
        return count
    }
}
