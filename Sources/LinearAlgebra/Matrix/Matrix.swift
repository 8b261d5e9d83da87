/// A matrix with one owner, stored contiguously, row after row.
///
/// It cannot be copied by accident: `copy()` says so where a copy is meant, and a function that reuses the storage
/// takes the matrix `consuming`. Rows can be added and dropped at the end; memory is kept for reuse.
///
/// The type and its members are inlinable because without that other modules run them unspecialised, a hundred times
/// slower; `@usableFromInline` on the type is part of it.
@usableFromInline package struct Matrix<Scalar: BLASScalar>: ~Copyable, Sendable {
    /// The number of rows, zero or more.
    @usableFromInline package internal(set) var rows: Int
    /// The number of columns, zero or more.
    @usableFromInline package let columns: Int
    /// The elements, and perhaps more behind them that were once in use.
    @usableFromInline var storage: [Scalar]

    /// Creates a matrix of zeros.
    @inlinable package init(rows: Int, columns: Int) {
        precondition(rows >= 0 && columns >= 0, "a matrix has no negative number of rows or columns")
        self.rows = rows
        self.columns = columns
        storage = Array(repeating: 0, count: rows * columns)
    }

    /// Creates a matrix of `elements`, row after row.
    @inlinable package init(rows: Int, columns: Int, elements: [Scalar]) {
        precondition(rows >= 0 && columns >= 0, "a matrix has no negative number of rows or columns")
        precondition(elements.count == rows * columns, "a matrix needs rows x columns elements")
        self.rows = rows
        self.columns = columns
        storage = elements
    }

    /// The number of elements.
    @inlinable package var count: Int { rows * columns }

    /// The elements, row after row.
    ///
    /// Shares the matrix's storage unless rows were dropped from it; then it is a copy.
    @inlinable package var elements: [Scalar] {
        storage.count == count ? storage : Array(storage[..<count])
    }

    /// The element in the given row and column, both counted from zero.
    @inlinable package subscript(row: Int, column: Int) -> Scalar {
        get {
            precondition(row >= 0 && row < rows && column >= 0 && column < columns, "no such element in the matrix")
            return storage[row * columns + column]
        }
        set {
            precondition(row >= 0 && row < rows && column >= 0 && column < columns, "no such element in the matrix")
            storage[row * columns + column] = newValue
        }
    }

    /// Returns a second matrix of the same elements.
    @inlinable package borrowing func copy() -> Matrix {
        Matrix(rows: rows, columns: columns, elements: elements)
    }

    /// Ends the matrix and returns its elements, without copying them.
    @inlinable package consuming func release() -> [Scalar] {
        let excess = storage.count - count
        var elements = storage
        storage = []
        if excess > 0 { elements.removeLast(excess) }
        return elements
    }

    /// Calls `body` with the elements, row after row.
    @inlinable package borrowing func withUnsafeElements<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<Scalar>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let count = count
        return try unsafe storage.withUnsafeBufferPointer { (buffer) throws(Failure) in
            try unsafe body(UnsafeBufferPointer(start: buffer.baseAddress, count: count))
        }
    }

    /// Calls `body` with the elements, row after row, to be changed in place.
    @inlinable package mutating func withUnsafeMutableElements<Result, Failure: Error>(
        _ body: (UnsafeMutableBufferPointer<Scalar>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let count = count
        return try unsafe storage.withUnsafeMutableBufferPointer { (buffer) throws(Failure) in
            try unsafe body(UnsafeMutableBufferPointer(start: buffer.baseAddress, count: count))
        }
    }

    /// Sets every element to `value`.
    @inlinable package mutating func fill(with value: Scalar) {
        unsafe withUnsafeMutableElements { unsafe $0.update(repeating: value) }
    }

    /// Takes over the elements of a matrix of the same shape, without allocating.
    @inlinable package mutating func assign(_ other: borrowing Matrix) {
        precondition(rows == other.rows && columns == other.columns, "only a matrix of the same shape can be assigned")
        unsafe other.withUnsafeElements { source in
            unsafe withUnsafeMutableElements { _ = unsafe $0.update(fromContentsOf: source) }
        }
    }

    /// The elements on the diagonal.
    @inlinable package var diagonal: [Scalar] {
        (0..<min(rows, columns)).map { storage[$0 * columns + $0] }
    }
}
