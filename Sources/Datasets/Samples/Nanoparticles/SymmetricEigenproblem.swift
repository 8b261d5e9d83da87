/// The eigenvalues, rising, and orthonormal eigenvectors of a small symmetric matrix (cyclic Jacobi rotations).
///
/// Golub & Van Loan, Matrix Computations, 4th edition, section 8.5. Each vector's largest component is positive.
struct SymmetricEigenproblem: Sendable {
    let values: [Double]
    /// One vector a value.
    let vectors: [[Double]]

    init(_ matrix: [[Double]]) {
        let count = matrix.count
        var a = matrix
        var v = (0..<count).map { row in (0..<count).map { $0 == row ? 1.0 : 0.0 } }
        let scale = a.joined().reduce(0) { $0 + $1 * $1 }
        for _ in 0..<60 {
            var rest = 0.0
            for p in 0..<count { for q in 0..<count where q != p { rest += a[p][q] * a[p][q] } }
            if rest <= 1e-26 * scale { break }
            for p in 0..<count {
                for q in p + 1..<max(count, p + 1) where a[p][q] != 0 {
                    Self.rotate(&a, &v, p, q)
                }
            }
        }
        let order = (0..<count).sorted { (a[$0][$0], $0) < (a[$1][$1], $1) }
        values = order.map { a[$0][$0] }
        vectors = order.map { column in
            let vector = v.map { $0[column] }
            let largest = vector.max { abs($0) < abs($1) } ?? 1
            return largest < 0 ? vector.map { -$0 } : vector
        }
    }

    /// Makes the element (p, q) vanish.
    private static func rotate(_ a: inout [[Double]], _ v: inout [[Double]], _ p: Int, _ q: Int) {
        let tau = (a[q][q] - a[p][p]) / (2 * a[p][q])
        let t = (tau >= 0 ? 1 : -1) / (abs(tau) + (1 + tau * tau).squareRoot())
        let c = 1 / (1 + t * t).squareRoot()
        let s = t * c
        for k in a.indices {
            (a[k][p], a[k][q]) = (c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q])
        }
        for k in a.indices {
            (a[p][k], a[q][k]) = (c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k])
            (v[k][p], v[k][q]) = (c * v[k][p] - s * v[k][q], s * v[k][p] + c * v[k][q])
        }
    }
}
