import Formulas
import Randomness

/// Formulas drawn at random, to hold to the laws.
struct RandomFormula {
    var source: RandomSource

    init(seed: UInt64) {
        source = RandomSource(seed: seed, stream: "formulas")
    }

    /// Draws any expression there is.
    mutating func expression(depth: Int) -> Formula.Expression {
        guard depth > 0 else { return leaf() }
        switch source.integer(below: 6) {
        case 0: return leaf()
        case 1: return .negative(expression(depth: depth - 1))
        case 2:
            let functions = Formula.Function.allCases
            let function = functions[source.integer(below: functions.count)]
            return .call(function, (0..<function.arity).map { _ in expression(depth: depth - 1) })
        default:
            let signs = Formula.Operator.allCases
            let sign = signs[source.integer(below: signs.count)]
            return .binary(sign, expression(depth: depth - 1), expression(depth: depth - 1))
        }
    }

    private mutating func leaf() -> Formula.Expression {
        switch source.integer(below: 4) {
        case 0: .number([0, 2, 0.5, 1e-7, 3.25e20, 1.1][source.integer(below: 6)])
        case 1: .pi
        default: .name(["a", "b", "w_0", "x", "y"][source.integer(below: 5)])
        }
    }

    /// Draws a kernel formula in the form that parsing gives.
    mutating func kernel(depth: Int) -> KernelFormula {
        switch depth > 0 ? source.integer(below: 3) : 0 {
        case 1:
            .sum(
                parts(depth: depth) { if case .sum = $0 { true } else { false } })
        case 2:
            .product(
                parts(depth: depth) { if case .product = $0 { true } else { false } })
        default:
            base()
        }
    }

    private mutating func parts(depth: Int, except isExcluded: (KernelFormula) -> Bool) -> [KernelFormula] {
        (0..<2 + source.integer(below: 2)).map { _ in
            let part = kernel(depth: depth - 1)
            return isExcluded(part) ? base() : part
        }
    }

    private mutating func base() -> KernelFormula {
        let names = KernelFormula.Name.allCases
        let name = names[source.integer(below: names.count)]
        let blocks = [[], ["stem"], ["coordinates", "patch-2"]][source.integer(below: 3)]
        return .kernel(name, on: name == .constant ? [] : blocks)
    }
}
