import Acquisition
import Foundation
import LinearAlgebra
import Randomness
import Testing

@Suite("Noisy expected improvement") struct NoisyExpectedImprovementTests {
    private func scores(
        _ belief: CovarianceBelief, _ known: [Int], goal: Goal = .maximize, samples: Int = 128, seed: UInt64 = 1
    ) throws -> [Double] {
        try AcquisitionFunction.noisyExpectedImprovement(samples: samples)
            .scores(of: belief.belief, in: DecisionContext(goal: goal, known: known, seed: seed))
    }

    @Test("tends to the expected improvement as the noise goes", arguments: [Goal.maximize, .minimize])
    func noNoise(goal: Goal) throws {
        var previous = Double.infinity
        for noise in [1e-2, 1e-4, 1e-6, 1e-8] {
            let process = GridProcess.example(noise: noise)
            let posterior = process.posterior
            let context = DecisionContext(goal: goal, known: process.measured)
            let plain = try AcquisitionFunction.logExpectedImprovement().scores(of: posterior.belief, in: context)
            let noisy = try scores(posterior, process.measured, goal: goal)
            let open = noisy.indices.filter { !process.measured.contains($0) }
            let deviation = open.map { abs(exp(plain[$0]) - exp(noisy[$0])) }.max() ?? .nan
            #expect(deviation < previous)
            previous = deviation
            if noise == 1e-8 {
                #expect(deviation < 1e-4)
                #expect(rankCorrelation(open.map { plain[$0] }, open.map { noisy[$0] }) > 0.9999)
            }
        }
    }

    @Test("without any noise it is the expected improvement")
    func exactlyNone() throws {
        let mean = [0.2, 1.0, 0.7, -0.3]
        var covariance = [Double](repeating: 0, count: 16)
        for (candidate, variance) in [0, 0, 0.25, 0.49].enumerated() { covariance[candidate * 5] = variance }
        let belief = CovarianceBelief(mean: mean, covariance: covariance, noiseVariance: 0)
        let plain = try AcquisitionFunction.logExpectedImprovement()
            .scores(of: belief.belief, incumbent: 1, goal: .maximize)
        #expect(try scores(belief, [0, 1]) == plain)
    }

    /// The expectation of an improvement on a sampled incumbent is that of max(f(x) - max f(measured), 0) under the joint
    /// posterior, of which nothing need be conditioned.
    @Test("is the expectation under the joint posterior, by Monte Carlo")
    func monteCarlo() throws {
        let process = GridProcess.example(noise: 0.2)
        let posterior = process.posterior
        let candidates = [5, 16, 43, 54, 60, 89]
        let noisy = try scores(posterior, process.measured, samples: 8192)
        var source = RandomSource(seed: 8)
        for candidate in candidates {
            let points = process.measured + [candidate]
            let factor = try Cholesky(factoring: posterior.covariance(among: points)).lower()
            var (sum, squares) = (0.0, 0.0)
            let draws = 100_000
            for _ in 0..<draws {
                let z = source.normals(points.count)
                let values = points.indices.map { row in
                    posterior.mean[points[row]] + (0...row).reduce(0.0) { $0 + factor[row, $1] * z[$1] }
                }
                let improvement = max(0, values[points.count - 1] - values.dropLast().max()!)
                sum += improvement
                squares += improvement * improvement
            }
            let mean = sum / Double(draws)
            let error = (squares / Double(draws) - mean * mean).squareRoot() / Double(draws).squareRoot()
            // The sampled incumbents contribute about as much again, of fewer but smoother samples.
            #expect(abs(exp(noisy[candidate]) - mean) < 4 * error + 0.02 * mean, "candidate \(candidate)")
        }
    }

    @Test("ranks as a thousand times more samples do")
    func ranking128() throws {
        let process = GridProcess.example(noise: 0.2)
        let few = try scores(process.posterior, process.measured)
        let many = try scores(process.posterior, process.measured, samples: 20_000, seed: 77)
        #expect(rankCorrelation(few, many) > 0.99)
        #expect(Array(ranking(of: few).prefix(1)) == Array(ranking(of: many).prefix(1)))
    }

    @Test("ranks where the improvement underflows, and repeats itself for the same seed")
    func underflow() throws {
        var process = GridProcess.example(noise: 1e-3)
        process.outputScale = 1e-4
        process.targets[3] = 40
        let posterior = process.posterior
        var far = posterior.belief
        far.mean[process.measured[3]] += 5
        let context = DecisionContext(goal: .maximize, known: process.measured, seed: 3)
        let function = AcquisitionFunction.noisyExpectedImprovement()
        let scores = try function.scores(of: far, in: context)
        let open = scores.indices.filter { !process.measured.contains($0) }
        #expect(open.allSatisfy { scores[$0].isFinite && exp(scores[$0]) == 0 })
        #expect(Set(open.map { scores[$0] }).count == open.count)
        #expect(try function.scores(of: far, in: context) == scores)
    }

    @Test("a noisy incumbent counts for less than it was measured to be")
    func shrinks() throws {
        let process = GridProcess.example(noise: 0.5)
        let again = try scores(process.posterior, process.measured)[process.measured[3]]
        // A point already measured may be worth another look, but only where there is noise.
        let sharp = GridProcess.example(noise: 1e-7)
        let never = try scores(sharp.posterior, sharp.measured)[sharp.measured[3]]
        #expect(again < -3 && never < -9)
        #expect(throws: UnfitAcquisition.self) { try scores(process.posterior, []) }
    }
}
