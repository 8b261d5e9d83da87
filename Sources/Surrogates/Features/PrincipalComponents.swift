package import LinearAlgebra
package import Randomness

/// The directions in which the features of a pool vary most, and the pool's coordinates along them.
///
/// Found from a random sample of the pool: the eigenvectors of the features' covariance, or, where a candidate has more
/// features than the sample has candidates, of the sample's Gram matrix, which has the same eigenvalues (Turk & Pentland,
/// J. Cogn. Neurosci. 3, 1991). The coordinates are not scaled: their variances are the eigenvalues.
package struct PrincipalComponents: ~Copyable, Sendable {
    /// The mean of each feature over the sample.
    package let mean: [Double]
    /// The directions, one a row, in the order of falling variance; unit vectors, the largest component positive.
    ///
    /// A direction in which the sample does not vary, to rounding, is zero.
    package let directions: Matrix<Double>
    /// The variance (population) of the sample along each direction.
    package let variances: [Double]
    /// The share of each direction in the variance of all features; zeros if nothing varies.
    package let shares: [Double]

    /// Finds the principal components of a pool's features.
    ///
    /// - Parameters:
    ///   - features: The pool's features, all finite.
    ///   - count: How many components; at most as many as features, of which there are fewer then.
    ///   - sampleSize: The most candidates that are looked at; nil takes 4,096, or 1,024 where a candidate has more than
    ///     1,024 features, and fewer where they would take more than 128 MB.
    ///   - source: What the sample is drawn from, if the pool is larger.
    /// - Throws: `Undecomposable` if a feature in the sample is not finite.
    /// - Complexity: O(m d min(m, d)) for m candidates of d features, and the decomposition of a matrix of order
    ///   min(m, d).
    package init(
        of features: any CandidateFeatures, count: Int, sampleSize: Int? = nil, using source: inout RandomSource
    ) throws(Undecomposable) {
        precondition(count > 0, "a pool has at least one principal component")
        precondition(features.count > 0, "an empty pool has no principal components")
        let dimension = features.dimension
        let standard = min(dimension <= 1024 ? 4096 : 1024, max(64, (1 << 25) / dimension))
        let size = min(features.count, max(1, sampleSize ?? standard))
        let sample = Self.sample(size, of: features.count, using: &source)
        var rows = Matrix<Float>(rows: size, columns: dimension)
        features.copyRows(sample, into: &rows)
        let mean = Self.mean(of: rows)
        let kept = min(count, dimension)
        let found = try Self.directions(of: rows, about: mean, count: kept)
        self.mean = mean
        let total = found.total
        variances = found.variances
        shares = found.variances.map { total > 0 ? $0 / total : 0 }
        directions = found.directions
    }

    /// The number of components.
    package var count: Int { variances.count }

    /// Returns the coordinates of all candidates along the directions, about the sample's mean.
    ///
    /// The features are read in blocks and not kept.
    package borrowing func coordinates(of features: any CandidateFeatures) -> FeatureTable {
        precondition(features.dimension == mean.count, "the features have as many columns as those of the sample")
        let (count, total, dimension) = (count, features.count, features.dimension)
        let axes = Matrix<Float>(
            rows: count, columns: dimension, elements: directions.elements.map { Float($0) })
        let mean = mean.map { Float($0) }
        let width = 1024
        var elements: [Float] = []
        elements.reserveCapacity(total * count)
        var block = Matrix<Float>(rows: min(width, total), columns: dimension)
        var product = Matrix<Float>(rows: min(width, total), columns: count)
        for start in stride(from: 0, to: total, by: width) {
            let candidates = Array(start..<min(start + width, total))
            features.copyRows(candidates, into: &block)
            // Before the product, in which a large common part would drown the rest.
            unsafe block.withUnsafeMutableElements { block in
                for row in candidates.indices {
                    for column in 0..<dimension { unsafe block[row * dimension + column] -= mean[column] }
                }
            }
            multiply(block, axes, transposing: .second, into: &product)
            elements += product.elements.prefix(candidates.count * count)
        }
        return FeatureTable(dimension: count, elements: elements)
    }

    /// Returns all indices below `total`, or `size` of them at random, in rising order.
    private static func sample(_ size: Int, of total: Int, using source: inout RandomSource) -> [Int] {
        guard size < total else { return Array(0..<total) }
        // Floyd's algorithm: every set is equally likely (Bentley & Floyd, Commun. ACM 30, 1987).
        var chosen: Set<Int> = []
        for bound in total - size..<total {
            let index = source.integer(below: bound + 1)
            chosen.insert(chosen.contains(index) ? bound : index)
        }
        return chosen.sorted()
    }

    private static func mean(of rows: borrowing Matrix<Float>) -> [Double] {
        let (count, dimension) = (rows.rows, rows.columns)
        var mean = [Double](repeating: 0, count: dimension)
        unsafe rows.withUnsafeElements { elements in
            for row in 0..<count {
                for column in 0..<dimension { unsafe mean[column] += Double(elements[row * dimension + column]) }
            }
        }
        return mean.map { $0 / Double(count) }
    }

    private struct Found: ~Copyable {
        let directions: Matrix<Double>
        let variances: [Double]
        /// The variance of all features together.
        let total: Double
    }

    private static func directions(
        of rows: borrowing Matrix<Float>, about mean: [Double], count: Int
    ) throws(Undecomposable) -> Found {
        let (size, dimension) = (rows.rows, rows.columns)
        var centred = Matrix<Double>(rows: size, columns: dimension)
        unsafe rows.withUnsafeElements { source in
            unsafe centred.withUnsafeMutableElements { target in
                for row in 0..<size {
                    for column in 0..<dimension {
                        let index = row * dimension + column
                        unsafe target[index] = Double(source[index]) - mean[column]
                    }
                }
            }
        }
        let isDual = size < dimension
        let order = isDual ? size : dimension
        var products = Matrix<Double>(rows: order, columns: order)
        multiply(
            centred, centred, transposing: isDual ? .second : .first, scale: 1 / Double(size), into: &products)
        let total = products.diagonal.reduce(0, +)
        let known = min(count, order)
        let eigen = try Eigendecomposition(of: products, largest: known)
        var directions = Matrix<Double>(rows: count, columns: dimension)
        var variances = [Double](repeating: 0, count: count)
        // Features are single precision: what is smaller against the largest is their rounding.
        let threshold = 1e-11 * (eigen.values.first ?? 0)
        for row in 0..<known where eigen.values[row] > threshold {
            variances[row] = eigen.values[row]
            if !isDual {
                directions.replaceRows(from: row, with: eigen.vectors, rows: row..<row + 1)
            }
        }
        if isDual {
            // v = X' u / |X' u| for an eigenvector u of X X'.
            var images = Matrix<Double>(rows: known, columns: dimension)
            multiply(eigen.vectors, centred, into: &images)
            for row in 0..<known where variances[row] > 0 {
                let image = images.row(row)
                let length = dot(image, image).squareRoot()
                let largest = image.reduce(0) { max($0, abs($1)) }
                let leading = image.first { abs($0) >= largest * (1 - 1e-9) } ?? 1
                let factor = (leading < 0 ? -1 : 1) / length
                for column in 0..<dimension { directions[row, column] = image[column] * factor }
            }
        }
        return Found(directions: directions, variances: variances, total: total)
    }
}
