extension Matrix {
    /// The elements of one row.
    @inlinable package borrowing func row(_ row: Int) -> [Scalar] {
        precondition(row >= 0 && row < rows, "no such row in the matrix")
        return Array(storage[row * columns..<(row + 1) * columns])
    }

    /// Returns the matrix of the given rows.
    @inlinable package borrowing func rows(_ range: Range<Int>) -> Matrix {
        precondition(range.lowerBound >= 0 && range.upperBound <= rows, "no such rows in the matrix")
        return Matrix(
            rows: range.count, columns: columns,
            elements: Array(storage[range.lowerBound * columns..<range.upperBound * columns]))
    }

    /// Makes room for `rows` rows, so that growing to them does not allocate.
    @inlinable package mutating func reserve(rows: Int) {
        storage.reserveCapacity(rows * columns)
    }

    /// Sets the number of rows, keeping those that remain; new rows are zero.
    ///
    /// Allocates only when there was never room for as many; use it to work on n rows of a buffer made for more.
    @inlinable package mutating func resize(rows newRows: Int) {
        precondition(newRows >= 0, "a matrix has no negative number of rows")
        let (before, after, stored) = (count, newRows * columns, storage.count)
        if before < min(after, stored) {
            unsafe storage.withUnsafeMutableBufferPointer {
                unsafe UnsafeMutableBufferPointer(rebasing: $0[before..<min(after, stored)]).update(repeating: 0)
            }
        }
        if after > stored { storage.append(contentsOf: repeatElement(0, count: after - stored)) }
        rows = newRows
    }

    /// Adds a row at the end; memory grows geometrically.
    @inlinable package mutating func append(row: [Scalar]) {
        precondition(row.count == columns, "a row needs one element a column")
        let start = count
        storage.replaceSubrange(start..<min(start + columns, storage.count), with: row)
        rows += 1
    }

    /// Takes over some rows of a matrix of as many columns, from the given row of this one on, without allocating.
    @inlinable package mutating func replaceRows(from row: Int, with other: borrowing Matrix, rows range: Range<Int>) {
        precondition(columns == other.columns, "rows of another length do not fit")
        precondition(range.lowerBound >= 0 && range.upperBound <= other.rows, "no such rows to take over")
        precondition(row >= 0 && row + range.count <= rows, "no such rows to replace")
        guard columns > 0, !range.isEmpty else { return }
        let (start, columns) = (row * columns, columns)
        unsafe other.withUnsafeElements { source in
            unsafe withUnsafeMutableElements { target in
                let part = unsafe source[range.lowerBound * columns..<range.upperBound * columns]
                _ = unsafe UnsafeMutableBufferPointer(rebasing: target[start...])
                    .update(fromContentsOf: UnsafeBufferPointer(rebasing: part))
            }
        }
    }
}
