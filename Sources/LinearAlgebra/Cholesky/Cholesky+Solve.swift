private import CLAPACKE
private import COpenBLAS

extension Cholesky {
    /// Replaces `b` by L^-1 `b`: O(n^2).
    package func solveLower(_ b: inout [Double]) {
        solve(&b, CblasNoTrans)
    }

    /// Replaces `b` by L'^-1 `b`: O(n^2).
    package func solveUpper(_ b: inout [Double]) {
        solve(&b, CblasTrans)
    }

    /// Replaces `b` by (A + jitter I)^-1 `b`: O(n^2).
    package func solve(_ b: inout [Double]) {
        solveLower(&b)
        solveUpper(&b)
    }

    /// Replaces every column of `b` by L^-1 times it: O(n^2 m) for m columns (BLAS level 3).
    package func solveLower(_ b: inout Matrix<Double>) {
        solve(&b, CblasNoTrans)
    }

    /// Replaces every column of `b` by L'^-1 times it: O(n^2 m) for m columns (BLAS level 3).
    package func solveUpper(_ b: inout Matrix<Double>) {
        solve(&b, CblasTrans)
    }

    /// Replaces every column of `b` by (A + jitter I)^-1 times it: O(n^2 m) for m columns (BLAS level 3).
    package func solve(_ b: inout Matrix<Double>) {
        solveLower(&b)
        solveUpper(&b)
    }

    /// Returns (A + jitter I)^-1, both triangles filled: O(2 n^3 / 3).
    package func inverse() -> Matrix<Double> {
        var result = Matrix<Double>(rows: count, columns: count)
        inverse(into: &result)
        return result
    }

    /// Sets `result`, which is n x n, to (A + jitter I)^-1, both triangles filled; nothing is allocated.
    package func inverse(into result: inout Matrix<Double>) {
        precondition(result.rows == count && result.columns == count, "the inverse has as many rows as the matrix")
        guard count > 0 else { return }
        BLAS.begin()
        unsafe storage.withUnsafeBufferPointer { source in
            unsafe result.withUnsafeMutableElements { target in
                for row in 0..<count {
                    for column in 0...row {
                        unsafe target[row * count + column] = source[row * stride + column]
                    }
                }
                let order = Int32(count)
                let information = unsafe LAPACKE_dpotri_work(
                    LAPACK_COL_MAJOR, CChar(UInt8(ascii: "U")), order, target.baseAddress, order)
                // The diagonal was checked when it was factored, so only a wrong argument is left.
                precondition(information == 0, "LAPACK refused argument \(-information) of dpotri")
            }
        }
        result.mirrorLowerTriangle()
    }

    private func solve(_ b: inout [Double], _ transposition: CBLAS_TRANSPOSE) {
        precondition(b.count == count, "the right-hand side needs one element a row of the matrix")
        guard count > 0 else { return }
        BLAS.begin()
        unsafe storage.withUnsafeBufferPointer { storage in
            unsafe b.withUnsafeMutableBufferPointer { b in
                unsafe cblas_dtrsv(
                    CblasRowMajor, CblasLower, transposition, CblasNonUnit, Int32(count), storage.baseAddress,
                    Int32(stride), b.baseAddress, 1)
            }
        }
    }

    private func solve(_ b: inout Matrix<Double>, _ transposition: CBLAS_TRANSPOSE) {
        precondition(b.rows == count, "the right-hand sides need one row a row of the matrix")
        let columns = Int32(b.columns)
        guard count > 0, columns > 0 else { return }
        BLAS.begin()
        unsafe storage.withUnsafeBufferPointer { storage in
            unsafe b.withUnsafeMutableElements { b in
                unsafe cblas_dtrsm(
                    CblasRowMajor, CblasLeft, CblasLower, transposition, CblasNonUnit, Int32(count), columns, 1,
                    storage.baseAddress, Int32(stride), b.baseAddress, columns)
            }
        }
    }
}
