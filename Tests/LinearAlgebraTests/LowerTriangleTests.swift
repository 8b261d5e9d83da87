import LinearAlgebra
import Testing

@Suite struct `A lower triangle` {
    /// A positive definite matrix.
    static func matrix(_ count: Int) -> Matrix<Double> {
        var matrix = Matrix<Double>(rows: count, columns: count)
        for row in 0..<count {
            for column in 0..<count {
                matrix[row, column] = 1 / Double(1 + abs(row - column)) + (row == column ? 1 : 0)
            }
        }
        return matrix
    }

    static func factor(_ count: Int) throws -> LowerTriangle {
        LowerTriangle(try Cholesky(factoring: matrix(count)))
    }

    @Test func `solves with all and with the leading rows`() throws {
        let triangle = try Self.factor(7)
        for count in 0...7 {
            let x = (0..<count).map { Double($0) - 2.5 }
            var b = (0..<count).map { row in (0...row).reduce(0) { $0 + triangle.row(row)[$1] * x[$1] } }
            triangle.solve(&b)
            #expect(zip(b, x).allSatisfy { abs($0 - $1) < 1e-14 })
            var c = (0..<count).map { column in
                (column..<count).reduce(0) { $0 + triangle.row($1)[column] * x[$1] }
            }
            triangle.solve(&c, transposing: true)
            #expect(zip(c, x).allSatisfy { abs($0 - $1) < 1e-14 })
        }
    }

    @Test func `solves for many columns as for one, in both precisions`() throws {
        let triangle = try Self.factor(6)
        let columns = (0..<4).map { column in (0..<6).map { Double(($0 * 7 + column * 3) % 5) - 1.3 } }
        var all = Matrix(rows: 6, columns: 4, elements: (0..<24).map { columns[$0 % 4][$0 / 4] })
        var single = Matrix<Float>(rows: 6, columns: 4, elements: all.elements.map { Float($0) })
        triangle.solve(&all)
        solveLower(triangle.rounded(), &single)
        for (column, values) in columns.enumerated() {
            var b = values
            triangle.solve(&b)
            for row in 0..<6 {
                #expect(abs(all[row, column] - b[row]) < 1e-14)
                #expect(abs(Double(single[row, column]) - b[row]) < 1e-6)
            }
        }
    }

    @Test func `grows as the factor of the larger matrix, and a copy does not`() throws {
        let whole = try Self.factor(40)
        var triangle = try Self.factor(3)
        let copy = triangle
        for row in 3..<40 { triangle.append(row: whole.row(row)) }
        #expect(
            (0..<40).allSatisfy { row in zip(triangle.row(row), whole.row(row)).allSatisfy { abs($0 - $1) < 1e-14 } })
        #expect(copy.count == 3)
        triangle.removeLast(30)
        #expect(triangle.count == 10 && triangle.diagonal(9) == whole.diagonal(9))
    }

    @Test func `knows the diagonal of the inverse`() throws {
        let triangle = try Self.factor(9)
        let inverse = try Cholesky(factoring: Self.matrix(9)).inverse()
        #expect(zip(triangle.inverseDiagonal(), inverse.diagonal).allSatisfy { abs($0 - $1) < 1e-13 })
    }
}
