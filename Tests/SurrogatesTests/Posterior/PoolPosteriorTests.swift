import Foundation
import LinearAlgebra
import Randomness
import Surrogates
import Testing

@Suite struct `A pool's posterior` {
    static let count = 2500
    static let embedding = normalMatrix(rows: count, columns: 2, seed: 21).release().map { Float($0) }
    static let process = GaussianProcess(
        kernel: StationaryKernel(.matern52, lengthScales: [0.6, 1.1], outputScale: 1.2), noise: 0.01, mean: 0.1)

    static func target(_ candidate: Int) -> Double {
        5 + 3 * sin(2 * Double(embedding[2 * candidate])) + Double(embedding[2 * candidate + 1])
    }

    /// Conditions on targets that are on the standardised scale already, as updates take them.
    static func posterior(
        _ measured: [Int], scaledAs scale: TargetScale, standardized: [Double]
    ) throws -> Prediction {
        let points = Matrix(
            rows: measured.count, columns: 2,
            elements: measured.flatMap { [Double(embedding[2 * $0]), Double(embedding[2 * $0 + 1])] })
        let posterior = try ExactPosterior(process, at: points, targets: standardized)
        let pool = Matrix(rows: count, columns: 2, elements: embedding.map { Double($0) })
        let prediction = posterior.predict(at: pool)
        let square = scale.standardDeviation * scale.standardDeviation
        return Prediction(
            mean: prediction.mean.map(scale.restore), variance: prediction.variance.map { square * $0 })
    }

    @Test func `is the exact posterior at every candidate`() throws {
        let measured = (0..<30).map { 83 * $0 }
        let targets = measured.map(Self.target)
        let pool = try PoolPosterior([(Self.process, Self.embedding)], measured: measured, targets: targets)
        let exact = try Self.posterior(
            measured, scaledAs: pool.scale, standardized: targets.map(pool.scale.standardize))
        let prediction = pool.prediction()
        #expect(greatestDifference(prediction.mean, exact.mean) < 1e-10)
        #expect(greatestDifference(prediction.variance, exact.variance) < 1e-10)
        #expect(pool.jitter == 0)
        // A measured candidate is known to within the noise.
        let square = pool.scale.standardDeviation * pool.scale.standardDeviation
        #expect(measured.allSatisfy { prediction.variance[$0] <= 0.01 * square })
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `after any appending, believing and taking back is the posterior of what remains`(seed: UInt64) throws {
        var source = RandomSource(seed: seed)
        var measured = (0..<10).map { _ in source.integer(below: Self.count) }
        let targets = measured.map(Self.target)
        var pool = try PoolPosterior([(Self.process, Self.embedding)], measured: measured, targets: targets)
        let scale = pool.scale
        var standardized = targets.map(scale.standardize)
        for _ in 0..<40 {
            switch source.integer(below: 4) {
            case 0 where measured.count > 10:
                pool.removeLast()
                measured.removeLast()
                standardized.removeLast()
            case 1:
                // A candidate may be one that was measured before.
                let candidate = source.integer(below: 2) == 0 ? measured[0] : source.integer(below: Self.count)
                standardized.append(scale.standardize(pool.prediction().mean[candidate]))
                measured.append(candidate)
                try pool.believe(candidate)
            default:
                let candidate = source.integer(below: Self.count)
                standardized.append(scale.standardize(Self.target(candidate)))
                measured.append(candidate)
                try pool.append(candidate, target: Self.target(candidate))
            }
        }
        #expect(pool.observed == measured)
        let exact = try Self.posterior(measured, scaledAs: scale, standardized: standardized)
        let prediction = pool.prediction()
        #expect(greatestDifference(prediction.mean, exact.mean) < 1e-9)
        #expect(greatestDifference(prediction.variance, exact.variance) < 1e-9)
    }

    @Test func `believing leaves all means and shrinks variances`() throws {
        let measured = [3, 700, 1500]
        var pool = try PoolPosterior(
            [(Self.process, Self.embedding)], measured: measured, targets: measured.map(Self.target))
        let before = pool.prediction()
        try pool.believe(42)
        let after = pool.prediction()
        #expect(after.mean == before.mean)
        #expect(zip(after.variance, before.variance).allSatisfy { $0 <= $1 })
        // With one more look through noise: 1 / (1 / v + 1 / noise).
        let noise = Self.process.noise * pool.scale.standardDeviation * pool.scale.standardDeviation
        let expected = before.variance[42] * noise / (before.variance[42] + noise)
        #expect(abs(after.variance[42] - expected) < 1e-11)
    }

    @Test func `a copy is a second posterior`() throws {
        let pool = try PoolPosterior([(Self.process, Self.embedding)], measured: [5], targets: [1])
        let before = pool.prediction()
        var imagined = pool
        try imagined.append(9, target: 4)
        #expect(pool.prediction() == before)
        #expect(pool.observed == [5])
        #expect(imagined.observed == [5, 9])
    }

    @Test func `without measurements is the prior`() throws {
        var pool = try PoolPosterior([(Self.process, Self.embedding)], measured: [], targets: [])
        #expect(pool.prediction().mean.allSatisfy { $0 == 0.1 })
        #expect(pool.prediction().variance.allSatisfy { $0 == 1.2 })
        try pool.append(7, target: 2)
        #expect(abs(pool.prediction().mean[7] - (0.1 + 1.9 * 1.2 / 1.21)) < 1e-12)
    }

    @Test func `refuses a target that is not finite and stays as it was`() throws {
        var pool = try PoolPosterior([(Self.process, Self.embedding)], measured: [5], targets: [1])
        let before = pool.prediction()
        #expect(throws: UnusableTarget.self) { try pool.append(8, target: .nan) }
        #expect(throws: UnusableTarget.self) { try pool.append(8, target: -.infinity) }
        #expect(pool.prediction() == before)
    }

    @Test func `covaries as the exact posterior does`() throws {
        let measured = (0..<12).map { 200 * $0 }
        let targets = measured.map(Self.target)
        let pool = try PoolPosterior([(Self.process, Self.embedding)], measured: measured, targets: targets)
        let chosen = [1, 77, 200, 2400]
        let covariance = pool.covariance(of: chosen)
        let variance = pool.prediction().variance
        #expect(greatestDifference(covariance.diagonal, chosen.map { variance[$0] }) < 1e-10)
        let points = Matrix(
            rows: 12, columns: 2,
            elements: measured.flatMap { [Double(Self.embedding[2 * $0]), Double(Self.embedding[2 * $0 + 1])] })
        let exact = try ExactPosterior(Self.process, at: points, targets: targets.map(pool.scale.standardize))
        let square = pool.scale.standardDeviation * pool.scale.standardDeviation
        let expected = exact.covariance(
            at: Matrix(
                rows: 4, columns: 2,
                elements: chosen.flatMap { [Double(Self.embedding[2 * $0]), Double(Self.embedding[2 * $0 + 1])] }))
        #expect(greatestDifference(covariance.elements, expected.elements.map { square * $0 }) < 1e-10)
    }

    @Test func `is sampled with its mean and covariance`() throws {
        let measured = (0..<6).map { 400 * $0 }
        let pool = try PoolPosterior(
            [(Self.process, Self.embedding)], measured: measured, targets: measured.map(Self.target))
        let chosen = [10, 11, 12]
        var source = RandomSource(seed: 5)
        let samples = try (0..<4000).map { _ in try pool.sample(of: chosen, using: &source) }
        let mean = chosen.indices.map { index in samples.reduce(0) { $0 + $1[index] } / 4000 }
        let covariance = pool.covariance(of: chosen)
        let prediction = pool.prediction()
        for row in 0..<3 {
            let error = (covariance[row, row] / 4000).squareRoot()
            #expect(abs(mean[row] - prediction.mean[chosen[row]]) < 4 * error)
            for column in 0..<3 {
                let estimate = samples.reduce(0) { $0 + ($1[row] - mean[row]) * ($1[column] - mean[column]) } / 4000
                let spread = (2 * covariance[row, row] * covariance[column, column] / 4000).squareRoot()
                #expect(abs(estimate - covariance[row, column]) < 4 * spread)
            }
        }
    }

    @Test func `of an ensemble is the mixture of its members`() throws {
        var other = Self.process
        other.kernel = StationaryKernel(.rbf, dimension: 2, lengthScale: 0.4, outputScale: 0.8)
        let measured = (0..<9).map { 250 * $0 }
        let targets = measured.map(Self.target)
        let first = try PoolPosterior([(Self.process, Self.embedding)], measured: measured, targets: targets)
        let second = try PoolPosterior([(other, Self.embedding)], measured: measured, targets: targets)
        let mixture = try PoolPosterior(
            [(Self.process, Self.embedding), (other, Self.embedding)], measured: measured, targets: targets)
        let (a, b, m) = (first.prediction(), second.prediction(), mixture.prediction())
        for candidate in stride(from: 0, to: Self.count, by: 97) {
            let mean = (a.mean[candidate] + b.mean[candidate]) / 2
            let difference = a.mean[candidate] - b.mean[candidate]
            let variance = (a.variance[candidate] + b.variance[candidate]) / 2 + difference * difference / 4
            #expect(abs(m.mean[candidate] - mean) < 1e-11)
            #expect(abs(m.variance[candidate] - variance) < 1e-10)
        }
        #expect(abs(mixture.covariance(of: [5])[0, 0] - m.variance[5]) < 1e-10)
        let (one, two, both) = (first.leaveOneOut(), second.leaveOneOut(), mixture.leaveOneOut())
        for point in 0..<9 {
            let density = (exp(one.logDensity[point]) + exp(two.logDensity[point])) / 2
            #expect(abs(exp(both.logDensity[point]) - density) < 1e-12)
        }
    }
}
