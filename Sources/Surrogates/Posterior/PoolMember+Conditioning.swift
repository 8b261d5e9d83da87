import LinearAlgebra

extension PoolMember {
    /// Conditions a process on observations of candidates and predicts all of them: O(n³ + n² N).
    ///
    /// - Parameters:
    ///   - member: The process, its embedding of the pool and its prior means.
    ///   - observed: The observed candidates.
    ///   - targets: The observations, standardised.
    ///   - noiseVariances: Known variances of the observations' own noise, standardised, added to that of the process.
    ///   - memory: The bytes that rows of V may take.
    ///   - exactBytes: The bytes up to which they are kept in double precision.
    ///   - threads: How many threads may be used.
    /// - Throws: ``SingularCovariance`` if K cannot be factored, jitter or not.
    init(
        _ member: PoolPosterior.Member, observed: [Int], targets: [Double], noiseVariances: [Double]?, memory: Int,
        exactBytes: Int, threads: Int
    ) throws(SingularCovariance) {
        let kernel = member.process.kernel
        precondition(member.embedding.count.isMultiple(of: kernel.dimension), "an embedding has whole rows")
        let count = member.embedding.count / kernel.dimension
        precondition(observed.allSatisfy { $0 >= 0 && $0 < count }, "an observed candidate belongs to the pool")
        precondition(member.priorMeans == nil || member.priorMeans?.count == count, "a prior mean a candidate")
        let points = PoolProjection.points(observed, of: member.embedding, dimension: kernel.dimension)
        var covariance = Matrix<Double>(rows: observed.count, columns: observed.count)
        kernel.covariance(of: points, into: &covariance)
        for row in observed.indices { covariance[row, row] += member.process.noise + (noiseVariances?[row] ?? 0) }
        let cholesky: Cholesky
        do throws(NotPositiveDefinite) {
            cholesky = try Cholesky(factoring: covariance)
        } catch {
            throw SingularCovariance(member.process, error)
        }
        let jitter = cholesky.jitter
        let factor = LowerTriangle(cholesky)
        var innovations = zip(observed, targets).map { candidate, target in
            target - (member.priorMeans?[candidate] ?? member.process.constantMean)
        }
        factor.solve(&innovations)

        // An update divides what rounding leaves by at least the noise's deviation.
        let sample = PoolProjection.points(
            Self.sample(of: count, observed: observed), of: member.embedding, dimension: kernel.dimension)
        let rounding = Double(Float.ulpOfOne) * (kernel.variances(at: sample).max() ?? 0)
        let permitsSingle = rounding <= PosteriorResources.tolerance * (member.process.noise + jitter).squareRoot()
        let foreseen = (observed.count + PosteriorResources.reservedRows) * count * MemoryLayout<Double>.size
        let isSmall = foreseen <= min(exactBytes, memory)
        var solvesInSingle = false
        if !isSmall, permitsSingle {
            let error = Self.errorInSingle(factor, innovations, kernel, points: points, at: sample)
            solvesInSingle = error <= PosteriorResources.tolerance
        }
        let rows = ProjectionRows(
            width: count, precision: isSmall || !permitsSingle ? .double : .single, limit: memory,
            permitsSingle: permitsSingle)
        let projection = PoolProjection(
            member.process, embedding: member.embedding, jitter: jitter, threads: threads, observed: observed,
            noise: observed.indices.map { member.process.noise + (noiseVariances?[$0] ?? 0) + jitter },
            factor: factor, rows: rows)
        self.init(
            projection, priorMeans: member.priorMeans, solvedInSingle: solvesInSingle, embedder: member.embedder,
            targets: targets, innovations: innovations,
            mean: member.priorMeans ?? Array(repeating: member.process.constantMean, count: count),
            variance: Array(repeating: 0, count: count))
        predict(points)
    }

    /// Returns a few hundred candidates, observed and others, on which errors are measured.
    static func sample(of count: Int, observed: [Int]) -> [Int] {
        let few = 128
        let seen = stride(from: 0, to: observed.count, by: max(1, observed.count / few)).map { observed[$0] }
        return seen + stride(from: 0, to: count, by: max(1, count / few))
    }

    /// Returns the greatest error of a mean or standard deviation at `others` where V is computed in single precision.
    private static func errorInSingle(
        _ factor: LowerTriangle, _ innovations: [Double], _ kernel: any Kernel, points: borrowing Matrix<Double>,
        at others: borrowing Matrix<Double>
    ) -> Double {
        var exact = Matrix<Double>(rows: points.rows, columns: others.rows)
        kernel.covariance(points, others, into: &exact)
        factor.solve(&exact)
        let left = points.rounded()
        let right = others.rounded()
        var single = Matrix<Float>(rows: points.rows, columns: others.rows)
        kernel.covarianceInSingle(left, right, into: &single)
        solveLower(factor.rounded(), &single)
        var (mean, variance) = ([Double](repeating: 0, count: others.rows), kernel.variances(at: others))
        var (roundedMean, roundedVariance) = (mean.map { Float($0) }, variance)
        let weights = innovations.map { Float($0) }
        unsafe mean.withUnsafeMutableBufferPointer { unsafe exact.addTransposedProduct(innovations, to: $0) }
        unsafe roundedMean.withUnsafeMutableBufferPointer { unsafe single.addTransposedProduct(weights, to: $0) }
        unsafe variance.withUnsafeMutableBufferPointer { unsafe exact.subtractSquaredColumnNorms(from: $0) }
        unsafe roundedVariance.withUnsafeMutableBufferPointer { unsafe single.subtractSquaredColumnNorms(from: $0) }
        return mean.indices.reduce(0) { greatest, index in
            let deviations = (max(variance[index], 0).squareRoot(), max(roundedVariance[index], 0).squareRoot())
            return max(greatest, abs(mean[index] - Double(roundedMean[index])), abs(deviations.0 - deviations.1))
        }
    }

    /// Sets means, variances and the rows of V of all candidates, block by block.
    mutating func predict(_ points: borrowing Matrix<Double>) {
        let (kernel, factor, innovations) = (process.kernel, projection.factor, innovations)
        let kept = min(points.rows, max(0, projection.rows.capacity - PosteriorResources.reservedRows))
        projection.rows.append(kept)
        let (projection, fresh, first) = (projection, projection.rows.elements, points.rows - kept)
        let isSingle = solvedInSingle
        let rounded = isSingle ? factor.rounded() : Matrix(rows: 0, columns: 0)
        let left = points.rounded()
        let weights = innovations.map { Float($0) }
        unsafe shift(work: points.rows * points.rows, threads: projection.threads) { range, mean, variance in
            let block = projection.points(range)
            _ = unsafe variance.update(fromContentsOf: kernel.variances(at: block))
            guard points.rows > 0 else { return }
            if isSingle {
                let right = projection.singlePoints(range)
                var projected = Matrix<Float>(rows: points.rows, columns: range.count)
                kernel.covarianceInSingle(left, right, into: &projected)
                solveLower(rounded, &projected)
                var change = [Float](repeating: 0, count: range.count)
                unsafe change.withUnsafeMutableBufferPointer { unsafe projected.addTransposedProduct(weights, to: $0) }
                for (index, change) in change.enumerated() { unsafe mean[index] += Double(change) }
                unsafe projected.subtractSquaredColumnNorms(from: variance)
                projected.copyRows(from: first, to: fresh, at: range.lowerBound)
            } else {
                var projected = Matrix<Double>(rows: points.rows, columns: range.count)
                kernel.covariance(points, block, into: &projected)
                factor.solve(&projected)
                unsafe projected.addTransposedProduct(innovations, to: mean)
                unsafe projected.subtractSquaredColumnNorms(from: variance)
                projected.copyRows(from: first, to: fresh, at: range.lowerBound)
            }
        }
    }
}

extension Kernel {
    /// Sets `result` to covariances in single precision, by way of double precision where the kernel has no other.
    fileprivate func covarianceInSingle(
        _ first: borrowing Matrix<Float>, _ second: borrowing Matrix<Float>, into result: inout Matrix<Float>
    ) {
        if let kernel = self as? any SinglePrecisionKernel {
            kernel.covariance(first, second, into: &result)
            return
        }
        let left = first.widened()
        let right = second.widened()
        var covariance = Matrix<Double>(rows: result.rows, columns: result.columns)
        self.covariance(left, right, into: &covariance)
        result = covariance.rounded()
    }
}
