import LinearAlgebra
import Testing

@Suite struct `The eigenvectors of a symmetric matrix` {
    /// Numbers without a pattern, the same everywhere.
    private func symmetric(_ order: Int) -> Matrix<Double> {
        var matrix = Matrix<Double>(rows: order, columns: order)
        for row in 0..<order {
            for column in 0...row {
                let value = Double((row * 37 + column * 101 + row * column * 13) % 97) / 48 - 1
                matrix[row, column] = value
                matrix[column, row] = value
            }
        }
        return matrix
    }

    @Test func `of two numbers are known`() throws {
        let eigen = try Eigendecomposition(of: Matrix(rows: 2, columns: 2, elements: [2, 1, 1, 2]))
        #expect(zip(eigen.values, [3, 1]).allSatisfy { abs($0 - $1) < 1e-14 })
        let half = 0.5.squareRoot()
        #expect(zip(eigen.vectors.elements, [half, half, half, -half]).allSatisfy { abs($0 - $1) < 1e-14 })
    }

    @Test(arguments: [1, 2, 5, 40, 130], [1.0, 0.4])
    func `satisfy their definition`(order: Int, share: Double) throws {
        let count = max(1, Int(share * Double(order)))
        let matrix = symmetric(order)
        let eigen = try Eigendecomposition(of: matrix.copy(), largest: count)
        #expect(eigen.values == eigen.values.sorted(by: >))
        #expect(eigen.vectors.rows == count)
        var images = Matrix<Double>(rows: count, columns: order)
        multiply(eigen.vectors, matrix, into: &images)
        for row in 0..<count {
            let vector = eigen.vectors.row(row)
            let error = zip(images.row(row), vector).map { abs($0 - eigen.values[row] * $1) }.max() ?? 0
            #expect(error < 1e-11 * Double(order))
            let largest = vector.map { abs($0) }.max() ?? 0
            #expect(vector.first { abs($0) >= largest * (1 - 1e-9) } ?? 0 > 0)
        }
        var products = Matrix<Double>(rows: count, columns: count)
        multiply(eigen.vectors, eigen.vectors, transposing: .second, into: &products)
        for row in 0..<count {
            for column in 0..<count {
                #expect(abs(products[row, column] - (row == column ? 1 : 0)) < 1e-12)
            }
        }
        guard count == order else { return }
        let trace = matrix.diagonal.reduce(0, +)
        #expect(abs(eigen.values.reduce(0, +) - trace) < 1e-11 * Double(order))
    }

    @Test func `may be none`() throws {
        let empty = try Eigendecomposition(of: Matrix(rows: 0, columns: 0))
        #expect(empty.values.isEmpty)
        let none = try Eigendecomposition(of: symmetric(3), largest: 0)
        #expect(none.vectors.rows == 0)
    }

    @Test func `of equal eigenvalues are orthogonal all the same`() throws {
        var matrix = Matrix<Double>(rows: 4, columns: 4)
        for row in 0..<4 { matrix[row, row] = 2 }
        let eigen = try Eigendecomposition(of: matrix)
        #expect(eigen.values == [2, 2, 2, 2])
        var products = Matrix<Double>(rows: 4, columns: 4)
        multiply(eigen.vectors, eigen.vectors, transposing: .second, into: &products)
        #expect(products.elements.reduce(0) { $0 + abs($1) } == 4)
    }

    @Test func `of a matrix that is not finite are refused, with the place`() {
        let error = #expect(throws: Undecomposable.self) {
            var matrix = Matrix<Double>(rows: 3, columns: 3)
            matrix[2, 1] = .nan
            _ = try Eigendecomposition(of: matrix)
        }
        #expect(error?.description.contains("row 2, column 1 is not finite") == true)
    }
}
