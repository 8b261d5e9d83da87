import Acquisition
import Foundation
import Testing

@Suite("The goal") struct GoalTests {
    @Test("minimising f scores as maximising -f, to the last bit", arguments: AcquisitionFunction.all)
    func symmetry(function: AcquisitionFunction) throws {
        guard function.suits(.minimize), function.isScoredAlone else { return }
        let belief = Belief(
            mean: mixedPool.mean, standardDeviation: mixedPool.standardDeviation,
            sample: mixedPool.mean.map { sin(9 * $0) })
        let mirrored = Belief(
            mean: belief.mean.map(-), standardDeviation: belief.standardDeviation, sample: belief.sample?.map(-))
        let function = function.parameter?.name == "xi" ? function.with(parameter: 0.07) : function
        #expect(
            try function.scores(of: belief, incumbent: 0.3, goal: .minimize)
                == function.scores(of: mirrored, incumbent: -0.3, goal: .maximize))
    }

    @Test(
        "every goal-seeking function of one candidate prefers high means when maximising and low ones when minimising")
    func direction() throws {
        for function in AcquisitionFunction.all where function.suits(.maximize) && function.isPointwise {
            if function == .random || function == .uncertainty { continue }
            let belief = Belief(mean: [1, 2, 3], standardDeviation: [0.5, 0.5, 0.5], sample: [1, 2, 3])
            #expect(ranking(of: try function.scores(of: belief, incumbent: 2, goal: .maximize)) == [2, 1, 0])
            #expect(ranking(of: try function.scores(of: belief, incumbent: 2, goal: .minimize)) == [0, 1, 2])
        }
    }

    @Test("a level and a band mirror with the values", arguments: AcquisitionFunction.all)
    func mirroredThresholds(function: AcquisitionFunction) throws {
        let belief = Belief(
            mean: mixedPool.mean, standardDeviation: mixedPool.standardDeviation, sample: mixedPool.mean)
        let mirrored = Belief(
            mean: belief.mean.map(-), standardDeviation: belief.standardDeviation, sample: belief.mean.map(-))
        guard function.isScoredAlone else { return }
        for (goal, reflection) in [
            (Goal.level(0.4), Goal.level(-0.4)), (.band(lower: 0.4, upper: 0.9), .band(lower: -0.9, upper: -0.4)),
        ] where function.suits(goal) {
            #expect(
                try function.scores(of: belief, incumbent: 1, goal: goal)
                    == function.scores(of: mirrored, incumbent: -1, goal: reflection))
        }
    }

    @Test("expected improvement towards a level is the integral that defines it", arguments: [0, 0.05])
    func levelImprovement(xi: Double) throws {
        let (level, incumbent) = (0.4, 0.9)
        let reach = abs(incumbent - level) - xi
        let scores = try AcquisitionFunction.expectedImprovement(xi: xi)
            .scores(mixedPool.mean, mixedPool.standardDeviation, incumbent: incumbent, goal: .level(level))
        for (candidate, score) in scores.enumerated() {
            let (mean, deviation) = (mixedPool.mean[candidate], mixedPool.standardDeviation[candidate])
            guard abs(mean - level) - reach < 10 * deviation else { continue }
            // The integrand, in two smooth halves, and no wider than the density.
            func half(_ range: ClosedRange<Double>) -> Double {
                let range = range.clamped(to: mean - 40 * deviation...mean + 40 * deviation)
                return expectation(
                    of: { reach - abs($0 - level) }, mean: mean, standardDeviation: deviation, over: range)
            }
            let truth = half(level - reach...level) + half(level...level + reach)
            #expect(relativeError(score, truth) < 1e-8)
        }
    }

    @Test("probability of coming nearer to a level is that of the interval about it")
    func levelProbability() throws {
        let (mean, deviation) = (mixedPool.mean, mixedPool.standardDeviation)
        let nearer = try AcquisitionFunction.logProbabilityOfImprovement(xi: 0.25)
            .scores(mean, deviation, incumbent: 1.25, goal: .level(0.5))
        let band = try AcquisitionFunction.bandProbability.scores(mean, deviation, goal: .band(lower: 0, upper: 1))
        #expect(nearer == band)
    }

    @Test("nothing can improve on an incumbent that is at the level, and nothing crashes")
    func levelReached() throws {
        let goal = Goal.level(0.5)
        #expect(try AcquisitionFunction.expectedImprovement().score(0.5, 0.1, incumbent: 0.5, goal: goal) == 0)
        #expect(
            try AcquisitionFunction.logExpectedImprovement().score(0.5, 0.1, incumbent: 0.5, goal: goal) == -.infinity)
        #expect(try AcquisitionFunction.probabilityOfImprovement().score(0.5, 0, incumbent: 0.5, goal: goal) == 0)
        #expect(
            try AcquisitionFunction.logProbabilityOfImprovement(xi: 1).score(0.5, 0.1, incumbent: 1, goal: goal)
                == -.infinity)
    }

    @Test("band probability is the integral that defines it")
    func bandProbability() throws {
        let scores = try AcquisitionFunction.bandProbability
            .scores(mixedPool.mean, mixedPool.standardDeviation, goal: .band(lower: 0.4, upper: 0.9))
        for (candidate, score) in scores.enumerated() {
            let (mean, deviation) = (mixedPool.mean[candidate], mixedPool.standardDeviation[candidate])
            guard abs(mean - 0.65) - 0.25 < 10 * deviation else { continue }
            let range = (0.4...0.9).clamped(to: mean - 14 * deviation...mean + 14 * deviation)
            let truth = expectation(of: { _ in 1 }, mean: mean, standardDeviation: deviation, over: range)
            #expect(abs(score - log(truth)) < 1e-8)
        }
    }

    @Test("a known value is in the band or it is not")
    func certainBand() throws {
        let scores = try AcquisitionFunction.bandProbability
            .scores([0.3, 0.4, 0.6, 0.9, 1], [0, 0, 0, 0, 0], goal: .band(lower: 0.4, upper: 0.9))
        #expect(scores == [-.infinity, 0, 0, 0, -.infinity])
    }

    @Test("straddle is 1.96 σ - |μ - h|, and the upper confidence bound of a level the same with its own κ")
    func straddle() throws {
        let goal = Goal.level(0.4)
        let scores = try AcquisitionFunction.straddle()
            .scores(mixedPool.mean, mixedPool.standardDeviation, goal: goal)
        for (candidate, score) in scores.enumerated() {
            let (mean, deviation) = (mixedPool.mean[candidate], mixedPool.standardDeviation[candidate])
            #expect(abs(score - (1.96 * deviation - abs(mean - 0.4))) < 1e-15)
        }
        #expect(
            try AcquisitionFunction.upperConfidenceBound(kappa: 1.96)
                .scores(mixedPool.mean, mixedPool.standardDeviation, goal: goal) == scores)
    }

    @Test("the confidence bound takes κ itself, not its square root, and 2 if not told")
    func kappa() throws {
        #expect(try AcquisitionFunction.upperConfidenceBound().score(1, 0.5) == 2)
        #expect(try AcquisitionFunction.upperConfidenceBound(kappa: 9).score(1, 0.5) == 5.5)
        #expect(try AcquisitionFunction.upperConfidenceBound(kappa: 9).score(1, 0.5, goal: .minimize) == 3.5)
        #expect(try AcquisitionFunction.upperConfidenceBound(kappa: 0).score(1, 0.5) == 1)
    }

    @Test("in other units, scores are the same or scale as the unit does")
    func units() throws {
        // To mV from V with an offset: 4096 and 2 are exact, so that the two computations see the same z.
        let unit = 4096.0
        let offset = 2.0
        let (mean, deviation) = ([-0.5, 0.25, 0.75, 1.5], [0.5, 1.0, 0.25, 2.0])
        let (otherMean, otherDeviation) = (mean.map { unit * $0 + offset }, deviation.map { unit * $0 })
        func both(
            _ function: AcquisitionFunction, _ goal: Goal = .maximize, _ other: Goal = .maximize
        ) throws -> [(Double, Double)] {
            let scaled = function.parameter?.name == "xi" ? function.with(parameter: unit * 0.125) : function
            let function = function.parameter?.name == "xi" ? function.with(parameter: 0.125) : function
            return Array(
                zip(
                    try function.scores(mean, deviation, incumbent: 1, goal: goal),
                    try scaled.scores(otherMean, otherDeviation, incumbent: unit + offset, goal: other)))
        }
        let (level, otherLevel) = (Goal.level(0.5), Goal.level(0.5 * unit + offset))
        for (goal, other) in [(Goal.maximize, Goal.maximize), (.minimize, .minimize), (level, otherLevel)] {
            for (one, scaled) in try both(.expectedImprovement(), goal, other) {
                #expect(relativeError(scaled, unit * one) < 1e-15)
            }
            for (one, scaled) in try both(.logExpectedImprovement(), goal, other) {
                #expect(abs(scaled - one - log(unit)) < 1e-14)
            }
            for (one, scaled) in try both(.logProbabilityOfImprovement(), goal, other) { #expect(one == scaled) }
        }
        let band = Goal.band(lower: 0.5, upper: 0.75)
        let otherBand = Goal.band(lower: 0.5 * unit + offset, upper: 0.75 * unit + offset)
        for (one, scaled) in try both(.bandProbability, band, otherBand) { #expect(one == scaled) }
        for (one, scaled) in try both(.straddle(), level, otherLevel) {
            #expect(abs(scaled - unit * one) < 1e-11)
        }
    }
}
