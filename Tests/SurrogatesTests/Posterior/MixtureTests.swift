import Foundation
import LinearAlgebra
import Randomness
import Surrogates
import Testing

@Suite struct `A weighted mixture of processes` {
    static let measured = (0..<9).map { 250 * $0 }
    static let noiseVariances = measured.map { 0.1 * Double(1 + $0 % 2) }
    static let members = [
        PoolPosterior.Member(PoolCase.process, embedding: PoolCase.embedding, weight: 3),
        PoolPosterior.Member(
            PoolCase.other, embedding: PoolCase.embedding, priorMeans: PoolCase.priorMeans, weight: 1),
    ]

    static func posterior(_ members: [PoolPosterior.Member] = members) throws -> PoolPosterior {
        try PoolPosterior(
            members, measured: measured, targets: measured.map(PoolCase.target), noiseVariances: noiseVariances)
    }

    @Test func `has the mean and variance of the mixture`() throws {
        var mixture = try Self.posterior()
        #expect(mixture.weights == [0.75, 0.25])
        let (a, b) = try (
            Self.posterior([Self.members[0]]).prediction(), Self.posterior([Self.members[1]]).prediction()
        )
        #expect(mixture.prediction(ofMember: 0) == a && mixture.prediction(ofMember: 1) == b)
        for weights in [[0.75, 0.25], [0.1, 0.9], [0, 1]] {
            mixture.weights = weights.map { 5 * $0 }
            let m = mixture.prediction()
            let some = mixture.prediction(at: [97, 5])
            for candidate in stride(from: 0, to: PoolCase.count, by: 97) {
                let mean = weights[0] * a.mean[candidate] + weights[1] * b.mean[candidate]
                let square = { (x: Double, v: Double) in v + x * x }
                let variance =
                    weights[0] * square(a.mean[candidate], a.variance[candidate])
                    + weights[1] * square(b.mean[candidate], b.variance[candidate]) - mean * mean
                #expect(abs(m.mean[candidate] - mean) < 1e-11)
                #expect(abs(m.variance[candidate] - variance) < 1e-10)
            }
            #expect(greatestDifference(some.mean, [m.mean[97], m.mean[5]]) < 1e-12)
            #expect(greatestDifference(some.variance, [m.variance[97], m.variance[5]]) < 1e-12)
        }
    }

    @Test func `covaries with its first two moments`() throws {
        let mixture = try Self.posterior()
        let chosen = [1, 77, 200, 2400]
        let parts = try Self.members.map { try Self.posterior([$0]) }
        let means = parts.map { $0.prediction(at: chosen).mean }
        let first = parts[0].covariance(of: chosen)
        let second = parts[1].covariance(of: chosen)
        let covariance = mixture.covariance(of: chosen)
        let cross = mixture.covariance(of: [77, 2400], with: chosen)
        for row in 0..<4 {
            for column in 0..<4 {
                let moments = [first[row, column], second[row, column]].enumerated().reduce(0) {
                    $0 + [0.75, 0.25][$1.offset] * ($1.element + means[$1.offset][row] * means[$1.offset][column])
                }
                let mean = { 0.75 * means[0][$0] + 0.25 * means[1][$0] }
                let expected = moments - mean(row) * mean(column)
                #expect(abs(covariance[row, column] - expected) < 1e-9)
                if row == 1 { #expect(abs(cross[0, column] - expected) < 1e-9) }
                if row == 3 { #expect(abs(cross[1, column] - expected) < 1e-9) }
            }
        }
        #expect(greatestDifference(covariance.diagonal, mixture.prediction(at: chosen).variance) < 1e-9)
    }

    @Test func `predicts an observation left out as refits without it do, and mixes the densities`() throws {
        let mixture = try Self.posterior()
        let scale = mixture.scale
        let square = scale.standardDeviation * scale.standardDeviation
        let left = mixture.leaveOneOut()
        for (point, candidate) in Self.measured.enumerated() {
            var rest = Self.measured
            var noise = Self.noiseVariances.map { $0 / square }
            rest.remove(at: point)
            let own = noise.remove(at: point)
            let standardized = rest.map { scale.standardize(PoolCase.target($0)) }
            var density = 0.0
            for (weight, member) in zip(mixture.weights, Self.members) {
                let exact = try PoolCase.dense(
                    member.process, measured: rest, standardized: standardized, noiseVariances: noise,
                    priorMeans: member.priorMeans, at: [candidate])
                let variance = exact.covariance[0, 0] + member.process.noise + own
                let error = scale.standardize(PoolCase.target(candidate)) - exact.mean[0]
                density += weight * exp(-error * error / (2 * variance)) / (2 * Double.pi * variance).squareRoot()
            }
            #expect(abs(exp(left.logDensity[point]) - density) < 1e-11)
        }
        #expect(mixture.leaveOneOut(ofMember: 0) != left)
    }

    @Test func `predicts an observation left out with its neighbours as a refit without them does`() throws {
        let pool = try Self.posterior([Self.members[1]])
        let square = pool.scale.standardDeviation * pool.scale.standardDeviation
        let blocks = [[0, 1, 2], [0], [], [7, 8], [4, 3], [5, 6, 7, 8, 0], [6], [0, 1], [8, 1]]
        let left = try pool.leaveOut(blocks)
        for (point, block) in blocks.enumerated() {
            let rest = Self.measured.indices.filter { $0 != point && !block.contains($0) }
            let exact = try PoolCase.dense(
                PoolCase.other, measured: rest.map { Self.measured[$0] },
                standardized: rest.map { pool.scale.standardize(PoolCase.target(Self.measured[$0])) },
                noiseVariances: rest.map { Self.noiseVariances[$0] / square }, priorMeans: PoolCase.priorMeans,
                at: [Self.measured[point]])
            #expect(abs(left.mean[point] - exact.mean[0]) < 1e-10)
            let variance = exact.covariance[0, 0] + PoolCase.other.noise + Self.noiseVariances[point] / square
            #expect(abs(left.variance[point] - variance) < 1e-10)
        }
        let alone = try pool.leaveOut(Self.measured.map { _ in [] })
        #expect(greatestDifference(alone.logDensity, pool.leaveOneOut().logDensity) < 1e-11)
    }

    @Test func `keeps a scale given to it`() throws {
        let scale = TargetScale(of: Self.measured.map(PoolCase.target))
        let part = Array(Self.measured.prefix(4))
        let pool = try PoolPosterior(
            Self.members, measured: part, targets: part.map(PoolCase.target), scale: scale)
        #expect(pool.scale == scale)
        let exact = try PoolCase.dense(
            PoolCase.process, measured: part, standardized: part.map { scale.standardize(PoolCase.target($0)) },
            at: [99])
        #expect(abs(pool.prediction(ofMember: 0).mean[99] - scale.restore(exact.mean[0])) < 1e-10)
    }

    @Test func `changes no member if one refuses`() throws {
        var still = PoolCase.other
        still.noise = 0
        var pool = try PoolPosterior(
            [Self.members[0], PoolPosterior.Member(still, embedding: PoolCase.embedding)], measured: [5],
            targets: [1])
        let before = pool.prediction()
        #expect(throws: SingularCovariance.self) { try pool.append(5, target: 2) }
        #expect(throws: SingularCovariance.self) { try pool.believe([9, 9]) }
        #expect(pool.prediction() == before)
        #expect(pool.observed == [5])
    }
}
