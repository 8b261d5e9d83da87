/// Sets `c` to `scale` op(`a`) op(`b`) + `adding` `c`, where op transposes as `transposing` says (BLAS level 3).
///
/// With `adding` zero what was in `c` does not matter, not even infinities and NaN. Nothing is allocated.
@inlinable package func multiply<Scalar>(
    _ a: borrowing Matrix<Scalar>, _ b: borrowing Matrix<Scalar>, transposing: Transposition = .neither,
    scale: Scalar = 1, adding: Scalar = 0, into c: inout Matrix<Scalar>
) {
    multiply(
        a, rows: 0..<a.rows, b, transposing: transposing, scale: scale, adding: adding, into: &c, rows: 0..<c.rows)
}

/// Sets some rows of `c` to `scale` op(some rows of `a`) op(`b`) + `adding` times what they were.
///
/// The same as cutting the rows out, multiplying and putting the result back, but nothing is copied or allocated.
///
/// - Parameters:
///   - a: The first factor.
///   - rowsOfA: The rows of `a`, as stored, that take part.
///   - b: The second factor, all of which takes part.
///   - transposing: Which factors are transposed.
///   - scale: The factor of the product.
///   - adding: The factor of what `c` was.
///   - c: The matrix that holds the result.
///   - rowsOfC: The rows of `c` that receive the product; the others stay as they are.
@inlinable package func multiply<Scalar>(
    _ a: borrowing Matrix<Scalar>, rows rowsOfA: Range<Int>, _ b: borrowing Matrix<Scalar>,
    transposing: Transposition = .neither, scale: Scalar = 1, adding: Scalar = 0, into c: inout Matrix<Scalar>,
    rows rowsOfC: Range<Int>
) {
    precondition(rowsOfA.lowerBound >= 0 && rowsOfA.upperBound <= a.rows, "no such rows in the first factor")
    precondition(rowsOfC.lowerBound >= 0 && rowsOfC.upperBound <= c.rows, "no such rows in the product")
    let rows = transposing.isFirst ? a.columns : rowsOfA.count
    let inner = transposing.isFirst ? rowsOfA.count : a.columns
    let columns = transposing.isSecond ? b.rows : b.columns
    precondition(inner == (transposing.isSecond ? b.columns : b.rows), "the factors' inner dimensions differ")
    precondition(rowsOfC.count == rows && c.columns == columns, "the product has another shape")
    guard rows > 0, columns > 0 else { return }
    let (strideA, strideB, strideC) = (a.columns, b.columns, c.columns)
    unsafe c.withUnsafeMutableElements { c in
        guard inner > 0 else {
            for index in rowsOfC.lowerBound * strideC..<rowsOfC.upperBound * strideC {
                unsafe c[index] = adding == 0 ? 0 : adding * c[index]
            }
            return
        }
        unsafe a.withUnsafeElements { a in
            unsafe b.withUnsafeElements { b in
                // All three have elements, so they have addresses.
                guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
                unsafe Scalar.gemm(
                    transposing, rows: rows, columns: columns, inner: inner, scale: scale,
                    a + rowsOfA.lowerBound * strideA, strideA: strideA, b, strideB: strideB, adding: adding,
                    c + rowsOfC.lowerBound * strideC, strideC: strideC)
            }
        }
    }
}

/// Sets `y` to `scale` op(`a`) `x` + `adding` `y`, where op transposes if told to (BLAS level 2).
///
/// With `adding` zero what was in `y` does not matter. Nothing is allocated.
@inlinable package func multiply<Scalar>(
    _ a: borrowing Matrix<Scalar>, _ x: [Scalar], transposing: Bool = false, scale: Scalar = 1, adding: Scalar = 0,
    into y: inout [Scalar]
) {
    let (rows, columns) = (a.rows, a.columns)
    precondition(x.count == (transposing ? rows : columns), "the vector's length is not the matrix's inner dimension")
    precondition(y.count == (transposing ? columns : rows), "the product has another length")
    unsafe y.withUnsafeMutableBufferPointer { y in
        if adding == 0 { unsafe y.update(repeating: 0) }
        unsafe a.withUnsafeElements { a in
            unsafe x.withUnsafeBufferPointer { x in
                guard let a = a.baseAddress, let x = x.baseAddress, let y = y.baseAddress, rows > 0, columns > 0 else {
                    for index in y.indices { unsafe y[index] *= adding }
                    return
                }
                unsafe Scalar.gemv(
                    transposing: transposing, rows: rows, columns: columns, scale: scale, a, stride: columns, x,
                    adding: adding, y)
            }
        }
    }
}

/// Returns the sum of the products of the elements of two vectors of the same length.
@inlinable package func dot<Scalar: BLASScalar>(_ x: [Scalar], _ y: [Scalar]) -> Scalar {
    precondition(x.count == y.count, "only vectors of the same length have a scalar product")
    let count = x.count
    return unsafe x.withUnsafeBufferPointer { x in
        unsafe y.withUnsafeBufferPointer { y in
            guard let x = x.baseAddress, let y = y.baseAddress else { return 0 }
            return unsafe Scalar.dot(count, x, y)
        }
    }
}
