import Foundation
import LinearAlgebra
import Testing

@Suite("A Cholesky factor") struct CholeskyTests {
    static let orders = [1, 2, 3, 7, 32, 33, 65, 130]

    @Test("of a 3 x 3 matrix is the one found by hand")
    func closedForm() throws {
        let matrix = Matrix<Double>(rows: 3, columns: 3, elements: [4, 12, -16, 12, 37, -43, -16, -43, 98])
        let factor = try Cholesky(factoring: matrix)
        #expect(factor.jitter == 0)
        // 4 = 2^2; 12 = 2 * 6; 37 = 6^2 + 1; -16 = 2 * -8; -43 = 6 * -8 + 5; 98 = 64 + 25 + 9. All exact.
        #expect(factor.lower().elements == [2, 0, 0, 6, 1, 0, -8, 5, 3])
        #expect((0..<3).map { factor.diagonal($0) } == [2, 1, 3])
        // ln (2 * 1 * 3)^2.
        #expect(abs(factor.logDeterminant - 3.58351893845611) < 1e-14)
        var x = [4.0, 12, -16]
        factor.solve(&x)
        #expect(zip(x, [1, 0, 0]).allSatisfy { abs($0 - $1) < 1e-12 })
    }

    // Integrated Brownian motion's simplest covariance: K_ij = min(i, j) has L all ones and determinant 1.
    @Test("of min(i, j) is all ones", arguments: orders)
    func brownian(order: Int) throws {
        var matrix = Matrix<Double>(rows: order, columns: order)
        for row in 0..<order { for column in 0..<order { matrix[row, column] = Double(min(row, column) + 1) } }
        let factor = try Cholesky(factoring: matrix)
        #expect(factor.logDeterminant == 0)
        let lower = factor.lower()
        for row in 0..<order {
            for column in 0..<order { #expect(lower[row, column] == (column <= row ? 1 : 0)) }
        }
    }

    @Test("multiplied by its transpose is the matrix", arguments: orders)
    func reconstruction(order: Int) throws {
        let matrix = positiveDefinite(order)
        let lower = try Cholesky(factoring: matrix.copy()).lower()
        var product = Matrix<Double>(rows: order, columns: order)
        multiply(lower, lower, transposing: .second, into: &product)
        #expect(largestDifference(product, matrix) < 1e-13 * Double(order))
    }

    @Test("solves both triangles and the whole, vectors and matrices alike", arguments: orders)
    func solutions(order: Int) throws {
        let matrix = positiveDefinite(order)
        let factor = try Cholesky(factoring: matrix.copy())
        let lower = factor.lower()
        let x = (0..<order).map { Double($0 % 7) - 3 }
        var (forward, backward, whole) = (x, x, x)
        factor.solveLower(&forward)
        factor.solveUpper(&backward)
        factor.solve(&whole)
        var check = Array(repeating: 0.0, count: order)
        multiply(lower, forward, into: &check)
        #expect(zip(check, x).allSatisfy { abs($0 - $1) < 1e-12 })
        multiply(lower, backward, transposing: true, into: &check)
        #expect(zip(check, x).allSatisfy { abs($0 - $1) < 1e-12 })
        multiply(matrix, whole, into: &check)
        #expect(zip(check, x).allSatisfy { abs($0 - $1) < 1e-11 })

        var columns = Matrix<Double>(rows: order, columns: 3)
        for row in 0..<order { for column in 0..<3 { columns[row, column] = x[row] * Double(column + 1) } }
        var upper = columns.copy()
        var lowered = columns.copy()
        factor.solve(&columns)
        factor.solveUpper(&upper)
        factor.solveLower(&lowered)
        for row in 0..<order {
            for column in 0..<3 {
                #expect(abs(columns[row, column] - whole[row] * Double(column + 1)) < 1e-11)
                #expect(abs(upper[row, column] - backward[row] * Double(column + 1)) < 1e-11)
                #expect(abs(lowered[row, column] - forward[row] * Double(column + 1)) < 1e-11)
            }
        }
    }

    @Test("gives the inverse, exactly symmetric", arguments: orders)
    func inverse(order: Int) throws {
        let matrix = positiveDefinite(order)
        let inverse = try Cholesky(factoring: matrix.copy()).inverse()
        var product = Matrix<Double>(rows: order, columns: order)
        multiply(matrix, inverse, into: &product)
        var identity = Matrix<Double>(rows: order, columns: order)
        for index in 0..<order { identity[index, index] = 1 }
        #expect(largestDifference(product, identity) < 1e-11)
        #expect(inverse.elements == inverse.transposed().elements)
    }

    @Test("grown row by row is the one of the whole matrix", arguments: [0, 1, 2, 5, 30], [1, 2, 20, 60])
    func appending(start: Int, more: Int) throws {
        let order = start + more
        let matrix = positiveDefinite(order)
        var factor = try Cholesky(factoring: leading(matrix, start))
        for index in start..<order {
            let row = try factor.append(
                column: (0..<index).map { matrix[index, $0] }, diagonal: matrix[index, index])
            #expect(row.count == index + 1)
            #expect(row == factor.lower().row(index))
        }
        let whole = try Cholesky(factoring: matrix.copy())
        #expect(factor.count == order)
        #expect(largestDifference(factor.lower(), whole.lower()) < 1e-13)
        #expect(abs(factor.logDeterminant - whole.logDeterminant) < 1e-11)
        // The matrix routines must follow the factor's stride too.
        #expect(largestDifference(factor.inverse(), whole.inverse()) < 1e-11)
        var one = matrix.copy()
        var other = matrix.copy()
        factor.solveLower(&one)
        whole.solveLower(&other)
        #expect(largestDifference(one, other) < 1e-12)
    }

    @Test("loses what was appended when told to, to the bit")
    func removing() throws {
        let matrix = positiveDefinite(20)
        var factor = try Cholesky(factoring: leading(matrix, 12))
        let before = factor.lower()
        for index in 12..<20 {
            try factor.append(column: (0..<index).map { matrix[index, $0] }, diagonal: matrix[index, index])
        }
        factor.removeLast(8)
        #expect(factor.count == 12)
        #expect(factor.lower().elements == before.elements)
        // What was removed leaves no trace in what is appended next.
        try factor.append(column: (0..<12).map { matrix[12, $0] }, diagonal: matrix[12, 12])
        let expected = try Cholesky(factoring: leading(matrix, 13))
        #expect(largestDifference(factor.lower(), expected.lower()) < 1e-13)
        factor.removeLast()
        #expect(factor.lower().elements == before.elements)
    }

    @Test("does not change when a row cannot be appended")
    func refusedRow() throws {
        var factor = try Cholesky(factoring: positiveDefinite(4))
        let before = factor.lower()
        let twin = (0..<4).map { positiveDefinite(4)[$0, 2] }
        let error = #expect(throws: NotPositiveDefinite.self) {
            try factor.append(column: twin, diagonal: positiveDefinite(4)[2, 2])
        }
        #expect(error == NotPositiveDefinite(count: 5, largestJitter: 0, pivot: 4))
        #expect(throws: NotPositiveDefinite.self) { try factor.append(column: [.nan, 0, 0, 0], diagonal: 1) }
        #expect(factor.lower().elements == before.elements)
    }

    @Test("of a singular matrix is that of the matrix and the smallest sufficient jitter", arguments: [2, 5, 40])
    func jitter(order: Int) throws {
        // All ones, scaled: rank one, so every leading minor but the first vanishes.
        let matrix = Matrix<Double>(rows: order, columns: order, elements: Array(repeating: 3, count: order * order))
        #expect(throws: NotPositiveDefinite.self) { _ = try Cholesky(factoring: matrix.copy(), jitters: [0]) }
        let factor = try Cholesky(factoring: matrix.copy())
        #expect(factor.jitter == 1e-8 * 3)
        var expected = matrix.copy()
        for index in 0..<order { expected[index, index] += factor.jitter }
        let lower = factor.lower()
        var product = Matrix<Double>(rows: order, columns: order)
        multiply(lower, lower, transposing: .second, into: &product)
        #expect(largestDifference(product, expected) < 1e-14 * Double(order))
        // The determinant of c 11' + j I is j^(n - 1) (j + n c); the relative error is that of j beside c, 1e-8.
        let exact = Double(order - 1) * log(factor.jitter) + log(factor.jitter + 3 * Double(order))
        #expect(abs(factor.logDeterminant - exact) < 1e-6 * Double(order))
    }

    @Test("adds its jitter to appended rows too")
    func jitteredAppend() throws {
        let ones = Matrix<Double>(rows: 2, columns: 2, elements: [1, 1, 1, 1])
        var factor = try Cholesky(factoring: ones.copy(), jitters: [0, 1e-6])
        try factor.append(column: [1, 1], diagonal: 1)
        let whole = try Cholesky(
            factoring: Matrix<Double>(rows: 3, columns: 3, elements: Array(repeating: 1, count: 9)),
            jitters: [1e-6])
        #expect(largestDifference(factor.lower(), whole.lower()) < 1e-9)
    }

    @Test("climbs the ladder no higher than it must")
    func ladder() throws {
        // Eigenvalues 2 + 1e-5 and -1e-5, so that 1e-5 is too little and 1e-4 enough; the diagonal's mean is 1.
        let matrix = Matrix<Double>(rows: 2, columns: 2, elements: [1, 1 + 1e-5, 1 + 1e-5, 1])
        let factor = try Cholesky(factoring: matrix)
        #expect(factor.jitter == 1e-4)
        let expected = Matrix<Double>(
            rows: 2, columns: 2, elements: [1 + 1e-4, 1 + 1e-5, 1 + 1e-5, 1 + 1e-4])
        let whole = try Cholesky(factoring: expected)
        #expect(largestDifference(factor.lower(), whole.lower()) < 1e-15)
    }

    @Test("does not exist for a matrix that is indefinite or not finite")
    func refusals() throws {
        let indefinite = Matrix<Double>(rows: 2, columns: 2, elements: [1, 2, 2, 1])
        let error = #expect(throws: NotPositiveDefinite.self) { _ = try Cholesky(factoring: indefinite.copy()) }
        #expect(error == NotPositiveDefinite(count: 2, largestJitter: 0.01, pivot: 1))
        #expect(error?.description.contains("2 x 2") == true)
        let undefined = Matrix<Double>(rows: 2, columns: 2, elements: [1, .nan, .nan, 1])
        #expect(throws: NotPositiveDefinite.self) { _ = try Cholesky(factoring: undefined.copy()) }
        let infinite = Matrix<Double>(rows: 2, columns: 2, elements: [1, 0, 0, .infinity])
        let pivot = #expect(throws: NotPositiveDefinite.self) { _ = try Cholesky(factoring: infinite.copy()) }
        #expect(pivot?.pivot == 1)
    }

    @Test("reuses the matrix's memory and gives it back")
    func memory() throws {
        var matrix = positiveDefinite(50)
        let address = address(of: matrix)
        for _ in 0..<3 {
            let factor = try Cholesky(factoring: matrix)
            matrix = factor.reclaim()
            #expect(self.address(of: matrix) == address)
            matrix.assign(positiveDefinite(50))
        }
    }

    @Test("stops the program when shapes do not fit")
    func preconditions() async {
        await #expect(processExitsWith: .failure) {
            _ = try Cholesky(factoring: Matrix<Double>(rows: 2, columns: 3))
        }
        await #expect(processExitsWith: .failure) {
            let factor = try Cholesky(factoring: Matrix<Double>(rows: 1, columns: 1, elements: [1]))
            var b = [1.0, 2]
            factor.solve(&b)
        }
        await #expect(processExitsWith: .failure) {
            var factor = try Cholesky(factoring: Matrix<Double>(rows: 1, columns: 1, elements: [1]))
            factor.removeLast(2)
        }
    }

    /// The covariance of an Ornstein-Uhlenbeck process at unit steps, and a little noise.
    private func positiveDefinite(_ order: Int) -> Matrix<Double> {
        var matrix = Matrix<Double>(rows: order, columns: order)
        for row in 0..<order {
            for column in 0..<order {
                matrix[row, column] = exp(-Double(abs(row - column)) / 5) + (row == column ? 0.1 : 0)
            }
        }
        return matrix
    }

    private func address(of matrix: borrowing Matrix<Double>) -> UInt {
        unsafe matrix.withUnsafeElements { UInt(bitPattern: $0.baseAddress) }
    }

    private func leading(_ matrix: borrowing Matrix<Double>, _ order: Int) -> Matrix<Double> {
        var result = Matrix<Double>(rows: order, columns: order)
        for row in 0..<order { for column in 0..<order { result[row, column] = matrix[row, column] } }
        return result
    }

    private func largestDifference(_ a: borrowing Matrix<Double>, _ b: borrowing Matrix<Double>) -> Double {
        zip(a.elements, b.elements).map { abs($0 - $1) }.max() ?? 0
    }
}
