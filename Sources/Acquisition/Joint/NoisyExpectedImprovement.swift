private import Foundation
private import LinearAlgebra
private import Randomness

/// The expected improvement where the measured values are noisy: the logarithm of its average over what they are without
/// noise (Letham, Karrer, Ottoni & Bakshy, Bayesian Analysis 14, 2019, section 4).
///
/// A joint sample of the objective at the measured points has an incumbent of its own, and given the sample the
/// objective is a process without noise, of which the expected improvement has its closed form. With C the covariance
/// among the measured points, C = LL', a sample μ + Lz and c the covariances of a candidate with them, its mean and
/// variance are μ(x) + w'z and σ²(x) - w'w with w = L⁻¹c: one solve a candidate serves all samples.
///
/// Samples come in pairs z, -z and are the same for all candidates (common random numbers), so that the scores are a
/// smooth function of the belief. Points that are known to within 1e-6 of the pool's greatest standard deviation are
/// taken as known. With no noise this is the expected improvement itself.
///
/// Per candidate: O(n² + n S) in BLAS for n measured points and S samples, and S scalar terms of about 30 ns.
struct NoisyExpectedImprovement {
    /// 1 when maximising, -1 when minimising.
    let direction: Double
    let samples: Int
    let seed: UInt64

    func scores(of belief: Belief, _ joint: some JointBelief, known: [Int]) throws -> [Double] {
        let (mean, deviation) = (belief.mean, belief.standardDeviation)
        let tiny = 1e-6 * (deviation.lazy.filter(\.isFinite).max() ?? 0)
        let usable = Set(known).filter { mean[$0].isFinite && deviation[$0].isFinite }.sorted()
        let uncertain = usable.filter { deviation[$0] > tiny }
        let sure = usable.lazy.filter { deviation[$0] <= tiny }.map { direction * mean[$0] }.max() ?? -.infinity
        guard !uncertain.isEmpty else {
            return ExpectedImprovement(
                margin: Margin(direction: direction, incumbent: direction * sure, xi: 0), isLogarithm: true
            ).scores(mean: mean.span, standardDeviation: deviation.span)
        }
        let factor = try Cholesky(factoring: joint.covariance(among: uncertain))
        let normals = drawnNormals(rows: uncertain.count)
        var incumbents = [Double](repeating: sure, count: samples)
        var deviations = Matrix<Double>(rows: uncertain.count, columns: samples)
        multiply(factor.lower(), normals, into: &deviations)
        for (row, candidate) in uncertain.enumerated() {
            for sample in 0..<samples {
                let value = direction * (mean[candidate] + deviations[row, sample])
                incumbents[sample] = max(incumbents[sample], value)
            }
        }
        var scores: [Double] = []
        scores.reserveCapacity(mean.count)
        try joint.forEachBlock(with: uncertain) { block, covariances in
            var weights = covariances.transposed()
            factor.solveLower(&weights)
            var shifts = Matrix<Double>(rows: block.count, columns: samples)
            multiply(weights, normals, transposing: .first, into: &shifts)
            var explained = [Double](repeating: 0, count: block.count)
            for row in 0..<weights.rows {
                for column in explained.indices { explained[column] += weights[row, column] * weights[row, column] }
            }
            for (row, candidate) in block.enumerated() {
                let (mean, deviation) = (mean[candidate], deviation[candidate])
                guard mean.isFinite, deviation.isFinite, deviation >= 0 else {
                    scores.append(.nan)
                    continue
                }
                let variance = deviation * deviation - explained[row]
                scores.append(score(mean, max(variance, 0).squareRoot(), shifts, row, incumbents))
            }
        }
        return scores
    }

    /// The logarithm of the average over the samples for one candidate, whose mean in sample s is `mean` + shifts[row, s].
    @inline(__always)
    private func score(
        _ mean: Double, _ deviation: Double, _ shifts: borrowing Matrix<Double>, _ row: Int, _ incumbents: [Double]
    ) -> Double {
        var sum = DensitySum()
        for sample in incumbents.indices {
            let improvement = direction * (mean + shifts[row, sample]) - incumbents[sample]
            if improvement > 0 { sum.add(improvement) }
            guard deviation > 0 else { continue }
            let a = abs(improvement) / deviation
            sum.add(argument: a, factor: deviation * StandardNormal.excess(a))
        }
        return sum.total.logarithm - log(Double(samples))
    }

    /// Standard normal numbers, rows x samples, the second half of the columns the negative of the first.
    private func drawnNormals(rows: Int) -> Matrix<Double> {
        var source = RandomSource(seed: seed, stream: "noisy expected improvement")
        var normals = Matrix<Double>(rows: rows, columns: samples)
        let half = (samples + 1) / 2
        for column in 0..<half {
            for row in 0..<rows {
                let number = source.normal()
                normals[row, column] = number
                if column + half < samples { normals[row, column + half] = -number }
            }
        }
        return normals
    }
}
