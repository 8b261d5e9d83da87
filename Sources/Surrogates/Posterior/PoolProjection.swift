import LinearAlgebra

/// The covariance of a pool's candidates with observations: V = L⁻¹ k(X, X*) with k(X, X) + noise = L L'.
///
/// All that the pool's posterior needs is a product of V with a few columns: V'c is what observations add to the means,
/// V'l_* what they take from covariances. The rows of V that are kept are shared by copies; for those of the b leading
/// observations that are not, the kernel is evaluated again: V_b'T = k(X*, X_b) L_b'⁻¹ T.
struct PoolProjection: Sendable {
    let process: GaussianProcess
    /// The embedded candidates, N rows of `dimension`.
    let embedding: [Float]
    /// What was added to the diagonal of K so that it could be factored, and is added for every further observation.
    let jitter: Double
    /// How many threads may work on it.
    let threads: Int
    /// The observed candidates, in the order of the rows of V.
    private(set) var observed: [Int]
    /// The variances of the observations' noise, jitter included.
    private(set) var noise: [Double]
    /// L.
    private(set) var factor: LowerTriangle
    /// The rows of V that are kept, those of the newest observations.
    var rows: ProjectionRows

    init(
        _ process: GaussianProcess, embedding: [Float], jitter: Double, threads: Int, observed: [Int],
        noise: [Double], factor: LowerTriangle, rows: ProjectionRows
    ) {
        self.process = process
        self.embedding = embedding
        self.jitter = jitter
        self.threads = threads
        self.observed = observed
        self.noise = noise
        self.factor = factor
        self.rows = rows
    }

    /// The number N of candidates.
    var count: Int { rows.width }

    /// The number b of leading observations whose rows of V are not kept.
    var unkept: Int { observed.count - rows.count }

    /// What one product with V costs a candidate, in multiplications, roughly.
    var work: Int { rows.count + 20 * unkept }

    /// Returns the new row of L for one more observation: O(n²).
    ///
    /// - Throws: ``SingularCovariance`` if nothing of the variance is left.
    func row(for candidate: Int, noise: Double) throws(SingularCovariance) -> [Double] {
        precondition(candidate >= 0 && candidate < count, "an observed candidate belongs to the pool")
        let point = points([candidate])
        var covariance = Matrix<Double>(rows: 1, columns: observed.count)
        process.kernel.covariance(point, points(observed), into: &covariance)
        var row = covariance.release()
        factor.solve(&row)
        let total = process.kernel.variances(at: point)[0] + noise
        let pivot = total - dot(row, row)
        guard pivot > Double(observed.count + 1) * .ulpOfOne * total, pivot.isFinite else {
            throw SingularCovariance(
                process, NotPositiveDefinite(count: observed.count + 1, largestJitter: jitter, pivot: observed.count))
        }
        row.append(pivot.squareRoot())
        return row
    }

    /// Adds an observation, but no row of V.
    mutating func append(_ candidate: Int, noise: Double, row: [Double]) {
        factor.append(row: row)
        observed.append(candidate)
        self.noise.append(noise)
    }

    /// Takes back the last observation, and its row of V if that is kept.
    mutating func removeLast() {
        if rows.count > 0 { rows.removeLast() }
        factor.removeLast()
        observed.removeLast()
        noise.removeLast()
    }

    /// Returns the coordinates of candidates.
    func points(_ candidates: some RandomAccessCollection<Int>) -> Matrix<Double> {
        Self.points(candidates, of: embedding, dimension: process.kernel.dimension)
    }

    /// Returns the coordinates of a range of candidates as they are kept.
    func singlePoints(_ range: Range<Int>) -> Matrix<Float> {
        let dimension = process.kernel.dimension
        return Matrix(
            rows: range.count, columns: dimension,
            elements: Array(embedding[range.lowerBound * dimension..<range.upperBound * dimension]))
    }

    /// Returns embedded candidates in double precision.
    static func points(
        _ candidates: some RandomAccessCollection<Int>, of embedding: [Float], dimension: Int
    ) -> Matrix<Double> {
        let elements = unsafe embedding.withUnsafeBufferPointer { source in
            unsafe [Double](unsafeUninitializedCapacity: candidates.count * dimension) { target, count in
                for candidate in candidates {
                    for column in 0..<dimension {
                        unsafe target[count] = Double(source[candidate * dimension + column])
                        count += 1
                    }
                }
            }
        }
        return Matrix(rows: candidates.count, columns: dimension, elements: elements)
    }
}
