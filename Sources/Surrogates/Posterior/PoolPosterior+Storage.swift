import LinearAlgebra

extension PoolPosterior {
    /// How V is kept, and the errors that this causes, measured now on a few hundred candidates: O(n²) for each.
    package func storage() -> PosteriorStorage {
        let errors = members.map { $0.measuredError() }
        let embeddings = Self.embeddingBytes(members.map(\.projection.embedding))
        return PosteriorStorage(
            candidates: count, observations: observed.count, rows: members.map(\.projection.rows.count),
            precisions: members.map(\.projection.rows.precision), solvedInSingle: members.map(\.solvedInSingle),
            bytes: embeddings + members.reduce(0) { $0 + $1.bytes }, memory: resources.memory,
            meanError: errors.map(\.mean).max() ?? 0, deviationError: errors.map(\.deviation).max() ?? 0)
    }

    /// How much of V is kept by one member or another, and in which precision; at no cost.
    package var keeping: Set<PosteriorStorage.Keeping> {
        Set(
            members.map { member in
                PosteriorStorage.Keeping(
                    rows: member.projection.rows.count, of: observed.count, member.projection.rows.precision)
            })
    }

    /// The bytes that are left for rows of V beside what is there in any case.
    ///
    /// Means, variances and factors are counted twice, for a copy in which something is imagined.
    static func bytesForRows(of members: [Member], observations: Int, resources: PosteriorResources) -> Int {
        let size = MemoryLayout<Double>.size
        let rows = observations + PosteriorResources.reservedRows
        let fixed = members.reduce(0) { sum, member in
            let candidates = member.embedding.count / member.process.kernel.dimension
            return sum + 4 * candidates * size + (member.priorMeans?.count ?? 0) * size + 2 * rows * rows * size
        }
        let workspace = resources.threads * 3 * rows * Spans.blockWidth * size
        return max(0, resources.memory - fixed - workspace - embeddingBytes(members.map(\.embedding)))
    }

    /// The bytes of embeddings, those that several members share counted once.
    private static func embeddingBytes(_ embeddings: [[Float]]) -> Int {
        var seen: Set<Int> = []
        return embeddings.reduce(0) { sum, embedding in
            let address = unsafe embedding.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) }
            return seen.insert(address).inserted ? sum + embedding.count * MemoryLayout<Float>.size : sum
        }
    }
}

extension PoolMember {
    /// Returns the greatest differences of mean and standard deviation from double precision on a sample of candidates.
    func measuredError() -> (mean: Double, deviation: Double) {
        let sample = Self.sample(of: count, observed: observed)
        let others = projection.points(sample)
        var columns = Matrix<Double>(rows: observed.count, columns: sample.count)
        process.kernel.covariance(projection.points(observed), others, into: &columns)
        projection.factor.solve(&columns)
        var exactMean = sample.map { priorMean($0) }
        var exactVariance = process.kernel.variances(at: others)
        unsafe exactMean.withUnsafeMutableBufferPointer { unsafe columns.addTransposedProduct(innovations, to: $0) }
        unsafe exactVariance.withUnsafeMutableBufferPointer { unsafe columns.subtractSquaredColumnNorms(from: $0) }
        var error = (mean: 0.0, deviation: 0.0)
        for (index, candidate) in sample.enumerated() {
            let deviations = (max(variance[candidate], 0).squareRoot(), max(exactVariance[index], 0).squareRoot())
            error.mean = max(error.mean, abs(mean[candidate] - exactMean[index]))
            error.deviation = max(error.deviation, abs(deviations.0 - deviations.1))
        }
        return error
    }
}
