package import LinearAlgebra

/// Several numbers foretold by a linear function of others, with an offset: the least squares.
package struct LinearRegression: ~Copyable {
    private let inputMeans: [Double]
    private let targetMeans: [Double]
    /// One row an input, one column a target.
    private var coefficients: Matrix<Double>

    /// Fits the function.
    ///
    /// - Parameters:
    ///   - inputs: One row an item, more rows than columns.
    ///   - targets: As many rows.
    /// - Throws: `NotPositiveDefinite` if the inputs depend on each other.
    package init(
        _ inputs: borrowing Matrix<Double>, _ targets: borrowing Matrix<Double>
    ) throws(NotPositiveDefinite) {
        precondition(inputs.rows == targets.rows && inputs.rows > inputs.columns, "there are more items than inputs")
        inputMeans = Self.means(inputs)
        targetMeans = Self.means(targets)
        let x = Self.about(inputMeans, inputs)
        let y = Self.about(targetMeans, targets)
        var products = Matrix<Double>(rows: inputs.columns, columns: inputs.columns)
        multiply(x, x, transposing: .first, into: &products)
        coefficients = Matrix(rows: inputs.columns, columns: targets.columns)
        multiply(x, y, transposing: .first, into: &coefficients)
        let factor = try Cholesky(factoring: products)
        factor.solve(&coefficients)
    }

    /// Returns what is foretold, one row an item.
    package borrowing func predictions(at inputs: borrowing Matrix<Double>) -> Matrix<Double> {
        precondition(inputs.columns == inputMeans.count, "an item has as many inputs as those learned from")
        let x = Self.about(inputMeans, inputs)
        var result = Matrix<Double>(rows: inputs.rows, columns: targetMeans.count)
        multiply(x, coefficients, into: &result)
        for row in 0..<result.rows {
            for column in 0..<result.columns { result[row, column] += targetMeans[column] }
        }
        return result
    }

    private static func means(_ matrix: borrowing Matrix<Double>) -> [Double] {
        var means = Array(repeating: 0.0, count: matrix.columns)
        for row in 0..<matrix.rows {
            for column in 0..<matrix.columns { means[column] += matrix[row, column] / Double(matrix.rows) }
        }
        return means
    }

    private static func about(_ means: [Double], _ matrix: borrowing Matrix<Double>) -> Matrix<Double> {
        var result = matrix.copy()
        for row in 0..<matrix.rows {
            for column in 0..<matrix.columns { result[row, column] -= means[column] }
        }
        return result
    }
}
