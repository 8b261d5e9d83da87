import Foundation
import Orchestration
import Surrogates
import Testing

/// Numbers that follow from a seed, apart from those of the code under test (SplitMix64 and Box & Muller).
private struct Draws: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    mutating func normal() -> Double {
        let (u, v) = (
            Double.random(in: .leastNonzeroMagnitude..<1, using: &self), Double.random(in: 0..<1, using: &self)
        )
        return (-2 * log(u)).squareRoot() * cos(2 * .pi * v)
    }
}

/// A sample drawn from a process over 40 places on a line, and measured with noise of standard deviation 0.3.
private struct DrawnSample {
    static let noise = 0.09
    static let places = (0..<40).map { Float($0) / 5 }
    /// The lower factor of the covariance by hand: Matérn-5/2, length scale 1, variance 1.
    static let factor: [[Double]] = {
        var rows = [[Double]](repeating: [Double](repeating: 0, count: 40), count: 40)
        for i in 0..<40 {
            for j in 0...i {
                let r = 5.0.squareRoot() * Double(abs(places[i] - places[j]))
                var sum = (1 + r + r * r / 3) * exp(-r) + (i == j ? 1e-9 : 0)
                for k in 0..<j { sum -= rows[i][k] * rows[j][k] }
                rows[i][j] = i == j ? sum.squareRoot() : sum / rows[j][j]
            }
        }
        return rows
    }()

    let truth: [Double]
    let measured: [Double]
    let learned: [Int]

    init(using draws: inout Draws) {
        let z = (0..<40).map { _ in draws.normal() }
        truth = Self.factor.map { row in zip(row, z).reduce(0) { $0 + $1.0 * $1.1 } }
        measured = truth.map { $0 + Self.noise.squareRoot() * draws.normal() }
        learned = Array((0..<40).shuffled(using: &draws).prefix(12))
    }

    /// Scores a process whose variances are `factor` times those of the sample.
    func score(varianceFactor factor: Double = 1, known: Bool = false) throws -> CalibrationScore {
        let process = GaussianProcess(
            kernel: StationaryKernel(.matern52, lengthScales: [1], outputScale: factor),
            noise: known ? 1e-6 : factor * Self.noise)
        let posterior = try PoolPosterior(
            [.init(process, embedding: Self.places)], measured: learned, targets: learned.map { measured[$0] },
            noiseVariances: known ? learned.map { _ in factor * Self.noise } : nil, scale: .identity)
        let others = (0..<40).filter { !learned.contains($0) }
        return CalibrationScore(
            of: posterior, at: others, measured: others.map { measured[$0] }, truth: others.map { truth[$0] },
            noiseVariances: known ? others.map { _ in factor * Self.noise } : nil)
    }
}

@Suite("The score of a calibration") struct CalibrationScoreTests {
    private static let count = 1000

    private static func scores(varianceFactor: Double = 1, known: Bool = false) throws -> [CalibrationScore] {
        var draws = Draws(state: 1)
        return try (0..<count).map { _ in
            try DrawnSample(using: &draws).score(varianceFactor: varianceFactor, known: known)
        }
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    @Test(
        "is nominal coverage for the process that a sample was drawn from, its noise one number or known by point",
        arguments: [false, true])
    func nominal(known: Bool) throws {
        let scores = try Self.scores(known: known)
        // The 28 predictions of a draw depend on each other: each draw counts as one trial, which is the widest margin.
        func margin(_ share: Double) -> Double { 3 * (share * (1 - share) / Double(Self.count)).squareRoot() }
        #expect(abs(Self.mean(scores.map(\.coverage50)) - 0.5) < margin(0.5))
        #expect(abs(Self.mean(scores.map(\.coverage90)) - 0.9) < margin(0.9))
    }

    @Test("is less coverage, and less density, for a process that is too sure of itself or not sure enough")
    func tooSure() throws {
        let right = try Self.scores()
        let sure = try Self.scores(varianceFactor: 0.25)
        let unsure = try Self.scores(varianceFactor: 4)
        // Half the standard deviations: Φ takes ±0.822 for 0.9 and ±0.337 for 0.5.
        #expect(abs(Self.mean(sure.map(\.coverage90)) - 0.589) < 0.05)
        #expect(abs(Self.mean(sure.map(\.coverage50)) - 0.264) < 0.05)
        #expect(Self.mean(unsure.map(\.coverage90)) > 0.98)
        #expect(Self.mean(right.map(\.logDensity)) > Self.mean(sure.map(\.logDensity)) + 0.3)
        #expect(Self.mean(right.map(\.logDensity)) > Self.mean(unsure.map(\.logDensity)) + 0.2)
        // All variances scaled alike leave the means, and so the errors, as they are.
        for (one, other) in zip(right, sure) {
            #expect(abs((one.normalizedError ?? 0) - (other.normalizedError ?? 1)) < 1e-6)
        }
    }

    @Test("is the density of a mixture, not of the normal distribution with its moments")
    func mixture() throws {
        // Two members that know nothing expect -2 and 2 with unit variance in all: no measurement, no correlation.
        func member(_ mean: Double, weight: Double) -> PoolPosterior.Member {
            let kernel = StationaryKernel(.matern52, lengthScales: [1], outputScale: 0.5)
            return .init(GaussianProcess(kernel: kernel, noise: 0.5, mean: mean), embedding: [0, 5], weight: weight)
        }
        let posterior = try PoolPosterior(
            [member(-2, weight: 3), member(2, weight: 1)], measured: [], targets: [],
            scale: TargetScale(mean: 10, standardDeviation: 4))
        // In the units of the targets the members expect 2 and 18, with a variance of 16.
        let score = CalibrationScore(of: posterior, at: [0, 1], measured: [18, 7], truth: [18, 2])
        func density(_ y: Double) -> Double {
            let (low, high) = ((y - 2) / 4, (y - 18) / 4)
            return (0.75 * exp(-low * low / 2) + 0.25 * exp(-high * high / 2)) / (2 * Double.pi).squareRoot()
        }
        #expect(abs(score.logDensity - (log(density(18)) + log(density(7))) / 2) < 1e-9)
        // The moments: mean 6, variance 16 + 48 = 64. A deviation of 12 is 1.5, one of 1 is 0.125 standard deviations.
        #expect(score.coverage90 == 1)
        #expect(score.coverage50 == 0.5)
        // Errors of 12 and 4 about a truth whose deviations from its mean are 8.
        #expect(abs((score.normalizedError ?? 0) - (160.0 / 128).squareRoot()) < 1e-12)
        #expect(CalibrationScore(of: posterior, at: [0], measured: [18], truth: [18]).normalizedError == nil)
    }
}
