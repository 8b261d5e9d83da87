private import LinearAlgebra

/// Factors and inverses of covariance matrices, and what appending a row costs instead.
func choleskyRows(_ bench: inout Bench) {
    for n in [200, 500, 1000] {
        var covariance = Matrix<Double>(rows: n, columns: n)
        for row in 0..<n {
            for column in 0..<n {
                let distance = Double(row - column) / 20
                covariance[row, column] = VectorMath.exp(-distance * distance / 2) + (row == column ? 0.1 : 0)
            }
        }
        let cube = Double(n) * Double(n) * Double(n)
        var workspace = Matrix<Double>(rows: n, columns: n)
        bench.measure("Cholesky factor", n: n, operations: cube / 3, precision: .double) {
            workspace.assign(covariance)
            workspace = factored(workspace).reclaim()
        }
        let factor = factored(covariance.copy())
        bench.measure("Cholesky inverse", n: n, operations: 2 * cube / 3, precision: .double) {
            factor.inverse(into: &workspace)
        }
        var growing = factored(covariance.rows(0..<n).copy())
        let column = covariance.row(n - 1)
        bench.measure("Cholesky row append", n: n) {
            do {
                try growing.append(column: column, diagonal: 2)
                growing.removeLast()
            } catch {
                preconditionFailure("\(error)")
            }
        }
    }
}

private func factored(_ matrix: consuming Matrix<Double>) -> Cholesky {
    do {
        return try Cholesky(factoring: matrix)
    } catch {
        preconditionFailure("\(error)")
    }
}
