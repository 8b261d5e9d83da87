/// A matrix that has no Cholesky factor, even with the largest number that was added to its diagonal.
package struct NotPositiveDefinite: Error, Hashable, Sendable, CustomStringConvertible {
    /// The number of rows of the matrix.
    package let count: Int
    /// The largest number that was added to the diagonal in the attempt.
    package let largestJitter: Double
    /// The row, counted from zero, at which the last attempt failed.
    package let pivot: Int

    package init(count: Int, largestJitter: Double, pivot: Int) {
        self.count = count
        self.largestJitter = largestJitter
        self.pivot = pivot
    }

    package var description: String {
        """
        a \(count) x \(count) matrix is not positive definite: the factorisation failed at row \(pivot) even with \
        \(largestJitter) added to the diagonal; look for repeated points, values that are not finite, or a noise variance \
        that is too small
        """
    }
}
