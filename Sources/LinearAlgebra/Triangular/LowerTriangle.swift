private import CLAPACKE

/// A lower triangular matrix L with a positive diagonal, such as a Cholesky factor, as a value.
///
/// A copy shares the elements until one of the two is changed. Rows are kept with room to spare, so that rows can be
/// appended and dropped at the end, and any number of leading rows can be solved with.
package struct LowerTriangle: Sendable {
    /// The number of rows.
    package private(set) var count: Int
    /// The rows, `stride` elements from one to the next; what lies above the diagonal has no meaning.
    private var elements: [Double]
    private var stride: Int

    /// Takes over the factor of a matrix, without copying it.
    package init(_ factor: consuming Cholesky) {
        count = factor.count
        stride = factor.stride
        elements = factor.storage
    }

    /// The elements of one row, up to and including the diagonal.
    package func row(_ row: Int) -> [Double] {
        precondition(row >= 0 && row < count, "no such row in the triangle")
        return Array(elements[row * stride...row * stride + row])
    }

    /// The element on the diagonal in the given row.
    package func diagonal(_ row: Int) -> Double {
        precondition(row >= 0 && row < count, "no such row in the triangle")
        return elements[row * stride + row]
    }

    /// Adds a row at the end: O(n), and O(n²) where the elements are shared or room runs out.
    package mutating func append(row: [Double]) {
        precondition(row.count == count + 1, "a new row has one element more than there are rows")
        precondition(row[count] > 0, "the diagonal is positive")
        reserve(rows: count + 1)
        elements.replaceSubrange(count * stride..<count * stride + row.count, with: row)
        count += 1
    }

    /// Drops the last rows: O(1).
    package mutating func removeLast(_ number: Int = 1) {
        precondition(number >= 0 && number <= count, "there are not so many rows to remove")
        count -= number
    }

    /// Replaces `b`, one element a leading row, by L⁻¹ b, or by L'⁻¹ b: O(n²).
    ///
    /// - Parameters:
    ///   - b: The right-hand side; with k elements, the leading k rows and columns of L are solved with.
    ///   - transposing: Whether L is taken transposed.
    package func solve(_ b: inout [Double], transposing: Bool = false) {
        let rows = b.count
        unsafe b.withUnsafeMutableBufferPointer {
            guard let b = $0.baseAddress else { return }
            unsafe solve(b, rows: rows, columns: 1, stride: 1, transposing: transposing)
        }
    }

    /// Replaces every column of `b` by L⁻¹ times it, or by L'⁻¹ times it: O(n² m) for m columns (BLAS level 3).
    ///
    /// - Parameters:
    ///   - b: The right-hand sides; with k rows, the leading k rows and columns of L are solved with.
    ///   - transposing: Whether L is taken transposed.
    package func solve(_ b: inout Matrix<Double>, transposing: Bool = false) {
        let (rows, columns) = (b.rows, b.columns)
        unsafe b.withUnsafeMutableElements {
            guard let b = $0.baseAddress else { return }
            unsafe solve(b, rows: rows, columns: columns, stride: columns, transposing: transposing)
        }
    }

    /// Returns the diagonal of (L L')⁻¹, the squared norms of the columns of L⁻¹: O(n³ / 3).
    package func inverseDiagonal() -> [Double] {
        let count = count
        var inverse = packed()
        var result = [Double](repeating: 0, count: count)
        guard count > 0 else { return result }
        BLAS.begin()
        unsafe inverse.withUnsafeMutableBufferPointer { inverse in
            let order = Int32(count)
            let information = unsafe LAPACKE_dtrtri_work(
                LAPACK_COL_MAJOR, CChar(UInt8(ascii: "U")), CChar(UInt8(ascii: "N")), order, inverse.baseAddress, order)
            precondition(information == 0, "the diagonal of a triangle is positive")
            for row in 0..<count {
                for column in 0...row {
                    let element = unsafe inverse[row * count + column]
                    result[column] += element * element
                }
            }
        }
        return result
    }

    /// Returns L in single precision, zeros above its diagonal.
    package func rounded() -> Matrix<Float> {
        let (count, stride) = (count, stride)
        var result = Matrix<Float>(rows: count, columns: count)
        unsafe elements.withUnsafeBufferPointer { source in
            unsafe result.withUnsafeMutableElements { target in
                for row in 0..<count {
                    for column in 0...row {
                        unsafe target[row * count + column] = Float(source[row * stride + column])
                    }
                }
            }
        }
        return result
    }

    /// The bytes that the elements take.
    package var bytes: Int { elements.count * MemoryLayout<Double>.size }

    /// Makes room for `capacity` rows, so that appending up to them does not allocate.
    package mutating func reserve(rows capacity: Int) {
        guard capacity > stride else { return }
        let wider = max(capacity, stride + stride / 4, 16)
        var moved = [Double](repeating: 0, count: wider * wider)
        for row in 0..<count {
            let start = row * stride
            moved.replaceSubrange(row * wider..<row * wider + row + 1, with: elements[start...start + row])
        }
        elements = moved
        stride = wider
    }

    /// The rows without room to spare, zeros above the diagonal.
    private func packed() -> [Double] {
        var result = [Double](repeating: 0, count: count * count)
        for row in 0..<count {
            result.replaceSubrange(
                row * count...row * count + row, with: elements[row * stride...row * stride + row])
        }
        return result
    }

    private func solve(
        _ b: UnsafeMutablePointer<Double>, rows: Int, columns: Int, stride strideB: Int, transposing: Bool
    ) {
        precondition(rows <= count, "the right-hand side has more rows than the triangle")
        guard rows > 0, columns > 0 else { return }
        unsafe elements.withUnsafeBufferPointer {
            guard let l = $0.baseAddress else { return }
            unsafe Double.trsm(
                transposing: transposing, rows: rows, columns: columns, l, strideL: stride, b, strideB: strideB)
        }
    }
}

/// Replaces every column of `b` by `l`⁻¹ times it, where `l` is lower triangular (BLAS level 3).
@inlinable package func solveLower<Scalar>(_ l: borrowing Matrix<Scalar>, _ b: inout Matrix<Scalar>) {
    precondition(l.rows == l.columns && l.rows == b.rows, "the right-hand sides need one row a row of the triangle")
    let (rows, columns) = (b.rows, b.columns)
    unsafe l.withUnsafeElements { l in
        unsafe b.withUnsafeMutableElements { b in
            guard let l = l.baseAddress, let b = b.baseAddress, rows > 0, columns > 0 else { return }
            unsafe Scalar.trsm(
                transposing: false, rows: rows, columns: columns, l, strideL: rows, b, strideB: columns)
        }
    }
}
