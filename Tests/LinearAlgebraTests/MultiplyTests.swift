import LinearAlgebra
import Testing

@Suite("A product of matrices") struct MultiplyTests {
    @Test("equals the naive sum over every small shape and transposition", arguments: Transposition.allCases)
    func smallShapes(transposition: Transposition) {
        for rows in 0...4 {
            for inner in 0...4 {
                for columns in 0...4 {
                    check(Float.self, transposition, rows, inner, columns, scale: 1, adding: 0)
                    check(Double.self, transposition, rows, inner, columns, scale: -0.5, adding: 2)
                }
            }
        }
    }

    @Test("equals the naive sum across the kernels' blocks", arguments: Transposition.allCases)
    func largerShapes(transposition: Transposition) {
        check(Float.self, transposition, 67, 129, 33, scale: 2, adding: 1)
        check(Double.self, transposition, 35, 300, 17, scale: 1, adding: 0)
    }

    @Test("works on some rows and leaves the others alone", arguments: Transposition.allCases)
    func rowRanges(transposition: Transposition) {
        let a = Matrix<Double>(rows: 6, columns: 3, elements: numbers(18))
        let part = a.rows(1..<5)
        let (rows, inner) = transposition.isFirstTransposed ? (3, 4) : (4, 3)
        let b =
            transposition.isSecondTransposed
            ? Matrix<Double>(rows: 2, columns: inner, elements: numbers(2 * inner))
            : Matrix<Double>(rows: inner, columns: 2, elements: numbers(2 * inner))
        var c = Matrix<Double>(rows: 7, columns: 2, elements: Array(repeating: 8, count: 14))
        var expected = Matrix<Double>(rows: rows, columns: 2)
        multiply(part, b, transposing: transposition, into: &expected)
        multiply(a, rows: 1..<5, b, transposing: transposition, into: &c, rows: 2..<2 + rows)
        #expect(c.rows(2..<2 + rows).elements == expected.elements)
        #expect(c.rows(0..<2).elements == [8, 8, 8, 8])
        #expect(c.rows(2 + rows..<7).elements.allSatisfy { $0 == 8 })
    }

    @Test("does not see what was in the result unless told to add to it")
    func forgets() {
        let one = Matrix<Float>(rows: 2, columns: 2, elements: [1, 0, 0, 1])
        var c = Matrix<Float>(rows: 2, columns: 2, elements: [.nan, .infinity, -.infinity, .nan])
        multiply(one, one, into: &c)
        #expect(c.elements == [1, 0, 0, 1])
        var y: [Double] = [.nan, .infinity]
        multiply(Matrix<Double>(rows: 2, columns: 2, elements: [1, 2, 3, 4]), [1, 1], into: &y)
        #expect(y == [3, 7])
    }

    @Test("of a matrix and a vector equals the naive sum", arguments: 0...5, 0...5)
    func vectors(rows: Int, columns: Int) {
        let a = Matrix<Double>(rows: rows, columns: columns, elements: numbers(rows * columns))
        let (x, z): ([Double], [Double]) = (numbers(columns), numbers(rows))
        var y: [Double] = Array(repeating: 3, count: rows)
        multiply(a, x, scale: 2, adding: -1, into: &y)
        for row in 0..<rows {
            let sum = (0..<columns).reduce(0.0) { $0 + a[row, $1] * x[$1] }
            #expect(abs(y[row] - (2 * sum - 3)) < 1e-14)
        }
        var w: [Double] = Array(repeating: 3, count: columns)
        multiply(a, z, transposing: true, into: &w)
        for column in 0..<columns {
            let sum = (0..<rows).reduce(0.0) { $0 + a[$1, column] * z[$1] }
            #expect(abs(w[column] - sum) < 1e-14)
        }
        #expect(abs(dot(x, x) - x.reduce(0) { $0 + $1 * $1 }) < 1e-14)
    }

    @Test("stops the program when the shapes do not fit")
    func preconditions() async {
        await #expect(processExitsWith: .failure) {
            var c = Matrix<Float>(rows: 2, columns: 2)
            multiply(Matrix<Float>(rows: 2, columns: 3), Matrix<Float>(rows: 2, columns: 2), into: &c)
        }
        await #expect(processExitsWith: .failure) {
            var c = Matrix<Float>(rows: 2, columns: 3)
            multiply(Matrix<Float>(rows: 2, columns: 2), Matrix<Float>(rows: 2, columns: 2), into: &c)
        }
        await #expect(processExitsWith: .failure) {
            var y: [Float] = [0]
            multiply(Matrix<Float>(rows: 2, columns: 3), [1, 2, 3], into: &y)
        }
        await #expect(processExitsWith: .failure) { _ = dot([1.0], [1.0, 2.0]) }
    }

    /// Compares with sums in Double.
    ///
    /// The bound is that of any order of summation, inner x unit roundoff x sum of |terms|.
    private func check<Scalar: BLASScalar>(
        _ type: Scalar.Type, _ transposition: Transposition, _ rows: Int, _ inner: Int, _ columns: Int, scale: Scalar,
        adding: Scalar
    ) {
        let first = transposition.isFirstTransposed ? (inner, rows) : (rows, inner)
        let second = transposition.isSecondTransposed ? (columns, inner) : (inner, columns)
        let a = Matrix<Scalar>(rows: first.0, columns: first.1, elements: numbers(rows * inner))
        let b = Matrix<Scalar>(rows: second.0, columns: second.1, elements: numbers(inner * columns))
        var c = Matrix<Scalar>(rows: rows, columns: columns, elements: numbers(rows * columns))
        let before = c.copy()
        multiply(a, b, transposing: transposition, scale: scale, adding: adding, into: &c)
        for row in 0..<rows {
            for column in 0..<columns {
                var sum = Double(adding) * Double(before[row, column])
                var magnitude = abs(sum)
                for index in 0..<inner {
                    let left = transposition.isFirstTransposed ? a[index, row] : a[row, index]
                    let right = transposition.isSecondTransposed ? b[column, index] : b[index, column]
                    sum += Double(scale) * Double(left) * Double(right)
                    magnitude += abs(Double(scale) * Double(left) * Double(right))
                }
                let bound = Double(inner + 3) * Double(Scalar.ulpOfOne) * magnitude
                #expect(abs(Double(c[row, column]) - sum) <= bound)
            }
        }
    }

    private func numbers<Scalar: BLASScalar>(_ count: Int) -> [Scalar] {
        (0..<count).map { Scalar(($0 &* 7919 + 13) % 101) / 50 - 1 }
    }
}

extension Transposition {
    fileprivate var isFirstTransposed: Bool { self == .first || self == .both }
    fileprivate var isSecondTransposed: Bool { self == .second || self == .both }
}
