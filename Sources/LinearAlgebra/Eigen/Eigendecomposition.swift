private import CLAPACKE

/// The largest eigenvalues of a symmetric matrix A and their eigenvectors, A v = λ v.
///
/// By relatively robust representations (LAPACK's `dsyevr`): O(n³) for the reduction to a tridiagonal matrix, and O(n k)
/// for k eigenvectors of that.
package struct Eigendecomposition: ~Copyable, Sendable {
    /// The eigenvalues, falling.
    package let values: [Double]
    /// The eigenvectors in the order of the values, one a row, of length one and orthogonal to each other.
    ///
    /// Of the two signs each has the one that makes its largest component positive, the first of equal ones.
    package let vectors: Matrix<Double>

    /// Decomposes `matrix`, whose storage is reused.
    ///
    /// - Parameters:
    ///   - matrix: A symmetric matrix; only its lower triangle is read.
    ///   - count: How many eigenvalues, from the largest down: 0 to the number of rows; nil for all.
    /// - Throws: ``Undecomposable`` if an element is not finite, or LAPACK fails.
    package init(of matrix: consuming Matrix<Double>, largest count: Int? = nil) throws(Undecomposable) {
        precondition(matrix.rows == matrix.columns, "only a square matrix has eigenvalues")
        let order = matrix.rows
        let count = count ?? order
        precondition(count >= 0 && count <= order, "a matrix has as many eigenvalues as rows")
        var elements = matrix.release()
        if let index = elements.firstIndex(where: { !$0.isFinite }) {
            throw Undecomposable(order: order, reason: .notFinite(row: index / order, column: index % order))
        }
        var values = [Double](repeating: 0, count: order)
        var vectors = [Double](repeating: 0, count: order * count)
        if count > 0 {
            let information = Self.decompose(&elements, order: order, &values, &vectors, count: count)
            guard information == 0 else { throw Undecomposable(order: order, reason: .failure(information)) }
        }
        // LAPACK counts from the smallest, and its columns are rows here.
        self.values = values.prefix(count).reversed()
        var sorted = Matrix<Double>(rows: count, columns: order)
        for row in 0..<count {
            let vector = vectors[(count - 1 - row) * order..<(count - row) * order]
            let largest = vector.reduce(0) { max($0, abs($1)) }
            // Components that differ by rounding alone are equal.
            let leading = vector.first { abs($0) >= largest * (1 - 1e-9) } ?? 1
            for (column, component) in vector.enumerated() {
                sorted[row, column] = leading < 0 ? -component : component
            }
        }
        self.vectors = sorted
    }

    /// Calls LAPACK, and returns its information code.
    private static func decompose(
        _ elements: inout [Double], order: Int, _ values: inout [Double], _ vectors: inout [Double], count: Int
    ) -> Int {
        BLAS.begin()
        let n = Int32(order)
        var found: Int32 = 0
        var support = [Int32](repeating: 0, count: 2 * order)
        let all = CChar(UInt8(ascii: count == order ? "A" : "I"))
        func call(_ work: inout [Double], _ integers: inout [Int32], isQuery: Bool) -> Int32 {
            // Row-major lower is column-major upper.
            unsafe LAPACKE_dsyevr_work(
                LAPACK_COL_MAJOR, CChar(UInt8(ascii: "V")), all, CChar(UInt8(ascii: "U")), n, &elements, n, 0, 0,
                n - Int32(count) + 1, n, 0, &found, &values, &vectors, n, &support, &work,
                isQuery ? -1 : Int32(work.count), &integers, isQuery ? -1 : Int32(integers.count))
        }
        var (size, integerSize) = ([0.0], [Int32(0)])
        let refused = call(&size, &integerSize, isQuery: true)
        precondition(refused == 0, "LAPACK refused argument \(-refused) of dsyevr")
        var work = [Double](repeating: 0, count: max(1, Int(size[0])))
        var integers = [Int32](repeating: 0, count: max(1, Int(integerSize[0])))
        let information = call(&work, &integers, isQuery: false)
        precondition(information >= 0, "LAPACK refused argument \(-information) of dsyevr")
        return information == 0 && Int(found) != count ? 1 : Int(information)
    }
}

/// A symmetric matrix whose eigenvectors cannot be computed.
package struct Undecomposable: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: Hashable, Sendable {
        /// An element is infinite or NaN.
        case notFinite(row: Int, column: Int)
        /// LAPACK gave up with this code.
        case failure(Int)
    }

    /// The number of rows.
    package let order: Int
    package let reason: Reason

    package var description: String {
        let matrix = "the eigenvectors of a \(order) x \(order) matrix cannot be computed: "
        return switch reason {
        case .notFinite(let row, let column): matrix + "the element in row \(row), column \(column) is not finite"
        case .failure(let code): matrix + "LAPACK's dsyevr failed with code \(code)"
        }
    }
}
