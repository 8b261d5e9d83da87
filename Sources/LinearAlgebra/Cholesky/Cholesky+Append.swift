extension Cholesky {
    /// Adds a row and column to A at the end: O(n^2), against O(n^3 / 3) for factoring again.
    ///
    /// The new row of L is l = L^-1 `column` and the square root of `diagonal` + jitter - l'l.
    ///
    /// - Parameters:
    ///   - column: The n elements of the new column above the diagonal.
    ///   - diagonal: The new element on the diagonal, without jitter.
    /// - Returns: The new row of L, n + 1 elements.
    /// - Throws: ``NotPositiveDefinite`` if nothing but rounding error is left under the root; the factor is unchanged.
    @discardableResult
    package mutating func append(column: [Double], diagonal: Double) throws(NotPositiveDefinite) -> [Double] {
        var row = column
        solveLower(&row)
        let total = diagonal + jitter
        let pivot = total - dot(row, row)
        guard pivot > Double(count + 1) * .ulpOfOne * total, pivot.isFinite else {
            throw NotPositiveDefinite(count: count + 1, largestJitter: jitter, pivot: count)
        }
        row.append(pivot.squareRoot())
        reserve(count + 1)
        storage.replaceSubrange(count * stride..<count * stride + row.count, with: row)
        count += 1
        return row
    }

    /// Takes away the last rows and columns of A, as if they had never been appended: O(1).
    package mutating func removeLast(_ number: Int = 1) {
        precondition(number >= 0 && number <= count, "there are not so many rows to remove")
        count -= number
    }

    /// Makes room for `capacity` rows, so that appending up to them does not allocate.
    package mutating func reserve(_ capacity: Int) {
        guard capacity > stride else { return }
        let wider = max(capacity, stride + stride / 2, 16)
        var moved = [Double](repeating: 0, count: wider * wider)
        for row in 0..<count {
            let start = row * stride
            moved.replaceSubrange(row * wider..<row * wider + row + 1, with: storage[start...start + row])
        }
        storage = moved
        stride = wider
    }
}
