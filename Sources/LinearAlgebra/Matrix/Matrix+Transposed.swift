extension Matrix {
    /// Returns the transposed matrix.
    @inlinable package borrowing func transposed() -> Matrix {
        var result = Matrix(rows: columns, columns: rows)
        let (rows, columns) = (rows, columns)
        unsafe withUnsafeElements { source in
            unsafe result.withUnsafeMutableElements { target in
                for tile in TileSequence(rows: rows, columns: columns) {
                    for row in tile.rows {
                        for column in tile.columns {
                            unsafe target[column * rows + row] = source[row * columns + column]
                        }
                    }
                }
            }
        }
        return result
    }

    /// Copies the elements below the diagonal to their mirror images above it.
    ///
    /// The matrix must be square.
    @inlinable package mutating func mirrorLowerTriangle() {
        precondition(rows == columns, "only a square matrix has two triangles")
        let (rows, columns) = (rows, columns)
        unsafe withUnsafeMutableElements { elements in
            for tile in TileSequence(rows: rows, columns: columns) where tile.columns.lowerBound < tile.rows.upperBound
            {
                for row in tile.rows {
                    for column in tile.columns
                        .lowerBound..<max(tile.columns.lowerBound, min(tile.columns.upperBound, row))
                    {
                        unsafe elements[column * columns + row] = elements[row * columns + column]
                    }
                }
            }
        }
    }
}

/// The square tiles that cover a matrix, small enough that a tile and its mirror image stay in the nearest cache.
@usableFromInline struct TileSequence: Sequence, IteratorProtocol {
    @usableFromInline let rows: Int
    @usableFromInline let columns: Int
    @usableFromInline var row = 0
    @usableFromInline var column = 0

    @inlinable init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }

    @inlinable mutating func next() -> (rows: Range<Int>, columns: Range<Int>)? {
        guard row < rows, columns > 0 else { return nil }
        let side = 32
        defer {
            column += side
            if column >= columns {
                column = 0
                row += side
            }
        }
        return (row..<Swift.min(row + side, rows), column..<Swift.min(column + side, columns))
    }
}
