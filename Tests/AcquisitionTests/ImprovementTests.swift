import Acquisition
import Foundation
import Testing

@Suite("Improvement on the incumbent") struct ImprovementTests {
    @Test("expected improvement is the integral that defines it", arguments: [0, 0.2, -0.1])
    func quadrature(xi: Double) throws {
        let scores = try AcquisitionFunction.expectedImprovement(xi: xi)
            .scores(mixedPool.mean, mixedPool.standardDeviation, incumbent: 1)
        for (candidate, score) in scores.enumerated() {
            let (mean, deviation) = (mixedPool.mean[candidate], mixedPool.standardDeviation[candidate])
            guard (1 + xi - mean) / deviation < 12 else { continue }
            let truth = expectation(
                of: { $0 - 1 - xi }, mean: mean, standardDeviation: deviation,
                over: 1 + xi...max(1 + xi, mean) + 14 * deviation)
            #expect(relativeError(score, truth) < 1e-9)
        }
    }

    @Test("probability of improvement is the integral that defines it", arguments: [0, 0.2])
    func probability(xi: Double) throws {
        let scores = try AcquisitionFunction.probabilityOfImprovement(xi: xi)
            .scores(mixedPool.mean, mixedPool.standardDeviation, incumbent: 1)
        for (candidate, score) in scores.enumerated() {
            let (mean, deviation) = (mixedPool.mean[candidate], mixedPool.standardDeviation[candidate])
            let threshold = 1 + xi
            guard abs(threshold - mean) / deviation < 12 else { continue }
            let truth = expectation(
                of: { _ in 1 }, mean: mean, standardDeviation: deviation,
                over: threshold...max(threshold, mean) + 14 * deviation)
            #expect(relativeError(score, truth) < 1e-9)
        }
    }

    /// gpCAM clipped the improvement before dividing by σ (its issue 55), which leaves 0.3989 σ below the incumbent.
    @Test("ranks as the integral does, where clipping the improvement first would rank by σ alone")
    func clippedImprovement() throws {
        let mean = [-3.0, -0.1, 0.2, -1.0, 0.5, -0.4]
        let deviation = [2.0, 0.5, 0.1, 1.5, 0.25, 0.9]
        let oracle = zip(mean, deviation).map { mean, deviation in
            expectation(of: { $0 - 0.6 }, mean: mean, standardDeviation: deviation, over: 0.6...0.6 + 14 * deviation)
        }
        let clipped = zip(mean, deviation).map { mean, deviation in
            let z = max(mean - 0.6, 0) / deviation
            let density = exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
            return deviation * (density + z * 0.5 * erfc(-z / 2.0.squareRoot()))
        }
        #expect(ranking(of: clipped) == ranking(of: deviation))
        #expect(ranking(of: clipped) != ranking(of: oracle))
        #expect(
            ranking(of: try AcquisitionFunction.expectedImprovement().scores(mean, deviation, incumbent: 0.6))
                == ranking(of: oracle))
        #expect(
            ranking(of: try AcquisitionFunction.logExpectedImprovement().scores(mean, deviation, incumbent: 0.6))
                == ranking(of: oracle))
    }

    @Test("expected improvement rises with the mean and with the standard deviation, its logarithm strictly")
    func monotony() throws {
        let (ei, logEI) = (AcquisitionFunction.expectedImprovement(), AcquisitionFunction.logExpectedImprovement())
        let means = (0...400).map { -60 + 0.2 * Double($0) }
        let ones = [Double](repeating: 1, count: means.count)
        let deviations = (0...400).map { 0.002 * pow(1.03, Double($0)) }
        let zeros = [Double](repeating: 0, count: deviations.count)
        for (mean, deviation) in [(means, ones), (zeros, deviations)] {
            let plain = try ei.scores(mean, deviation, incumbent: 0.5)
            let logarithm = try logEI.scores(mean, deviation, incumbent: 0.5)
            for (one, next) in zip(plain, plain.dropFirst()) { #expect(one <= next) }
            for (one, next) in zip(logarithm, logarithm.dropFirst()) { #expect(one < next) }
        }
    }

    @Test("log scores rank as the scores do", arguments: [Goal.maximize, .minimize, .level(0.4)])
    func sameRanking(goal: Goal) throws {
        let pairs: [(AcquisitionFunction, AcquisitionFunction)] = [
            (.expectedImprovement(), .logExpectedImprovement()),
            (.probabilityOfImprovement(), .logProbabilityOfImprovement()),
        ]
        for (plain, logarithm) in pairs {
            let values = try plain.scores(
                mixedPool.mean, mixedPool.standardDeviation, incumbent: 0.9, goal: goal)
            let logarithms = try logarithm.scores(
                mixedPool.mean, mixedPool.standardDeviation, incumbent: 0.9, goal: goal)
            for (value, logarithm) in zip(values, logarithms) where value > 1e-300 {
                #expect(abs(log(value) - logarithm) < 1e-13 * max(1, abs(logarithm)))
            }
            for (one, other) in zip(values.indices, values.indices.dropFirst()) where values[one] != values[other] {
                #expect((values[one] > values[other]) == (logarithms[one] > logarithms[other]))
            }
        }
    }

    @Test("log expected improvement ranks the pixels that plain expected improvement leaves at 0")
    func plateau() throws {
        let mean = [-50.0, -45.0, -60.0]
        let ones = [1.0, 1.0, 1.0]
        #expect(try AcquisitionFunction.expectedImprovement().scores(mean, ones, incumbent: 0) == [0, 0, 0])
        #expect(
            ranking(of: try AcquisitionFunction.logExpectedImprovement().scores(mean, ones, incumbent: 0)) == [1, 0, 2])
    }

    @Test("a candidate that is known improves by what it is better, or not at all")
    func noUncertainty() throws {
        let mean = [0.5, 1.0, 1.25, 1.5]
        let zeros = [0.0, 0, 0, 0]
        #expect(
            try AcquisitionFunction.expectedImprovement(xi: 0.25).scores(mean, zeros, incumbent: 1) == [0, 0, 0, 0.25])
        #expect(
            try AcquisitionFunction.logExpectedImprovement(xi: 0.25).scores(mean, zeros, incumbent: 1)
                == [-.infinity, -.infinity, -.infinity, log(0.25)])
        #expect(
            try AcquisitionFunction.probabilityOfImprovement(xi: 0.25).scores(mean, zeros, incumbent: 1) == [
                0, 0, 0, 1,
            ])
        #expect(
            try AcquisitionFunction.logProbabilityOfImprovement(xi: 0.25).scores(mean, zeros, incumbent: 1)
                == [-.infinity, -.infinity, -.infinity, 0])
    }

    @Test("a vanishing standard deviation approaches none", arguments: [1e-12, 1e-200, Double.leastNonzeroMagnitude])
    func nearlyCertain(deviation: Double) throws {
        let mean = [0.5, 1.5]
        let deviations = [deviation, deviation]
        let ei = try AcquisitionFunction.expectedImprovement().scores(mean, deviations, incumbent: 1)
        #expect(ei == [0, 0.5])
        let level = try AcquisitionFunction.expectedImprovement()
            .scores([0.5, 1.5], deviations, incumbent: 2, goal: .level(1.5))
        #expect(level[0] == 0 && abs(level[1] - 0.5) < 1e-11)
        let logEI = try AcquisitionFunction.logExpectedImprovement().scores(mean, deviations, incumbent: 1)
        #expect(logEI[0] < -1e20 && logEI[1] == log(0.5))
    }
}
