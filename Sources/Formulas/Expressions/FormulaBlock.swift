import Foundation

/// The results of a formula's steps over a block of points, and their adjoints.
struct FormulaBlock {
    /// The most points in a block: the results of a dozen steps fit the nearest caches.
    static let width = 512

    let formula: CompiledFormula
    /// Step after step, `width` results each.
    private(set) var values: [Double]
    /// The derivatives of the weighted sum in the results, laid out as they are.
    private var adjoints: [Double]

    init(of formula: CompiledFormula, wantsGradient: Bool) {
        self.formula = formula
        values = Array(repeating: 0, count: formula.steps.count * Self.width)
        adjoints = wantsGradient ? values : []
    }

    /// Evaluates all steps for some points.
    ///
    /// - Parameters:
    ///   - elements: All points, row after row, a column a variable.
    ///   - range: The points, at most `width`.
    ///   - parameters: The parameters.
    /// - Throws: ``UndefinedValue`` at the first step and point whose result is not finite.
    mutating func evaluate(
        _ elements: [Double], _ range: Range<Int>, _ parameters: [Double]
    ) throws(UndefinedValue) {
        for (index, step) in formula.steps.enumerated() {
            let count = step.isUniform ? 1 : range.count
            let start = index * Self.width
            switch step.operation {
            case .number(let value): values[start] = value
            case .parameter(let place): values[start] = parameters[place]
            case .variable(let column):
                let columns = formula.variables.count
                for point in 0..<count {
                    values[start + point] = elements[(range.lowerBound + point) * columns + column]
                }
            default: apply(step, to: start, count)
            }
            // Infinities and NaN, and nothing else, times zero are not zero.
            var doubt = 0.0
            for point in start..<start + count { doubt += values[point] * 0 }
            guard doubt == 0 else { throw failure(index, range, elements, parameters) }
        }
    }

    /// The results of the last step, one a point.
    func results(_ count: Int) -> [Double] {
        let last = formula.steps.count - 1
        let start = last * Self.width
        return formula.steps[last].isUniform
            ? Array(repeating: values[start], count: count) : Array(values[start..<start + count])
    }

    /// Adds the gradient of sum_i w_i f(x_i) in the parameters, after `evaluate`.
    ///
    /// - Parameters:
    ///   - weights: The weights w of all points.
    ///   - range: The points that were evaluated.
    ///   - gradient: What is added to, a number a parameter.
    mutating func addGradient(_ weights: [Double], _ range: Range<Int>, to gradient: inout [Double]) {
        let steps = formula.steps
        for index in adjoints.indices { adjoints[index] = 0 }
        let last = (steps.count - 1) * Self.width
        if steps[steps.count - 1].isUniform {
            adjoints[last] = weights[range].reduce(0, +)
        } else {
            for (point, weight) in weights[range].enumerated() { adjoints[last + point] = weight }
        }
        for (index, step) in steps.enumerated().reversed() where step.isTrained {
            let start = index * Self.width
            if case .parameter(let place) = step.operation {
                gradient[place] += adjoints[start]
            } else {
                passBack(step, from: start, step.isUniform ? 1 : range.count)
            }
        }
    }

    private func failure(
        _ index: Int, _ range: Range<Int>, _ elements: [Double], _ parameters: [Double]
    ) -> UndefinedValue {
        let step = formula.steps[index]
        let results = values[index * Self.width..<index * Self.width + (step.isUniform ? 1 : range.count)]
        let place = results.firstIndex { !$0.isFinite } ?? results.startIndex
        let point = range.lowerBound + place - results.startIndex
        let columns = formula.variables.count
        return UndefinedValue(
            formula: formula.formula.description, part: step.expression.description,
            result: results[place].isNaN ? "not a number" : results[place] > 0 ? "infinite" : "minus infinity",
            point: point,
            variables: formula.variables.enumerated().map {
                UndefinedValue.NamedValue(name: $1, value: "\(elements[point * columns + $0])")
            },
            parameters: zip(formula.parameters, parameters).map {
                UndefinedValue.NamedValue(name: $0, value: "\($1)")
            })
    }
}

extension FormulaBlock {
    /// Evaluates one step's loop.
    private mutating func apply(_ step: CompiledFormula.Step, to start: Int, _ count: Int) {
        switch step.operation {
        case .number, .parameter, .variable: break
        case .negative: unary(step, start, count) { -$0 }
        case .binary(.add): binary(step, start, count) { $0 + $1 }
        case .binary(.subtract): binary(step, start, count) { $0 - $1 }
        case .binary(.multiply): binary(step, start, count) { $0 * $1 }
        case .binary(.divide): binary(step, start, count) { $0 / $1 }
        case .binary(.power), .call(.pow): binary(step, start, count) { $1 == 2 ? $0 * $0 : pow($0, $1) }
        case .call(.exp): unary(step, start, count) { exp($0) }
        case .call(.log): unary(step, start, count) { log($0) }
        case .call(.sqrt): unary(step, start, count) { $0.squareRoot() }
        case .call(.sin): unary(step, start, count) { sin($0) }
        case .call(.cos): unary(step, start, count) { cos($0) }
        case .call(.tan): unary(step, start, count) { tan($0) }
        case .call(.atan): unary(step, start, count) { atan($0) }
        case .call(.tanh): unary(step, start, count) { tanh($0) }
        case .call(.erf): unary(step, start, count) { erf($0) }
        case .call(.abs): unary(step, start, count) { abs($0) }
        case .call(.min): binary(step, start, count) { $0 <= $1 ? $0 : $1 }
        case .call(.max): binary(step, start, count) { $0 >= $1 ? $0 : $1 }
        case .call(.hypot): binary(step, start, count) { hypot($0, $1) }
        }
    }

    /// Adds to the adjoints of a step's operands what its own, times its derivatives, contributes.
    ///
    /// Where there is no derivative (|x|, a root or a power at 0, a power of a negative number in its exponent) it is taken
    /// as 0; where two arguments of min or max are equal the first is taken.
    private mutating func passBack(_ step: CompiledFormula.Step, from start: Int, _ count: Int) {
        switch step.operation {
        case .number, .parameter, .variable: break
        case .negative: pass(step, start, count) { _, _, _ in -1 }
        case .binary(.add): pass(step, start, count, { _, _, _ in 1 }, { _, _, _ in 1 })
        case .binary(.subtract): pass(step, start, count, { _, _, _ in 1 }, { _, _, _ in -1 })
        case .binary(.multiply): pass(step, start, count, { _, b, _ in b }, { a, _, _ in a })
        case .binary(.divide): pass(step, start, count, { _, b, _ in 1 / b }, { _, b, v in -v / b })
        case .binary(.power), .call(.pow):
            pass(
                step, start, count, { a, b, _ in a == 0 && b < 1 ? 0 : b == 2 ? 2 * a : b * pow(a, b - 1) },
                { a, _, v in a > 0 ? v * log(a) : 0 })
        case .call(.exp): pass(step, start, count) { _, _, v in v }
        case .call(.log): pass(step, start, count) { a, _, _ in 1 / a }
        case .call(.sqrt): pass(step, start, count) { _, _, v in v > 0 ? 0.5 / v : 0 }
        case .call(.sin): pass(step, start, count) { a, _, _ in cos(a) }
        case .call(.cos): pass(step, start, count) { a, _, _ in -sin(a) }
        case .call(.tan): pass(step, start, count) { _, _, v in 1 + v * v }
        case .call(.atan): pass(step, start, count) { a, _, _ in 1 / (1 + a * a) }
        case .call(.tanh): pass(step, start, count) { _, _, v in 1 - v * v }
        case .call(.erf): pass(step, start, count) { a, _, _ in 2 / Double.pi.squareRoot() * exp(-a * a) }
        case .call(.abs): pass(step, start, count) { a, _, _ in a > 0 ? 1 : a < 0 ? -1 : 0 }
        case .call(.min): pass(step, start, count, { a, b, _ in a <= b ? 1 : 0 }, { a, b, _ in a <= b ? 0 : 1 })
        case .call(.max): pass(step, start, count, { a, b, _ in a >= b ? 1 : 0 }, { a, b, _ in a >= b ? 0 : 1 })
        case .call(.hypot):
            pass(step, start, count, { a, _, v in v > 0 ? a / v : 0 }, { _, b, v in v > 0 ? b / v : 0 })
        }
    }

    @inline(__always)
    private mutating func unary(
        _ step: CompiledFormula.Step, _ start: Int, _ count: Int, _ function: (Double) -> Double
    ) {
        let first = step.first * Self.width
        unsafe values.withUnsafeMutableBufferPointer { values in
            for point in 0..<count { unsafe values[start + point] = function(values[first + point]) }
        }
    }

    @inline(__always)
    private mutating func binary(
        _ step: CompiledFormula.Step, _ start: Int, _ count: Int, _ function: (Double, Double) -> Double
    ) {
        let (first, second) = (step.first * Self.width, step.second * Self.width)
        let (firstStride, secondStride) = (stride(step.first), stride(step.second))
        unsafe values.withUnsafeMutableBufferPointer { values in
            for point in 0..<count {
                unsafe values[start + point] = function(
                    values[first + point * firstStride], values[second + point * secondStride])
            }
        }
    }

    /// Passes a step's adjoint to its operands, given the derivatives in them as functions of both and of the result.
    @inline(__always)
    private mutating func pass(
        _ step: CompiledFormula.Step, _ start: Int, _ count: Int, _ inFirst: (Double, Double, Double) -> Double,
        _ inSecond: ((Double, Double, Double) -> Double)? = nil
    ) {
        pass(step, to: step.first, start, count, inFirst)
        if let inSecond { pass(step, to: step.second, start, count, inSecond) }
    }

    @inline(__always)
    private mutating func pass(
        _ step: CompiledFormula.Step, to operand: Int, _ start: Int, _ count: Int,
        _ derivative: (Double, Double, Double) -> Double
    ) {
        guard formula.steps[operand].isTrained else { return }
        let (first, second, target) = (step.first * Self.width, step.second * Self.width, operand * Self.width)
        let (firstStride, secondStride) = (stride(step.first), stride(step.second))
        let targetStride = stride(operand)
        unsafe values.withUnsafeBufferPointer { values in
            unsafe adjoints.withUnsafeMutableBufferPointer { adjoints in
                for point in 0..<count {
                    let slope = unsafe derivative(
                        values[first + point * firstStride], values[second + point * secondStride],
                        values[start + point])
                    unsafe adjoints[target + point * targetStride] += adjoints[start + point] * slope
                }
            }
        }
    }

    /// How far a step's results for neighbouring points lie apart: nothing where one serves all.
    private func stride(_ index: Int) -> Int { formula.steps[index].isUniform ? 0 : 1 }
}
