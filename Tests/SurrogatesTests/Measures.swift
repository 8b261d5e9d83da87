import LinearAlgebra
import Randomness

/// Returns the greatest difference between two lists of numbers of one length, infinite if the lengths differ.
func greatestDifference(_ x: [Double], _ y: [Double]) -> Double {
    guard x.count == y.count else { return .infinity }
    return zip(x, y).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

/// Returns the greatest difference relative to the greatest number in `y`.
func relativeDifference(_ x: [Double], _ y: [Double]) -> Double {
    greatestDifference(x, y) / max(y.reduce(0) { max($0, abs($1)) }, .leastNormalMagnitude)
}

/// Returns a matrix of standard normal numbers.
func normalMatrix(rows: Int, columns: Int, seed: UInt64, scale: Double = 1) -> Matrix<Double> {
    var source = RandomSource(seed: seed)
    return Matrix(rows: rows, columns: columns, elements: source.normals(rows * columns).map { scale * $0 })
}

/// Returns the derivatives of a function at `point` by central differences of fourth order.
func differences(at point: [Double], step: Double = 1e-3, _ function: ([Double]) throws -> Double) rethrows -> [Double]
{
    try point.indices.map { index in
        func value(_ offset: Double) throws -> Double {
            var moved = point
            moved[index] += offset
            return try function(moved)
        }
        let near = try value(step) - value(-step)
        let far = try value(2 * step) - value(-2 * step)
        return (8 * near - far) / (12 * step)
    }
}
