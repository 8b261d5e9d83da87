import LinearAlgebra

/// One conditioned process, predicted at every candidate of a pool and kept up to date as observations are added.
///
/// V = L⁻¹ k(X, X*) is kept row by row, an array each, so a copy shares all rows and costs next to nothing. A
/// candidate's column of V is what its own observation needs: l = V_·c, hence no factor is kept. Everything is in the
/// standardised units of the targets; variances may be slightly negative by cancellation.
struct PoolMember: Sendable {
    let process: GaussianProcess
    /// The embedded candidates, N rows of `dimension`.
    let embedding: [Float]
    /// The observed candidates, in the order of the rows of V.
    private(set) var observed: [Int]
    /// The observations.
    private(set) var targets: [Double]
    /// Posterior means of the candidates.
    private(set) var mean: [Double]
    /// Posterior variances of the candidates.
    private(set) var variance: [Double]
    /// What was added to the diagonal of K so that it could be factored, and is added for every further observation.
    let jitter: Double
    /// V, one array an observation.
    private var rows: [[Double]]
    /// c = L⁻¹ (y - m).
    private var innovations: [Double]

    /// Conditions `process` on observations of candidates and predicts all of them: O(n³ + n² N).
    init(
        _ process: GaussianProcess, embedding: [Float], observed: [Int], targets: [Double]
    ) throws(SingularCovariance) {
        precondition(embedding.count.isMultiple(of: process.kernel.dimension), "an embedding has whole rows")
        let count = embedding.count / process.kernel.dimension
        precondition(observed.allSatisfy { $0 >= 0 && $0 < count }, "an observed candidate belongs to the pool")
        self.process = process
        self.embedding = embedding
        self.observed = observed
        self.targets = targets
        mean = []
        mean.reserveCapacity(count)
        variance = []
        variance.reserveCapacity(count)
        rows = observed.map { _ in [] }
        for index in rows.indices { rows[index].reserveCapacity(count) }

        let points = Self.points(observed, of: embedding, dimension: process.kernel.dimension)
        let posterior = try ExactPosterior(process, at: points, targets: targets)
        jitter = posterior.jitter
        innovations = posterior.innovations
        for start in stride(from: 0, to: count, by: Prediction.blockWidth) {
            let block = Self.points(
                start..<min(start + Prediction.blockWidth, count), of: embedding, dimension: process.kernel.dimension)
            let projected = posterior.projection(of: block)
            let width = block.rows
            var blockMean = [Double](repeating: process.constantMean, count: width)
            multiply(projected, innovations, transposing: true, adding: 1, into: &blockMean)
            var blockVariance = process.kernel.variances(at: block)
            projected.subtractSquaredColumnNorms(from: &blockVariance)
            mean += blockMean
            variance += blockVariance
            unsafe projected.withUnsafeElements { elements in
                for index in rows.indices {
                    unsafe rows[index].append(
                        contentsOf: UnsafeBufferPointer(rebasing: elements[index * width..<(index + 1) * width]))
                }
            }
        }
    }

    /// The number N of candidates.
    var count: Int { embedding.count / process.kernel.dimension }

    /// Conditions on one more observation: O(n N) and memory for N numbers.
    ///
    /// With l = V_·c and d² = var_c + noise, the new row of V is v = (k(x, X*) - l'V) / d; then mean += v (y - mean_c) / d
    /// and var -= v².
    ///
    /// - Parameters:
    ///   - candidate: The observed candidate c.
    ///   - target: y.
    /// - Throws: ``SingularCovariance`` if nothing of the variance is left; nothing is changed.
    mutating func append(_ candidate: Int, target: Double) throws(SingularCovariance) {
        precondition(candidate >= 0 && candidate < count, "an observed candidate belongs to the pool")
        let square = max(variance[candidate], 0) + process.noise + jitter
        guard square > 0, square.isFinite else {
            throw SingularCovariance(
                process, NotPositiveDefinite(count: observed.count + 1, largestJitter: jitter, pivot: observed.count))
        }
        let divisor = square.squareRoot()
        let column = rows.map { $0[candidate] }
        let innovation = (target - mean[candidate]) / divisor
        let origin = points([candidate])

        var row: [Double] = []
        row.reserveCapacity(count)
        for start in stride(from: 0, to: count, by: Prediction.blockWidth) {
            let range = start..<min(start + Prediction.blockWidth, count)
            let block = points(range)
            var covariance = Matrix<Double>(rows: 1, columns: range.count)
            process.kernel.covariance(origin, block, into: &covariance)
            var part = covariance.release()
            unsafe part.withUnsafeMutableBufferPointer { part in
                unsafe subtract(column, range, from: part)
                for index in part.indices { unsafe part[index] /= divisor }
            }
            row += part
        }
        shift(by: row, innovation: innovation, sign: 1)
        rows.append(row)
        innovations.append(innovation)
        observed.append(candidate)
        targets.append(target)
    }

    /// Takes back the last observation: O(N).
    mutating func removeLast() {
        precondition(!observed.isEmpty, "there is no observation to take back")
        shift(by: rows.removeLast(), innovation: innovations.removeLast(), sign: -1)
        observed.removeLast()
        targets.removeLast()
    }

    /// Returns the covariance of the latent function at candidates: O(n m²) for m of them.
    func covariance(of candidates: [Int]) -> Matrix<Double> {
        var result = Matrix<Double>(rows: candidates.count, columns: candidates.count)
        process.kernel.covariance(of: points(candidates), into: &result)
        var columns = Matrix<Double>(rows: rows.count, columns: candidates.count)
        for (index, row) in rows.enumerated() {
            for (column, candidate) in candidates.enumerated() { columns[index, column] = row[candidate] }
        }
        multiply(columns, columns, transposing: .first, scale: -1, adding: 1, into: &result)
        return result
    }

    /// Returns what the process says of each observation given all the others: O(n³).
    func leaveOneOut() throws(SingularCovariance) -> LeaveOneOut {
        try ExactPosterior(process, at: points(observed), targets: targets).leaveOneOut()
    }

    /// Adds or takes back what an observation with row `row` of V changes.
    private mutating func shift(by row: [Double], innovation: Double, sign: Double) {
        let change = sign * innovation
        unsafe row.withUnsafeBufferPointer { row in
            unsafe mean.withUnsafeMutableBufferPointer { mean in
                for index in row.indices { unsafe mean[index] += change * row[index] }
            }
            unsafe variance.withUnsafeMutableBufferPointer { variance in
                for index in row.indices { unsafe variance[index] -= sign * (row[index] * row[index]) }
            }
        }
    }

    /// Subtracts from `part` the sum of the rows of V, in a range of columns, times `weights`.
    private func subtract(_ weights: [Double], _ range: Range<Int>, from part: UnsafeMutableBufferPointer<Double>) {
        guard let target = part.baseAddress else { return }
        for (row, weight) in zip(rows, weights) {
            unsafe row.withUnsafeBufferPointer { row in
                guard let source = row.baseAddress else { return }
                unsafe Double.axpy(range.count, scale: -weight, source + range.lowerBound, target)
            }
        }
    }

    private func points(_ candidates: some RandomAccessCollection<Int>) -> Matrix<Double> {
        Self.points(candidates, of: embedding, dimension: process.kernel.dimension)
    }

    /// Returns embedded candidates in double precision.
    private static func points(
        _ candidates: some RandomAccessCollection<Int>, of embedding: [Float], dimension: Int
    ) -> Matrix<Double> {
        let elements = unsafe [Double](unsafeUninitializedCapacity: candidates.count * dimension) { target, count in
            for candidate in candidates {
                for column in 0..<dimension {
                    unsafe target[count] = Double(embedding[candidate * dimension + column])
                    count += 1
                }
            }
        }
        return Matrix(rows: candidates.count, columns: dimension, elements: elements)
    }
}
