extension CompiledFormula {
    /// Returns the values at points.
    ///
    /// - Parameters:
    ///   - elements: The points, row after row, a column a variable.
    ///   - count: The number of points.
    ///   - parameters: The parameters, in the order of their names.
    /// - Returns: A finite number a point.
    /// - Throws: ``UndefinedValue`` where there is none, such as at the logarithm of a negative number.
    package func values(
        at elements: [Double], count: Int, parameters: [Double]
    ) throws(UndefinedValue) -> [Double] {
        check(elements, count, parameters)
        var block = FormulaBlock(of: self, wantsGradient: false)
        var result: [Double] = []
        result.reserveCapacity(count)
        var start = 0
        while start < count {
            let range = start..<min(start + FormulaBlock.width, count)
            try block.evaluate(elements, range, parameters)
            result += block.results(range.count)
            start = range.upperBound
        }
        return result
    }

    /// Adds the gradient of sum_i w_i f(x_i) in the parameters, exact, by going through the steps backwards.
    ///
    /// - Parameters:
    ///   - elements: The points, row after row, a column a variable.
    ///   - parameters: The parameters, in the order of their names.
    ///   - weights: The weights w, one a point.
    ///   - gradient: What is added to, a number a parameter.
    /// - Throws: ``UndefinedValue`` where the formula has no value; the gradient then has no meaning.
    package func addGradient(
        at elements: [Double], parameters: [Double], weights: [Double], to gradient: inout [Double]
    ) throws(UndefinedValue) {
        let count = weights.count
        check(elements, count, parameters)
        precondition(gradient.count == parameters.count, "a gradient a parameter")
        var block = FormulaBlock(of: self, wantsGradient: true)
        var start = 0
        while start < count {
            let range = start..<min(start + FormulaBlock.width, count)
            try block.evaluate(elements, range, parameters)
            block.addGradient(weights, range, to: &gradient)
            start = range.upperBound
        }
    }

    private func check(_ elements: [Double], _ count: Int, _ parameters: [Double]) {
        precondition(elements.count == count * variables.count, "a number a variable and point")
        precondition(parameters.count == self.parameters.count, "a number a parameter")
    }
}
