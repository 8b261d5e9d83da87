/// Grammar:
///
///     sum     = product { "+" product }
///     product = factor { "*" factor }
///     factor  = "(" sum ")" | name [ "(" block { "," block } ")" ]
extension KernelFormula {
    /// Reads a formula.
    ///
    /// Beside the names of plans it knows `matern12`, `matern32` and `matern52`.
    ///
    /// - Parameter text: The formula, such as `rbf * (linear + periodic)`.
    /// - Throws: ``FormulaError`` if it is none: the column, what was expected there, the nearest name.
    package init(parsing text: String) throws(FormulaError) {
        var tokens = Tokens(text, nameSigns: ["-", "/"], hasNumbers: false)
        try tokens.requireLength()
        self = try Self.sum(&tokens, depth: 0)
        try tokens.requireEnd(expecting: "`+`, `*` or the end")
    }

    /// How deeply brackets may nest: more than anyone writes, and less than a thread's stack holds.
    private static let deepest = 50

    private static func sum(_ tokens: inout Tokens, depth: Int) throws(FormulaError) -> KernelFormula {
        var terms: [KernelFormula] = []
        repeat {
            let term = try product(&tokens, depth: depth)
            if case .sum(let inner) = term { terms += inner } else { terms.append(term) }
        } while tokens.take("+")
        return terms.count == 1 ? terms[0] : .sum(terms)
    }

    private static func product(_ tokens: inout Tokens, depth: Int) throws(FormulaError) -> KernelFormula {
        var factors: [KernelFormula] = []
        repeat {
            let factor = try factor(&tokens, depth: depth)
            if case .product(let inner) = factor { factors += inner } else { factors.append(factor) }
        } while tokens.take("*")
        return factors.count == 1 ? factors[0] : .product(factors)
    }

    private static func factor(_ tokens: inout Tokens, depth: Int) throws(FormulaError) -> KernelFormula {
        guard depth < deepest else { throw tokens.failure("at most \(deepest) brackets within each other") }
        if tokens.take("(") {
            let inner = try sum(&tokens, depth: depth + 1)
            try tokens.require(")", or: ", `+` or `*`")
            return inner
        }
        let names = Name.allCases.map(\.rawValue)
        let expected = "a kernel (\(names.joined(separator: ", ")))"
        guard tokens.current.kind == .name else { throw tokens.failure("\(expected) or `(`") }
        guard let name = Name(rawValue: tokens.current.text) ?? aliases[tokens.current.text] else {
            throw tokens.failure(expected, nearest: NearestName.among(names, to: tokens.current.text))
        }
        tokens.take()
        return .kernel(name, on: try blocks(of: name, &tokens))
    }

    private static func blocks(of name: Name, _ tokens: inout Tokens) throws(FormulaError) -> [String] {
        guard name != .constant else {
            guard tokens.current.text != "(" else {
                throw tokens.failure("`+`, `*` or the end, for a constant acts on no features,")
            }
            return []
        }
        guard tokens.take("(") else { return [] }
        var blocks: [String] = []
        repeat {
            guard tokens.current.kind == .name else { throw tokens.failure("the name of a block of features") }
            guard !blocks.contains(tokens.current.text) else { throw tokens.failure("another block of features") }
            blocks.append(tokens.take().text)
        } while tokens.take(",")
        try tokens.require(")", or: " or `,`")
        return blocks
    }

    private static let aliases: [String: Name] = ["matern12": .matern12, "matern32": .matern32, "matern52": .matern52]
}
