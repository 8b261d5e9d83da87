import LinearAlgebra
private import Synchronization

/// Matrices lent to one caller at a time and kept for the next, so that a kernel made of others allocates nothing once it
/// is in use.
///
/// What is in a lent matrix has no meaning. Any number of threads may borrow at once.
final class ScratchPool: Sendable {
    private let arrays = Mutex<[[Double]]>([])
    /// How many matrices are kept; more are lent, but dropped when they return.
    private static let capacity = 8

    /// Lends a matrix.
    func borrow(rows: Int, columns: Int) -> Matrix<Double> {
        let count = rows * columns
        // One of the right size needs no zeros to grow by.
        var array =
            arrays.withLock { arrays in
                arrays.firstIndex { $0.count == count }.map { arrays.remove(at: $0) } ?? arrays.popLast()
            } ?? []
        if array.count > count {
            array.removeLast(array.count - count)
        } else if array.count < count {
            array.append(contentsOf: repeatElement(0, count: count - array.count))
        }
        return Matrix(rows: rows, columns: columns, elements: array)
    }

    /// Takes a lent matrix back.
    func take(_ matrix: consuming Matrix<Double>) {
        let array = matrix.release()
        arrays.withLock { if $0.count < Self.capacity { $0.append(array) } }
    }
}
