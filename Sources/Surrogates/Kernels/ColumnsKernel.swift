package import LinearAlgebra

/// A kernel on some columns of the points, such as the coordinates beside the features of a structure.
package struct ColumnsKernel: WrappingKernel {
    package private(set) var base: any Kernel
    /// The columns of the points on which the kernel acts, in its order.
    package let selected: [Int]
    package let dimension: Int
    /// What the columns are called, such as `coordinates`.
    package let label: String
    private let scratch = ScratchPool()

    /// Creates a kernel on some columns.
    ///
    /// - Parameters:
    ///   - base: The kernel, with as many dimensions as there are columns.
    ///   - columns: The columns on which it acts, each at most once.
    ///   - dimension: The number of columns of the points.
    ///   - label: What the columns are called.
    package init(_ base: any Kernel, on columns: [Int], of dimension: Int, called label: String) {
        precondition(columns.count == base.dimension, "a column a dimension of the kernel")
        precondition(columns.allSatisfy { $0 >= 0 && $0 < dimension }, "the points have the columns")
        precondition(Set(columns).count == columns.count, "a column is taken once")
        self.base = base
        selected = columns
        self.dimension = dimension
        self.label = label
    }

    package var name: String {
        base is any CompositeKernel ? "(\(base.name))(\(label))" : "\(base.name)(\(label))"
    }

    package var parameterGroups: [ParameterGroup] { base.parameterGroups }

    package var parameters: [Double] {
        get { base.parameters }
        set { base.parameters = newValue }
    }

    package func variances(at points: borrowing Matrix<Double>) -> [Double] {
        let part = part(of: points)
        let result = base.variances(at: part)
        scratch.take(part)
        return result
    }

    package func covariance(
        _ first: borrowing Matrix<Double>, _ second: borrowing Matrix<Double>, into result: inout Matrix<Double>
    ) {
        let left = part(of: first)
        let right = part(of: second)
        base.covariance(left, right, into: &result)
        scratch.take(left)
        scratch.take(right)
    }

    package func covariance(of points: borrowing Matrix<Double>, into result: inout Matrix<Double>) {
        let part = part(of: points)
        base.covariance(of: part, into: &result)
        scratch.take(part)
    }

    package func addGradients(
        at points: borrowing Matrix<Double>, covariance: borrowing Matrix<Double>, weights: borrowing Matrix<Double>,
        toParameters parameterGradient: inout [Double], toPoints pointGradient: inout Matrix<Double>
    ) {
        let part = part(of: points)
        var gradient = scratch.borrow(rows: pointGradient.rows > 0 ? points.rows : 0, columns: selected.count)
        gradient.fill(with: 0)
        base.addGradients(
            at: part, covariance: covariance, weights: weights, toParameters: &parameterGradient, toPoints: &gradient)
        for row in 0..<gradient.rows {
            for (index, column) in selected.enumerated() { pointGradient[row, column] += gradient[row, index] }
        }
        scratch.take(part)
        scratch.take(gradient)
    }

    /// Returns the columns on which the kernel acts, lent by the pool.
    private func part(of points: borrowing Matrix<Double>) -> Matrix<Double> {
        precondition(points.columns == dimension, "a point has as many coordinates as its kernel has dimensions")
        var part = scratch.borrow(rows: points.rows, columns: selected.count)
        let (rows, width) = (points.rows, selected.count)
        unsafe part.withUnsafeMutableElements { target in
            unsafe points.withUnsafeElements { source in
                for index in 0..<width {
                    let column = selected[index]
                    for row in 0..<rows { unsafe target[row * width + index] = source[row * dimension + column] }
                }
            }
        }
        return part
    }
}
