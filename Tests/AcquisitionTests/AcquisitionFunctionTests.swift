import Acquisition
import Testing

@Suite("Acquisition functions, by name and with goals") struct AcquisitionFunctionTests {
    @Test("have the names that plans and the command line use, and these defaults")
    func names() {
        #expect(
            AcquisitionFunction.all.map(\.description) == [
                "random", "uncertainty", "ucb(kappa: 2.0)", "ei(xi: 0.0)", "log-ei(xi: 0.0)", "pi(xi: 0.0)",
                "log-pi(xi: 0.0)", "band", "straddle(kappa: 1.96)", "thompson", "noisy-ei(samples: 128)",
                "alc(points: 512)", "kg(references: 64)", "mes(samples: 32)", "gradient",
            ])
    }

    @Test("are found by their names, at their defaults or as told", arguments: AcquisitionFunction.all)
    func lookup(function: AcquisitionFunction) throws {
        #expect(try AcquisitionFunction(named: function.name) == function)
        guard let name = function.parameter?.name else { return }
        let other = try AcquisitionFunction(named: function.name, parameters: [name: 0.25])
        #expect(other == function.with(parameter: 0.25))
        #expect(other.parameter?.value == 0.25)
    }

    @Test("refuse unknown names and parameters, and say which there are")
    func unknown() throws {
        let function = #expect(throws: UnknownAcquisition.self) { try AcquisitionFunction(named: "EI") }
        #expect(function?.description.contains("`EI`") == true && function?.description.contains("`ei`") == true)
        let beta = #expect(throws: UnknownAcquisition.self) {
            try AcquisitionFunction(named: "ucb", parameters: ["kappa": 2, "beta": 4])
        }
        #expect(beta?.parameter == "beta" && beta?.known == ["kappa"])
        let none = #expect(throws: UnknownAcquisition.self) {
            try AcquisitionFunction(named: "random", parameters: ["xi": 0])
        }
        #expect(none?.description.contains("takes no parameter") == true)
    }

    @Test("say which go with a goal when one does not")
    func unfitGoals() throws {
        let cases: [(AcquisitionFunction, Goal, [String])] = [
            (
                .bandProbability, .maximize,
                [
                    "random", "uncertainty", "ucb", "ei", "log-ei", "pi", "log-pi", "thompson", "noisy-ei", "alc", "kg",
                    "mes", "gradient",
                ]
            ),
            (
                .bandProbability, .level(1),
                [
                    "random", "uncertainty", "ucb", "ei", "log-ei", "pi", "log-pi", "straddle", "thompson", "alc",
                    "gradient",
                ]
            ),
            (
                .expectedImprovement(), .band(lower: 0, upper: 1),
                ["random", "uncertainty", "ucb", "band", "thompson", "alc", "gradient"]
            ),
        ]
        for (function, goal, fitting) in cases {
            let error = try #require(
                #expect(throws: UnfitAcquisition.self) { try function.score(0, 1, incumbent: 0, goal: goal) })
            #expect(error.cause == .goal)
            let choices = fitting.map { "`\($0)`" }.joined(separator: ", ")
            #expect(error.description.hasSuffix("Choose one of \(choices)."))
        }
        #expect(AcquisitionFunction.straddle().suits(.minimize) == false)
    }

    @Test("refuse what cannot be scored, each with its cause")
    func causes() throws {
        func cause(_ body: () throws -> Void) -> UnfitAcquisition.Cause? {
            let error = #expect(throws: UnfitAcquisition.self, performing: body)
            #expect(error?.description.isEmpty == false)
            return error?.cause
        }
        let ei = AcquisitionFunction.expectedImprovement()
        #expect(cause { _ = try ei.score(0, 1) } == .incumbent)
        #expect(cause { _ = try ei.score(0, 1, incumbent: .nan) } == .incumbent)
        #expect(cause { _ = try ei.scores([0], [1, 1], incumbent: 0) } == .lengths(mean: 1, other: 2))
        #expect(cause { _ = try AcquisitionFunction.thompson.score(0, 1) } == .sample)
        #expect(cause { _ = try ei.with(parameter: .infinity).score(0, 1, incumbent: 0) } == .parameter)
        #expect(cause { _ = try AcquisitionFunction.upperConfidenceBound(kappa: -1).score(0, 1) } == .parameter)
        #expect(cause { _ = try ei.score(0, 1, incumbent: 0, goal: .level(.infinity)) } == .threshold(.infinity))
        let band = AcquisitionFunction.bandProbability
        #expect(cause { _ = try band.score(0, 1, goal: .band(lower: 1, upper: 1)) } == .emptyBand)
        #expect(cause { _ = try band.score(0, 1, goal: .band(lower: 0.8, upper: 0.6)) } == .emptyBand)
        let short = Belief(mean: [0, 1], standardDeviation: [1, 1], sample: [0])
        #expect(
            cause { _ = try AcquisitionFunction.thompson.scores(of: short, incumbent: nil, goal: .maximize) }
                == .lengths(mean: 2, other: 1))
    }

    @Test("score NaN where mean or standard deviation is not a usable number, and only there")
    func unusable() throws {
        let mean: [Double] = [0, .nan, .infinity, 0, 0, 0, -.infinity, 1]
        let deviation: [Double] = [1, 1, 1, .nan, .infinity, -1e-9, 1, 1]
        for goal in [Goal.maximize, .level(0.5), .band(lower: 0, upper: 1)] {
            for function in AcquisitionFunction.all
            where function.suits(goal) && function.isScoredAlone && !function.needsSample {
                let scores = try function.scores(mean, deviation, incumbent: 0.2, goal: goal)
                #expect(scores.map(\.isNaN) == [false, true, true, true, true, true, true, false])
            }
        }
    }

    @Test("Thompson sampling scores the sample it is given, by the goal")
    func thompson() throws {
        let belief = Belief(mean: [0, 0, 0, 0], standardDeviation: [1, 1, 1, 1], sample: [-1, 0.25, 0.75, 3])
        func scores(_ goal: Goal) throws -> [Double] {
            try AcquisitionFunction.thompson.scores(of: belief, incumbent: nil, goal: goal)
        }
        #expect(try scores(.maximize) == [-1, 0.25, 0.75, 3])
        #expect(try scores(.minimize) == [1, -0.25, -0.75, -3])
        #expect(try scores(.level(1)) == [-2, -0.75, -0.25, -2])
        #expect(try scores(.band(lower: 0, upper: 1)) == [-1, 0, 0, -2])
    }

    @Test("score an empty pool with no scores", arguments: AcquisitionFunction.all)
    func emptyPool(function: AcquisitionFunction) throws {
        let joint = CovarianceBelief(mean: [], covariance: [], noiseVariance: 0)
        let belief = Belief(mean: [], standardDeviation: [], sample: [], joint: joint)
        let goal = try #require([Goal.maximize, .level(0), .band(lower: 0, upper: 1)].first(where: function.suits))
        if function.isScoredAlone {
            #expect(try function.scores(of: belief, incumbent: 0, goal: goal).isEmpty)
        }
        guard function.kind != .noisyExpectedImprovement else { return }
        let context = DecisionContext(goal: goal, incumbent: 0, geometry: PoolGeometry(index: PixelIndex([])))
        #expect(try function.scores(of: belief, in: context).isEmpty)
    }

    @Test("say what they need, and refuse to score without it")
    func needs() throws {
        let belief = Belief(mean: [0, 1], standardDeviation: [1, 1])
        let context = DecisionContext(goal: .maximize, known: [0])
        let causes: [String: UnfitAcquisition.Cause] = [
            "thompson": .sample, "noisy-ei": .covariance, "alc": .covariance, "kg": .covariance, "gradient": .pixels,
        ]
        for function in AcquisitionFunction.all where function.suits(.maximize) {
            guard let cause = causes[function.name] else {
                #expect(try function.scores(of: belief, in: context).count == 2)
                continue
            }
            let error = #expect(throws: UnfitAcquisition.self) { try function.scores(of: belief, in: context) }
            #expect(error?.cause == cause)
            let alone = #expect(throws: UnfitAcquisition.self) {
                try function.scores(of: belief, incumbent: 0, goal: .maximize)
            }
            #expect(alone?.cause == cause)
        }
        #expect(
            AcquisitionFunction.all.filter(\.isPointwise).map(\.name) == [
                "random", "uncertainty", "ucb", "ei", "log-ei", "pi", "log-pi", "band", "straddle",
            ])
    }

    @Test("refuse numbers of samples, points or references that are none", arguments: [0, -1, 2.5, .nan, .infinity])
    func counts(number: Double) {
        for function in AcquisitionFunction.all where function.parameter?.domain == .count {
            let error = #expect(throws: UnfitAcquisition.self) {
                try function.with(parameter: number).check(for: .maximize)
            }
            #expect(error?.cause == .parameter && error?.description.contains("whole number") == true)
        }
    }
}
