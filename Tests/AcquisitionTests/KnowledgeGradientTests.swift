import Foundation
import Randomness
import Testing

@testable import Acquisition

@Suite("The knowledge gradient") struct KnowledgeGradientTests {
    private func gain(_ lines: [(Double, Double)]) -> DensityMultiple {
        var envelope = UpperEnvelope(capacity: lines.count)
        for (intercept, slope) in lines { envelope.insert(intercept: intercept, slope: slope) }
        return envelope.expectedGain()
    }

    /// By Simpson's rule on 2 x 10^5 intervals, with the kinks where they fall: a relative 1e-8 or so.
    private func quadrature(_ lines: [(Double, Double)]) -> Double {
        let top = lines.map(\.0).max() ?? 0
        let intervals = 200_000
        let step = 24.0 / Double(intervals)
        var sum = 0.0
        for index in 0...intervals {
            let z = -12 + step * Double(index)
            let value = lines.map { $0.0 + $0.1 * z }.max()! - top
            sum += (index == 0 || index == intervals ? 1 : index % 2 == 1 ? 4 : 2) * value * exp(-0.5 * z * z)
        }
        return sum * step / 3 / (2 * Double.pi).squareRoot()
    }

    @Test("of random lines is the integral that defines it", arguments: 0..<30)
    func integral(seed: Int) {
        var source = RandomSource(seed: UInt64(seed))
        let count = 1 + source.integer(below: 40)
        let lines = (0..<count).map { _ in (source.normal(), 0.7 * source.normal()) }
        let truth = quadrature(lines)
        #expect(abs(gain(lines).value - truth) < 2e-7 * max(truth, 1e-3))
        #expect(abs(gain(lines).logarithm - log(gain(lines).value)) < 1e-12 || gain(lines).value == 0)
    }

    @Test("of many lines agrees with a million draws")
    func monteCarlo() {
        var source = RandomSource(seed: 99)
        let lines = (0..<64).map { _ in (source.normal(), source.normal()) }
        let top = lines.map(\.0).max() ?? 0
        var (sum, squares) = (0.0, 0.0)
        for _ in 0..<1_000_000 {
            let z = source.normal()
            var greatest = -Double.infinity
            for line in lines { greatest = max(greatest, line.0 + line.1 * z) }
            sum += greatest - top
            squares += (greatest - top) * (greatest - top)
        }
        let mean = sum / 1e6
        let error = (squares / 1e6 - mean * mean).squareRoot() / 1e3
        #expect(abs(gain(lines).value - mean) < 4 * error)
    }

    @Test("of equal, parallel and dominated lines is what is left without them")
    func degenerate() {
        let plain = gain([(0, 1), (0.3, -0.5)]).value
        #expect(gain([(0, 1), (0.3, -0.5), (0, 1), (-2, 1), (-3, 0.1)]).value == plain)
        #expect(gain([(1, 0.4)]).value == 0)
        #expect(gain([(1, 0.4), (1, 0.4), (0, 0.4)]).value == 0)
        #expect(gain([]).value == 0)
        // Through one point: the middle line is never strictly the greatest.
        let outer = gain([(0, -1), (0, 1)]).value
        #expect(relativeError(gain([(0, -1), (0, 0), (0, 1)]).value, outer) < 1e-15)
        // E|Z| = √(2/π).
        #expect(relativeError(outer, (2 / Double.pi).squareRoot()) < 1e-15)
    }

    @Test("keeps its digits where it underflows")
    func logarithm() {
        // One bend at z = 50 of slope 1: the expected excess beyond 50, which the log expected improvement has too.
        let truth = DensityMultiple.excess(50).logarithm
        #expect(abs(gain([(0, 0), (-50, 1)]).logarithm - truth) < 1e-9)
        #expect(gain([(0, 0), (-50, 1)]).value == 0)
    }

    /// Over all candidates as references: the posterior after each of many observations, by inverting its own matrix.
    @Test("of a process is the expected rise of its best mean")
    func actual() throws {
        let process = GridProcess.example(noise: 0.1)
        let before = process.posterior
        let context = DecisionContext(goal: .maximize, known: process.measured, geometry: process.geometry)
        let scores = try AcquisitionFunction.knowledgeGradient(references: 1000).scores(of: before.belief, in: context)
        let best = before.mean.max() ?? 0
        for candidate in [0, 13, 45, 60, 98] {
            let spread = (before.covariance[candidate * 100] + 0.1).squareRoot()
            // Midpoints of 400 strata of equal probability would have fat ends; Simpson's rule on ±6 has none.
            let intervals = 120
            var sum = 0.0
            for index in 0...intervals {
                let z = -6 + 12 * Double(index) / Double(intervals)
                let after = process.measuring(candidate, before.mean[candidate] + spread * z).posterior
                let weight: Double = index == 0 || index == intervals ? 1 : index % 2 == 1 ? 4 : 2
                sum += weight * ((after.mean.max() ?? 0) - best) * exp(-0.5 * z * z)
            }
            let truth = sum * 12 / Double(intervals) / 3 / (2 * Double.pi).squareRoot()
            #expect(abs(scores[candidate] - truth) < 2e-3 * max(truth, 0.01), "candidate \(candidate)")
        }
    }

    @Test("with references from strata ranks nearly as with all, and is never above that")
    func references() throws {
        let process = GridProcess.example(noise: 0.1)
        let belief = process.posterior.belief
        for goal in [Goal.maximize, .minimize] {
            let context = DecisionContext(goal: goal, known: process.measured, geometry: process.geometry)
            let all = try AcquisitionFunction.knowledgeGradient(references: 1000).scores(of: belief, in: context)
            for (references, correlation, share) in [(20, 0.9, 0.7), (60, 0.97, 0.95)] {
                let some = try AcquisitionFunction.knowledgeGradient(references: references)
                    .scores(of: belief, in: context)
                #expect(zip(some, all).allSatisfy { $0 <= $1 * (1 + 1e-12) + 1e-15 })
                #expect(rankCorrelation(some, all) > correlation)
                #expect(all[ranking(of: some)[0]] > share * (all.max() ?? .nan))
                #expect(some.allSatisfy { $0 >= 0 })
            }
        }
    }

    @Test("minimising f scores as maximising -f, and without uncertainty nothing is gained")
    func symmetry() throws {
        let process = GridProcess.example(noise: 0.1)
        var mirrored = process
        mirrored.targets = process.targets.map(-)
        let kg = AcquisitionFunction.knowledgeGradient()
        let down = try kg.scores(
            of: process.posterior.belief, in: DecisionContext(goal: .minimize, geometry: process.geometry))
        let up = try kg.scores(
            of: mirrored.posterior.belief, in: DecisionContext(goal: .maximize, geometry: process.geometry))
        #expect(zip(down, up).allSatisfy { relativeError($0, $1) < 1e-9 })
        let sure = CovarianceBelief(mean: [1, 2], covariance: [0, 0, 0, 0], noiseVariance: 0)
        #expect(try kg.scores(of: sure.belief, in: DecisionContext(goal: .maximize)) == [0, 0])
    }
}
