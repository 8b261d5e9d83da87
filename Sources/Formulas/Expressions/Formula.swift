/// A scalar expression such as `a + b * exp(-((x - x0)^2 + (y - y0)^2) / (2 * w^2))`.
///
/// It has numbers, names, `+ - * / ^`, a minus in front, brackets, `pi`, and the functions of ``Formula/Function``. A power
/// binds more tightly than a minus in front and is taken from the right: `-x^2` is -(x²), `2^3^2` is 2⁹. Which names are
/// variables and which parameters is said when it is compiled. It is encoded as its text.
package struct Formula: Hashable, Sendable {
    /// What is computed.
    package let root: Expression

    /// A node of the expression's tree.
    package indirect enum Expression: Hashable, Sendable {
        /// A number, not negative.
        case number(Double)
        case pi
        case name(String)
        case negative(Expression)
        case binary(Operator, Expression, Expression)
        case call(Function, [Expression])
    }

    /// A sign between two expressions.
    package enum Operator: String, Hashable, Sendable, CaseIterable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case power = "^"
    }

    /// The functions there are.
    package enum Function: String, Hashable, Sendable, CaseIterable {
        case exp, log, sqrt, sin, cos, tan, atan, tanh, erf, abs, min, max, pow, hypot

        /// The number of its arguments.
        package var arity: Int {
            switch self {
            case .min, .max, .pow, .hypot: 2
            default: 1
            }
        }
    }

    /// Creates a formula from its tree.
    package init(_ root: Expression) {
        self.root = root
    }

    /// The names in it, each once, in the order of their first mention.
    package var names: [String] {
        var seen: Set<String> = []
        var result: [String] = []
        func visit(_ expression: Expression) {
            switch expression {
            case .number, .pi: break
            case .name(let name): if seen.insert(name).inserted { result.append(name) }
            case .negative(let inner): visit(inner)
            case .binary(_, let left, let right):
                visit(left)
                visit(right)
            case .call(_, let arguments): arguments.forEach(visit)
            }
        }
        visit(root)
        return result
    }
}

extension Formula: Codable {
    package init(from decoder: any Decoder) throws {
        self = try Formula(parsing: decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
