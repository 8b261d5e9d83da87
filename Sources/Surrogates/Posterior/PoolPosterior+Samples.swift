package import LinearAlgebra
package import Randomness

extension PoolPosterior {
    /// Draws the latent function at all candidates, in the units of the targets; see ``samples(_:features:using:)``.
    ///
    /// - Throws: ``SingularCovariance`` if a kernel without random features cannot be drawn from.
    package func sample(using source: inout RandomSource) throws(SingularCovariance) -> [Double] {
        try samples(1, using: &source).release()
    }

    /// Draws the latent function at all candidates several times, in the units of the targets: O((D + n) N) each.
    ///
    /// By Matheron's rule (Wilson, Borovitskiy, Terenin, Mostowsky & Deisenroth, ICML 2020) a function f of the prior
    /// and noise e become one of the posterior: f + k(·, X) K⁻¹ (y - f(X) - e). One member of the mixture is drawn by
    /// its weight for each sample; the samples of a member share the features of the prior. Over draws of the features,
    /// mean and covariance are those of the posterior; those of samples which share D features differ by O(1 / √D) of
    /// the prior's.
    ///
    /// A kernel without random features is drawn from exactly at `features` candidates, evenly spaced, and
    /// interpolated: between these its samples are too smooth.
    ///
    /// - Parameters:
    ///   - count: How many, S.
    ///   - features: D, the number of random frequencies.
    ///   - source: Where the numbers are drawn from.
    /// - Returns: A row of N numbers a sample.
    /// - Throws: ``SingularCovariance`` if a kernel without random features cannot be drawn from.
    package func samples(
        _ count: Int, features: Int = 512, using source: inout RandomSource
    ) throws(SingularCovariance) -> Matrix<Double> {
        precondition(count > 0 && features > 0, "there is a sample and a feature")
        var drawn: [[Int]] = members.map { _ in [] }
        for sample in 0..<count { drawn[drawMember(using: &source)].append(sample) }
        var result = Matrix<Double>(rows: count, columns: self.count)
        for (member, samples) in zip(members, drawn) where !samples.isEmpty {
            try member.draw(samples, features: features, scale: scale, using: &source, into: &result)
        }
        return result
    }
}

extension PoolMember {
    /// Sets rows of `result` to samples of the posterior.
    fileprivate func draw(
        _ samples: [Int], features: Int, scale: TargetScale, using source: inout RandomSource,
        into result: inout Matrix<Double>
    ) throws(SingularCovariance) {
        let functions = try functions(samples.count, features: features, using: &source)
        var values = Matrix<Double>(rows: samples.count, columns: observed.count)
        functions.addValues(at: projection.points(observed), to: &values)
        var residuals = Matrix<Double>(rows: observed.count, columns: samples.count)
        for (row, candidate) in observed.enumerated() {
            let deviation = projection.noise[row].squareRoot()
            for (column, normal) in source.normals(samples.count).enumerated() {
                residuals[row, column] =
                    targets[row] - priorMean(candidate) - values[column, row] - deviation * normal
            }
        }
        projection.factor.solve(&residuals)
        let coefficients = RowCoefficients(residuals, of: projection)
        let (count, projection) = (count, projection)
        let work = samples.count * projection.work + 20 * features
        unsafe result.withUnsafeMutableElements { result in
            Spans.forEach(count, work: work, threads: projection.threads) { span in
                Spans.forEachBlock(of: span) { range in
                    let block = projection.points(range)
                    var part = Matrix<Double>(rows: samples.count, columns: range.count)
                    functions.addValues(at: block, to: &part)
                    projection.addProducts(coefficients, scale: 1, over: range, at: block, into: &part)
                    unsafe part.withUnsafeElements { part in
                        for (row, sample) in samples.enumerated() {
                            for (column, candidate) in range.enumerated() {
                                unsafe result[sample * count + candidate] = scale.restore(
                                    priorMean(candidate) + part[row * range.count + column])
                            }
                        }
                    }
                }
            }
        }
    }

    /// Draws functions of the prior without its mean.
    private func functions(
        _ number: Int, features: Int, using source: inout RandomSource
    ) throws(SingularCovariance) -> any RandomFunctions {
        if let kernel = process.kernel as? any SpectralSampling,
            let features = kernel.randomFeatures(features, using: &source)
        {
            return FeatureFunctions(features, functions: number, using: &source)
        }
        let inducing = Array(stride(from: 0, to: count, by: max(1, (count + features - 1) / features)))
        return try InterpolatedFunctions(
            process, at: projection.points(inducing), functions: number, using: &source)
    }
}
