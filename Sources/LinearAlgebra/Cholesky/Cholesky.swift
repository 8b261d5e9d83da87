private import CLAPACKE
private import Foundation

/// The lower triangular factor L of a symmetric positive definite matrix A + jitter I = L L'.
///
/// Kept in rows with room to spare, so that rows can be appended and dropped at the end in O(n^2):
///
///     var factor = try Cholesky(factoring: covariance)
///     factor.solve(&targets)
///     try factor.append(column: covarianceWithNew, diagonal: varianceOfNew)
package struct Cholesky: ~Copyable, Sendable {
    /// The numbers tried on the diagonal, as multiples of its mean: nothing, then 1e-8 to 1e-2 by factors of ten.
    package static let jitterLadder = [0, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2]

    /// The number of rows of A.
    package internal(set) var count: Int
    /// What was added to the diagonal of A; `append` adds it to the diagonal of the new row too.
    package let jitter: Double
    /// The factor's rows, `stride` elements from one to the next; what lies above the diagonal has no meaning.
    var storage: [Double]
    var stride: Int

    /// Factors `matrix`, whose storage is reused: O(n^3 / 3).
    ///
    /// - Parameters:
    ///   - matrix: A symmetric matrix. Both triangles must be filled: the lower is factored, and the upper restores it
    ///     when an attempt fails.
    ///   - jitters: What to add to the diagonal in turn until the factorisation succeeds, as multiples of the mean of
    ///     the diagonal.
    /// - Throws: ``NotPositiveDefinite`` if it never does, and at once if the diagonal is not finite.
    package init(
        factoring matrix: consuming Matrix<Double>, jitters: [Double] = Cholesky.jitterLadder
    ) throws(NotPositiveDefinite) {
        precondition(matrix.rows == matrix.columns, "only a square matrix has a Cholesky factor")
        precondition(!jitters.isEmpty, "at least one attempt must be allowed; 0 adds nothing to the diagonal")
        let count = matrix.rows
        let diagonal = matrix.diagonal
        var storage = matrix.release()
        if let pivot = diagonal.firstIndex(where: { !$0.isFinite }) {
            throw NotPositiveDefinite(count: count, largestJitter: 0, pivot: pivot)
        }
        let scale = count == 0 ? 0 : diagonal.reduce(0, +) / Double(count)
        var failure = NotPositiveDefinite(count: count, largestJitter: 0, pivot: 0)
        for (attempt, relative) in jitters.enumerated() {
            let jitter = relative * scale
            if attempt > 0 { Cholesky.restoreLowerTriangle(of: &storage, count: count) }
            for row in 0..<count { storage[row * count + row] = diagonal[row] + jitter }
            guard let pivot = Cholesky.factor(&storage, count: count) else {
                self.count = count
                self.jitter = jitter
                self.storage = storage
                stride = count
                return
            }
            failure = NotPositiveDefinite(count: count, largestJitter: jitter, pivot: pivot)
        }
        throw failure
    }

    /// The natural logarithm of the determinant of A + jitter I, 2 sum ln L_ii.
    package var logDeterminant: Double {
        var sum = 0.0
        for row in 0..<count { sum += log(storage[row * stride + row]) }
        return 2 * sum
    }

    /// The diagonal element of L in the given row.
    package func diagonal(_ row: Int) -> Double {
        precondition(row >= 0 && row < count, "no such row")
        return storage[row * stride + row]
    }

    /// Returns L, with zeros above the diagonal.
    package func lower() -> Matrix<Double> {
        var result = Matrix<Double>(rows: count, columns: count)
        for row in 0..<count {
            for column in 0...row { result[row, column] = storage[row * stride + column] }
        }
        return result
    }

    /// Ends the factor and returns its storage as a matrix of n x n elements without meaning, to be filled anew.
    ///
    /// Allocates nothing unless rows were appended or dropped since the factorisation.
    package consuming func reclaim() -> Matrix<Double> {
        let (count, stride) = (count, stride)
        return stride == count
            ? Matrix(rows: count, columns: count, elements: storage) : Matrix(rows: count, columns: count)
    }

    /// Factors the lower triangle in place and returns the row at which that failed, if it did.
    private static func factor(_ storage: inout [Double], count: Int) -> Int? {
        guard count > 0 else { return nil }
        BLAS.begin()
        let order = Int32(count)
        // Row-major lower is column-major upper; asked for row-major order, LAPACKE would copy and transpose.
        let information = unsafe storage.withUnsafeMutableBufferPointer {
            unsafe LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, CChar(UInt8(ascii: "U")), order, $0.baseAddress, order)
        }
        precondition(information >= 0, "LAPACK refused argument \(-information) of dpotrf")
        guard information == 0 else { return Int(information) - 1 }
        // OpenBLAS takes a NaN for a positive pivot.
        return (0..<count).first { !(storage[$0 * count + $0] > 0 && storage[$0 * count + $0].isFinite) }
    }

    /// Copies the upper triangle, which the factorisation leaves alone, over the lower.
    private static func restoreLowerTriangle(of storage: inout [Double], count: Int) {
        for row in 0..<count {
            for column in 0..<row { storage[row * count + column] = storage[column * count + row] }
        }
    }
}
