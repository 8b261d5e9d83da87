package import LinearAlgebra

/// A value and the gradient of some loss in it.
///
/// Parameters and activations are variables. The two matrices have one shape, unless the variable is constant.
package final class Variable {
    package var value: Matrix<Float>
    /// The gradient, or a matrix without rows where none is wanted.
    package var gradient: Matrix<Float>
    /// Whether the variable has no gradient.
    package let isConstant: Bool

    /// Creates a variable with a gradient of zero.
    package init(_ value: consuming Matrix<Float>) {
        gradient = Matrix(rows: value.rows, columns: value.columns)
        self.value = value
        isConstant = false
    }

    /// Creates a variable of zeros.
    package convenience init(rows: Int, columns: Int) {
        self.init(Matrix(rows: rows, columns: columns))
    }

    /// Creates a value that has no gradient, such as the input of a network.
    package init(constant value: consuming Matrix<Float>) {
        gradient = Matrix(rows: 0, columns: value.columns)
        self.value = value
        isConstant = true
    }

    /// Sets the number of rows of the value and, if it has one, of the gradient.
    ///
    /// Allocates only when there was never room for as many. Rows that remain are kept, new ones are zero.
    package func resize(rows: Int) {
        value.resize(rows: rows)
        if !isConstant { gradient.resize(rows: rows) }
    }

    /// Sets the gradient to zero.
    package func clearGradient() {
        gradient.fill(with: 0)
    }

    /// Returns a second variable of the same value, with a gradient of zero, or none.
    package func copy() -> Variable {
        isConstant ? Variable(constant: value.copy()) : Variable(value.copy())
    }
}
