import LinearAlgebra
import Testing

@Suite("A matrix") struct MatrixTests {
    @Test("is stored row after row")
    func layout() {
        var matrix = Matrix<Double>(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6])
        #expect(matrix[0, 2] == 3)
        #expect(matrix[1, 0] == 4)
        matrix[1, 1] = 9
        #expect(matrix.elements == [1, 2, 3, 4, 9, 6])
        #expect(matrix.row(1) == [4, 9, 6])
        #expect(matrix.diagonal == [1, 9])
    }

    @Test("is copied only when told to, and the copy is independent")
    func copies() {
        let matrix = Matrix<Float>(rows: 1, columns: 2, elements: [1, 2])
        var copy = matrix.copy()
        copy[0, 0] = 7
        #expect(matrix.elements == [1, 2])
        #expect(copy.elements == [7, 2])
    }

    @Test("keeps the rows that remain when resized, and adds rows of zeros", arguments: 0...4, 0...6)
    func resizes(first: Int, second: Int) {
        var matrix = Matrix<Double>(rows: 3, columns: 2, elements: [1, 2, 3, 4, 5, 6])
        matrix.resize(rows: first)
        matrix.resize(rows: second)
        #expect(matrix.rows == second)
        #expect(matrix.count == 2 * second)
        let kept = min(3, first, second)
        let numbers: [Double] = [1, 2, 3, 4, 5, 6]
        let expected = numbers.prefix(2 * kept) + Array(repeating: 0, count: 2 * (second - kept))
        #expect(matrix.elements == Array(expected))
        #expect(unsafe matrix.withUnsafeElements { unsafe Array($0) } == Array(expected))
        #expect(matrix.copy().elements == Array(expected))
        #expect(matrix.release() == Array(expected))
    }

    @Test("does not move when it shrinks and grows within its memory")
    func reuses() {
        var matrix = Matrix<Float>(rows: 0, columns: 8)
        matrix.reserve(rows: 100)
        matrix.resize(rows: 100)
        let before = address(of: matrix)
        matrix.resize(rows: 3)
        matrix.append(row: Array(repeating: 1, count: 8))
        matrix.resize(rows: 100)
        #expect(address(of: matrix) == before)
        #expect(matrix.row(3) == Array(repeating: 1, count: 8))
        #expect(matrix.row(4) == Array(repeating: 0, count: 8))
    }

    @Test("takes appended rows, whether or not it once had more")
    func appends() {
        var matrix = Matrix<Double>(rows: 3, columns: 2, elements: [1, 2, 3, 4, 5, 6])
        matrix.resize(rows: 1)
        for row in 1...4 { matrix.append(row: [Double(10 * row), Double(10 * row + 1)]) }
        #expect(matrix.rows == 5)
        #expect(matrix.elements == [1, 2, 10, 11, 20, 21, 30, 31, 40, 41])
        #expect(matrix.rows(1..<3).elements == [10, 11, 20, 21])
    }

    @Test("takes over rows of another, and only those")
    func replaces() {
        var matrix = Matrix<Double>(rows: 4, columns: 2)
        let other = Matrix<Double>(rows: 3, columns: 2, elements: [1, 2, 3, 4, 5, 6])
        matrix.replaceRows(from: 1, with: other, rows: 1..<3)
        #expect(matrix.elements == [0, 0, 3, 4, 5, 6, 0, 0])
        matrix.replaceRows(from: 4, with: other, rows: 2..<2)
        #expect(matrix.elements == [0, 0, 3, 4, 5, 6, 0, 0])
        var whole = Matrix<Double>(rows: 3, columns: 2)
        whole.assign(other)
        #expect(whole.elements == other.elements)
        whole.fill(with: 8)
        #expect(whole.elements == Array(repeating: 8, count: 6))
    }

    private func address(of matrix: borrowing Matrix<Float>) -> UInt {
        unsafe matrix.withUnsafeElements { UInt(bitPattern: $0.baseAddress) }
    }

    // 32 is the side of the tiles that both work in.
    @Test("is transposed element by element", arguments: [0, 1, 5, 32, 33, 70], [0, 1, 31, 65])
    func transposes(rows: Int, columns: Int) {
        let matrix = Matrix<Double>(
            rows: rows, columns: columns, elements: (0..<rows * columns).map(Double.init))
        let transposed = matrix.transposed()
        #expect(transposed.rows == columns && transposed.columns == rows)
        for row in 0..<rows {
            for column in 0..<columns { #expect(transposed[column, row] == matrix[row, column]) }
        }
    }

    @Test("has its lower triangle mirrored", arguments: [0, 1, 2, 31, 32, 33, 70])
    func mirrors(order: Int) {
        var matrix = Matrix<Double>(
            rows: order, columns: order, elements: (0..<order * order).map(Double.init))
        matrix.mirrorLowerTriangle()
        for row in 0..<order {
            for column in 0..<order {
                #expect(matrix[row, column] == Double(max(row, column) * order + min(row, column)))
            }
        }
    }

    @Test("stops the program when it is asked for what it does not have")
    func preconditions() async {
        await #expect(processExitsWith: .failure) { _ = Matrix<Float>(rows: -1, columns: 1) }
        await #expect(processExitsWith: .failure) { _ = Matrix<Float>(rows: 2, columns: 2, elements: [1, 2, 3]) }
        await #expect(processExitsWith: .failure) {
            let matrix = Matrix<Float>(rows: 2, columns: 2)
            _ = matrix[0, 2]
        }
        await #expect(processExitsWith: .failure) {
            var matrix = Matrix<Float>(rows: 2, columns: 2)
            matrix.resize(rows: 1)
            matrix[1, 0] = 1
        }
    }
}
