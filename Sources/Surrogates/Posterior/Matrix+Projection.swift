import LinearAlgebra

/// What conditioning does with a block of V, n observations x a few hundred candidates.
extension Matrix {
    /// Subtracts from each of `values` the squared norm of a column.
    func subtractSquaredColumnNorms(from values: UnsafeMutableBufferPointer<Double>) {
        precondition(values.count == columns, "a number a column")
        let (rows, columns) = (rows, columns)
        // Sums of few squares in the precision of the elements, and those in double.
        let group = 16
        unsafe withUnsafeElements { elements in
            unsafe withUnsafeTemporaryAllocation(of: Scalar.self, capacity: columns) { partial in
                for first in stride(from: 0, to: rows, by: group) {
                    unsafe partial.initialize(repeating: 0)
                    for row in first..<Swift.min(first + group, rows) {
                        for column in 0..<columns {
                            let element = unsafe elements[row * columns + column]
                            unsafe partial[column] += element * element
                        }
                    }
                    for column in 0..<columns { unsafe values[column] -= Double(partial[column]) }
                }
            }
        }
    }

    /// Adds to `values` `scale` times the transposed matrix times `weights`.
    func addTransposedProduct(_ weights: [Scalar], scale: Scalar = 1, to values: UnsafeMutableBufferPointer<Scalar>) {
        precondition(weights.count == rows && values.count == columns, "the product has another shape")
        let (rows, columns) = (rows, columns)
        unsafe withUnsafeElements { elements in
            unsafe weights.withUnsafeBufferPointer { weights in
                guard let a = elements.baseAddress, let x = weights.baseAddress, let y = values.baseAddress else {
                    return
                }
                unsafe Scalar.gemv(
                    transposing: true, rows: rows, columns: columns, scale: scale, a, stride: columns, x, adding: 1, y)
            }
        }
    }

    /// Copies rows, from `first` on, into columns of rows of V, from `start` on.
    func copyRows(from first: Int, to targets: ProjectionRows.Elements, at start: Int) {
        switch targets {
        case .double(let rows): copyRows(from: first, to: rows, at: start)
        case .single(let rows): copyRows(from: first, to: rows, at: start)
        }
    }

    private func copyRows<Target>(from first: Int, to targets: [ProjectionRow<Target>], at start: Int) {
        let columns = columns
        unsafe withUnsafeElements { elements in
            for (index, row) in targets.enumerated() {
                let offset = (first + index) * columns
                let target = unsafe row.elements
                for column in 0..<columns { unsafe target[start + column] = Target(elements[offset + column]) }
            }
        }
    }
}

extension Matrix<Double> {
    /// Returns the matrix in single precision.
    func rounded() -> Matrix<Float> {
        var result = Matrix<Float>(rows: rows, columns: columns)
        unsafe withUnsafeElements { source in
            unsafe result.withUnsafeMutableElements { target in
                for index in source.indices { unsafe target[index] = Float(source[index]) }
            }
        }
        return result
    }

    /// Adds a matrix in single precision, times `scale`.
    mutating func add(_ other: borrowing Matrix<Float>, scale: Double) {
        precondition(rows == other.rows && columns == other.columns, "only matrices of one shape can be added")
        unsafe other.withUnsafeElements { source in
            unsafe withUnsafeMutableElements { target in
                for index in source.indices { unsafe target[index] += scale * Double(source[index]) }
            }
        }
    }

    /// Replaces the matrix by L⁻¹ times it, for an L of few rows, each given up to its diagonal.
    mutating func solveRows(_ triangle: [[Double]]) {
        let columns = columns
        unsafe withUnsafeMutableElements { elements in
            for (row, weights) in triangle.enumerated() {
                for (other, weight) in weights.dropLast().enumerated() {
                    for column in 0..<columns {
                        unsafe elements[row * columns + column] -= weight * elements[other * columns + column]
                    }
                }
                let divisor = weights[row]
                for column in 0..<columns { unsafe elements[row * columns + column] /= divisor }
            }
        }
    }

    /// Rounds the rows from `row` on to single precision.
    mutating func roundToSingle(from row: Int) {
        let start = row * columns
        unsafe withUnsafeMutableElements { elements in
            for index in start..<elements.count { unsafe elements[index] = Double(Float(elements[index])) }
        }
    }

    /// Adds or takes back what an observation changes, whose row of V is a row of this matrix.
    func shift(
        _ row: Int, by innovation: Double, sign: Double, mean: UnsafeMutableBufferPointer<Double>,
        variance: UnsafeMutableBufferPointer<Double>
    ) {
        let (columns, change) = (columns, sign * innovation)
        precondition(mean.count == columns && variance.count == columns, "a mean and a variance a column")
        unsafe withUnsafeElements { elements in
            for column in 0..<columns {
                let element = unsafe elements[row * columns + column]
                unsafe mean[column] += change * element
                unsafe variance[column] -= sign * (element * element)
            }
        }
    }
}

extension Matrix<Float> {
    /// Returns the matrix in double precision.
    func widened() -> Matrix<Double> {
        var result = Matrix<Double>(rows: rows, columns: columns)
        result.add(self, scale: 1)
        return result
    }
}
