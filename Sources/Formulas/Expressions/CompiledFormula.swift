/// A formula whose names are known: a list of steps, each a function of those before it, evaluated over many points.
///
/// Every step is one loop over a block of points. Parts that no variable enters are computed once a block, and parts that
/// occur more than once are computed once.
package struct CompiledFormula: Hashable, Sendable {
    /// What was compiled.
    package let formula: Formula
    /// The names of the variables, one a column of the points.
    package let variables: [String]
    /// The names of the parameters.
    package let parameters: [String]
    let steps: [Step]

    /// One operation on the results of earlier steps.
    struct Step: Hashable, Sendable {
        enum Operation: Hashable, Sendable {
            case number(Double)
            case parameter(Int)
            case variable(Int)
            case negative
            case binary(Formula.Operator)
            case call(Formula.Function)
        }

        let operation: Operation
        /// The step that gives the first operand, and the second.
        let first: Int
        let second: Int
        /// Whether no variable enters, so that one number serves all points.
        let isUniform: Bool
        /// Whether a parameter enters.
        let isTrained: Bool
        /// The expression, for messages.
        let expression: Formula.Expression
    }

    /// Resolves the names of a formula.
    ///
    /// - Parameters:
    ///   - formula: The formula.
    ///   - variables: The names of the columns of the points.
    ///   - parameters: The names of the parameters; none of them a variable's. Not all need occur.
    /// - Throws: ``FormulaError`` for a name that is neither.
    package init(_ formula: Formula, variables: [String], parameters: [String]) throws(FormulaError) {
        precondition(Set(variables + parameters).count == variables.count + parameters.count, "names differ")
        try Self.check(formula, variables: variables, parameters: parameters)
        self.formula = formula
        self.variables = variables
        self.parameters = parameters
        var compiler = Compiler(variables: variables, parameters: parameters)
        _ = compiler.add(formula.root)
        steps = compiler.steps
    }

    /// Checks that every name in a formula is known.
    ///
    /// - Parameters:
    ///   - formula: The formula.
    ///   - variables: The names that may be variables.
    ///   - parameters: The names of the parameters.
    /// - Throws: ``FormulaError`` for a name that is neither, with a list of those there are.
    package static func check(
        _ formula: Formula, variables: [String], parameters: [String]
    ) throws(FormulaError) {
        guard let name = formula.names.first(where: { !variables.contains($0) && !parameters.contains($0) }) else {
            return
        }
        throw unknown(name, in: formula, variables: variables, parameters: parameters)
    }

    /// Checks that a formula uses all of its parameters, as one that is compiled need not.
    ///
    /// - Parameters:
    ///   - parameters: The names of the parameters.
    ///   - formula: The formula.
    /// - Throws: ``IdleParameter`` for the first that does not occur.
    package static func checkUse(of parameters: [String], in formula: Formula) throws(IdleParameter) {
        guard let idle = parameters.first(where: { !formula.names.contains($0) }) else { return }
        throw IdleParameter(name: idle)
    }

    private static func unknown(
        _ name: String, in formula: Formula, variables: [String], parameters: [String]
    ) -> FormulaError {
        let text = formula.description
        var tokens = Tokens(text, hasNumbers: true)
        while tokens.current.text != name && tokens.current.kind != .end { tokens.take() }
        let known = parameters + variables
        let list = known.isEmpty ? "" : " (\(known.joined(separator: ", ")))"
        return tokens.failure("a parameter or a variable\(list)", nearest: NearestName.among(known, to: name))
    }

    private struct Compiler {
        let variables: [String]
        let parameters: [String]
        var steps: [Step] = []
        private var known: [Formula.Expression: Int] = [:]

        init(variables: [String], parameters: [String]) {
            self.variables = variables
            self.parameters = parameters
        }

        /// Adds the steps of an expression and returns the last one's place.
        mutating func add(_ expression: Formula.Expression) -> Int {
            if let place = known[expression] { return place }
            let place: Int
            switch expression {
            case .number(let value): place = append(.number(value), [], expression)
            case .pi: place = append(.number(.pi), [], expression)
            case .name(let name):
                let parameter = parameters.firstIndex(of: name).map { Step.Operation.parameter($0) }
                let variable = variables.firstIndex(of: name).map { Step.Operation.variable($0) }
                guard let operation = parameter ?? variable else { preconditionFailure("names were checked") }
                place = append(operation, [], expression)
            case .negative(let inner): place = append(.negative, [add(inner)], expression)
            case .binary(let sign, let left, let right):
                place = append(.binary(sign), [add(left), add(right)], expression)
            case .call(let function, let arguments):
                place = append(.call(function), arguments.map { add($0) }, expression)
            }
            known[expression] = place
            return place
        }

        private mutating func append(
            _ operation: Step.Operation, _ operands: [Int], _ expression: Formula.Expression
        ) -> Int {
            var isUniform = operands.allSatisfy { steps[$0].isUniform }
            var isTrained = operands.contains { steps[$0].isTrained }
            if case .variable = operation { isUniform = false }
            if case .parameter = operation { isTrained = true }
            let first = operands.first ?? 0
            steps.append(
                Step(
                    operation: operation, first: first, second: operands.last ?? first, isUniform: isUniform,
                    isTrained: isTrained, expression: expression))
            return steps.count - 1
        }
    }
}
