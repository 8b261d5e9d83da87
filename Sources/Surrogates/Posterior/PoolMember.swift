import LinearAlgebra

/// One conditioned process, predicted at every candidate of a pool and kept up to date as observations are added.
///
/// The means are m + V'c and the variances k** - colsum V², see ``PoolProjection``. Everything is in the standardised
/// units of the targets; variances may be slightly negative by cancellation.
struct PoolMember: Sendable {
    /// What the observations have to do with the candidates.
    var projection: PoolProjection
    /// The prior means of the candidates, or `nil` if it is the constant of the process.
    let priorMeans: [Double]?
    /// Whether the variances were computed in single precision.
    let solvedInSingle: Bool
    /// How other candidates are embedded; nil where the kernel acts on the features as they are.
    let embedder: (any CandidateEmbedder)?
    /// The observations.
    private(set) var targets: [Double]
    /// c = L⁻¹ (y - m).
    private(set) var innovations: [Double]
    /// Posterior means of the candidates.
    private(set) var mean: [Double]
    /// Posterior variances of the candidates.
    private(set) var variance: [Double]

    init(
        _ projection: PoolProjection, priorMeans: [Double]?, solvedInSingle: Bool,
        embedder: (any CandidateEmbedder)? = nil, targets: [Double], innovations: [Double], mean: [Double],
        variance: [Double]
    ) {
        self.projection = projection
        self.priorMeans = priorMeans
        self.solvedInSingle = solvedInSingle
        self.embedder = embedder
        self.targets = targets
        self.innovations = innovations
        self.mean = mean
        self.variance = variance
    }

    /// The number N of candidates.
    var count: Int { mean.count }

    var process: GaussianProcess { projection.process }

    /// The observed candidates, in order.
    var observed: [Int] { projection.observed }

    /// The prior mean of a candidate.
    func priorMean(_ candidate: Int) -> Double { priorMeans?[candidate] ?? process.constantMean }

    /// The bytes it takes, without the embedding.
    var bytes: Int {
        let numbers = (priorMeans == nil ? 2 : 3) * count
        return projection.rows.bytes + projection.factor.bytes + numbers * MemoryLayout<Double>.size
    }

    /// An observation to condition on, in standardised units.
    struct Observation {
        /// The observed candidate.
        let candidate: Int
        /// What was observed, or `nil` for what is expected there.
        let target: Double?
        /// The known variance of the observation's own noise.
        let noiseVariance: Double
    }

    /// A member with more observations, as far as that does not depend on the pool.
    struct Growth {
        fileprivate var projection: PoolProjection
        fileprivate var targets: [Double]
        fileprivate var innovations: [Double]
        /// The rows that L gains.
        fileprivate var rows: [[Double]] = []
    }

    /// Finds what further observations add to L: O(n²) each.
    ///
    /// - Throws: ``SingularCovariance`` if nothing of a variance is left.
    func growth(by observations: [Observation]) throws(SingularCovariance) -> Growth {
        var growth = Growth(projection: projection, targets: targets, innovations: innovations)
        for observation in observations {
            let noise = process.noise + observation.noiseVariance + projection.jitter
            let row = try growth.projection.row(for: observation.candidate, noise: noise)
            growth.projection.append(observation.candidate, noise: noise, row: row)
            growth.rows.append(row)
            // What is expected does not move the means, to the last bit.
            let divisor = row[row.count - 1]
            let expected = priorMean(observation.candidate) + dot(Array(row.dropLast()), growth.innovations)
            growth.innovations.append(observation.target.map { ($0 - expected) / divisor } ?? 0)
            growth.targets.append(observation.target ?? expected)
        }
        return growth
    }

    /// Brings the pool up to date with further observations: O(n N) each.
    ///
    /// With l the new row of L up to the diagonal d, the new row of V is v = (k(x, X*) - l'V) / d; then mean += v c and
    /// var -= v² with c the innovation. Several rows at once share the evaluations of the kernel.
    mutating func append(_ growth: Growth) {
        let number = growth.rows.count
        guard number > 0 else { return }
        let kept = projection.rows.makeRoom(for: number)
        let before = projection
        projection = growth.projection
        projection.rows = before.rows
        projection.rows.append(kept)
        targets = growth.targets
        innovations = growth.innovations

        let pass = UpdatePass(rows: growth.rows, of: before, at: observed.suffix(number))
        let fresh = projection.rows.elements.suffix(kept)
        let isSingle = projection.rows.precision == .single
        let changes = Array(innovations.suffix(number))
        let width = number == 1 && before.unkept == 0 ? Spans.streamWidth : Spans.blockWidth
        unsafe shift(work: number * (before.work + 8), threads: before.threads, width: width) { range, mean, variance in
            var block = pass.rows(over: range)
            block.copyRows(from: number - kept, to: fresh, at: range.lowerBound)
            // Means and variances change by the rows as they are kept, so that taking back restores them.
            if isSingle { block.roundToSingle(from: number - kept) }
            for index in 0..<number {
                unsafe block.shift(index, by: changes[index], sign: 1, mean: mean, variance: variance)
            }
        }
    }

    /// Takes back the last observation: O(N), or O(n N) where its row of V is not kept.
    mutating func removeLast() {
        precondition(!observed.isEmpty, "there is no observation to take back")
        let last = projection
        let change = innovations.removeLast()
        let candidate = observed[observed.count - 1]
        targets.removeLast()
        projection.removeLast()
        if last.rows.count > 0 {
            unsafe shift(work: 8, threads: last.threads, width: Spans.streamWidth) { range, mean, variance in
                unsafe last.rows.last(over: range).shift(0, by: change, sign: -1, mean: mean, variance: variance)
            }
        } else {
            let before = projection
            let pass = UpdatePass(rows: [last.factor.row(before.observed.count)], of: before, at: [candidate])
            unsafe shift(work: before.work + 8, threads: last.threads) { range, mean, variance in
                unsafe pass.rows(over: range).shift(0, by: change, sign: -1, mean: mean, variance: variance)
            }
        }
    }

    /// Calls `body` with blocks of candidates, perhaps on several threads, and their means and variances to change.
    mutating func shift(
        work: Int, threads: Int, width: Int = Spans.blockWidth,
        _ body: (Range<Int>, UnsafeMutableBufferPointer<Double>, UnsafeMutableBufferPointer<Double>) -> Void
    ) {
        let count = count
        unsafe mean.withUnsafeMutableBufferPointer { mean in
            unsafe variance.withUnsafeMutableBufferPointer { variance in
                Spans.forEach(count, work: work, threads: threads) { span in
                    Spans.forEachBlock(of: span, width: width) { range in
                        unsafe body(
                            range, UnsafeMutableBufferPointer(rebasing: mean[range]),
                            UnsafeMutableBufferPointer(rebasing: variance[range]))
                    }
                }
            }
        }
    }
}

/// New rows of V, block by block, from the new rows of L.
private struct UpdatePass {
    private let projection: PoolProjection
    private let coefficients: RowCoefficients
    private let origins: [Int]
    /// The new rows of L from the first new column on.
    private let corner: [[Double]]

    init(rows: [[Double]], of projection: PoolProjection, at candidates: some Collection<Int>) {
        let before = projection.observed.count
        var weights = Matrix<Double>(rows: before, columns: rows.count)
        for (column, row) in rows.enumerated() {
            for index in 0..<before { weights[index, column] = row[index] }
        }
        self.projection = projection
        origins = Array(candidates)
        corner = rows.map { Array($0[before...]) }
        let divisor = rows.map { $0[$0.count - 1] }.min() ?? 1
        coefficients = RowCoefficients(weights, of: projection, divisor: divisor)
    }

    /// Returns the new rows over a block of candidates.
    func rows(over range: Range<Int>) -> Matrix<Double> {
        let block = projection.points(range)
        var result = Matrix<Double>(rows: origins.count, columns: range.count)
        projection.process.kernel.covariance(projection.points(origins), block, into: &result)
        projection.addProducts(coefficients, scale: -1, over: range, at: block, into: &result)
        result.solveRows(corner)
        return result
    }
}
