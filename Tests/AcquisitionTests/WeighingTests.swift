import Acquisition
import Foundation
import Randomness
import Testing

@Suite("Scores weighed by feasibility and cost") struct WeighingTests {
    private let process = GridProcess.example(noise: 0.05)

    private var constraint: Constraint {
        get throws {
            try Constraint(
                mean: process.pixels.map { 0.3 * Double($0.row) - 1 },
                standardDeviation: process.pixels.map { 0.2 + 0.1 * Double($0.column) },
                lower: -0.5, upper: 0.8)
        }
    }

    private var context: DecisionContext {
        DecisionContext(goal: .maximize, known: process.measured, geometry: process.geometry, seed: 1)
    }

    private func cost(exponent: Double = 1) throws -> CostWeight {
        let positions = process.pixels.map { StagePosition(x: Double($0.column), y: Double($0.row)) }
        return try CostWeight(
            TravelCost(positions: positions, travel: .simultaneous(xSpeed: 2, ySpeed: 0.5), dwell: 0.25),
            exponent: exponent, stage: StagePosition(x: 5, y: 4))
    }

    /// Probabilities and costs by the definition, multiplied; -∞ is where a product is 0.
    @Test("are the scores times the probability over the cost, for every function that has a logarithm")
    func product() throws {
        var belief = process.posterior.belief
        let plain = belief
        belief.constraints = [try constraint]
        var weighed = context
        weighed.cost = try cost(exponent: 0.7)
        let costs = process.pixels.map { pixel in
            max(abs(Double(pixel.column) - 5) / 2, abs(Double(pixel.row) - 4) / 0.5) + 0.25
        }
        func below(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }
        for function in AcquisitionFunction.all where function.suits(.maximize) && function.canBeWeighed {
            let scores = try function.scores(of: belief, in: weighed)
            let bare = try function.scores(of: plain, in: context)
            for candidate in scores.indices {
                let gain = function.scale == .logarithm ? exp(bare[candidate]) : bare[candidate]
                let (mean, deviation) = (
                    belief.constraints[0].mean[candidate], belief.constraints[0].standardDeviation[candidate]
                )
                let feasible = below((0.8 - mean) / deviation) - below((-0.5 - mean) / deviation)
                let truth = gain * feasible / pow(costs[candidate], 0.7)
                // Where what is multiplied underflows or cancels, the product says nothing.
                guard truth > 1e-200, feasible > 1e-8 else { continue }
                #expect(relativeError(exp(scores[candidate]), truth) < 1e-6, "\(function.name) \(candidate)")
            }
        }
    }

    @Test("rest on the probability that all constraints are kept, which is told")
    func feasibility() throws {
        var belief = process.posterior.belief
        #expect(belief.feasibility == nil)
        let other = try Constraint(mean: belief.mean, standardDeviation: belief.mean.map { _ in 0.5 }, lower: 0.1)
        belief.constraints = [try constraint, other]
        let feasibility = try #require(belief.feasibility)
        func below(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }
        for candidate in feasibility.indices {
            let (mean, deviation) = (
                belief.constraints[0].mean[candidate], belief.constraints[0].standardDeviation[candidate]
            )
            let first = below((0.8 - mean) / deviation) - below((-0.5 - mean) / deviation)
            let second = 1 - below((0.1 - belief.mean[candidate]) / 0.5)
            #expect(abs(feasibility[candidate] - first * second) < 1e-12)
        }
    }

    @Test("are refused for functions that may be negative, which tells those that will do")
    func unweighable() throws {
        var belief = process.posterior.belief
        belief.constraints = [try constraint]
        var priced = context
        priced.cost = try cost()
        for function in AcquisitionFunction.all where function.suits(.maximize) && !function.canBeWeighed {
            for (belief, context) in [(belief, context), (process.posterior.belief, priced)] {
                let error = #expect(throws: UnfitAcquisition.self) { try function.scores(of: belief, in: context) }
                #expect(error?.cause == .unweighable)
                #expect(
                    error?.description.contains("`log-ei`") == true && error?.description.contains("`ucb`,") == false)
            }
        }
    }

    @Test("survive where probability and improvement both underflow")
    func underflow() throws {
        let belief = Belief(
            mean: [0, 0], standardDeviation: [0.01, 0.01],
            constraints: [try Constraint(mean: [0, 1], standardDeviation: [0.02, 0.02], lower: 2)])
        let scores = try AcquisitionFunction.logExpectedImprovement()
            .scores(of: belief, in: DecisionContext(goal: .maximize, incumbent: 1))
        #expect(scores.allSatisfy { $0.isFinite && exp($0) == 0 } && scores[1] > scores[0])
    }

    @Test(
        "of constraints whose numbers are unusable are NaN, of lengths that differ refused, and bounds must be in order"
    )
    func badConstraints() throws {
        var belief = Belief(mean: [0, 0], standardDeviation: [1, 1])
        belief.constraints = [try Constraint(mean: [.nan, 0], standardDeviation: [1, 1], lower: 0)]
        let context = DecisionContext(goal: .maximize, incumbent: 0)
        let ei = AcquisitionFunction.expectedImprovement()
        #expect(try ei.scores(of: belief, in: context).map(\.isNaN) == [true, false])
        belief.constraints = [try Constraint(mean: [0], standardDeviation: [1], lower: 0)]
        let error = #expect(throws: UnfitAcquisition.self) { try ei.scores(of: belief, in: context) }
        #expect(error?.cause == .lengths(mean: 2, other: 1))
        #expect(throws: UnusableConstraint.self) { try Constraint(mean: [], standardDeviation: [], lower: 1, upper: 1) }
    }

    @Test("prefer the nearer of two equal candidates, and stay finite on the stage's own pixel")
    func travel() throws {
        let belief = Belief(mean: [0, 0, 0], standardDeviation: [1, 1, 1])
        let positions = [StagePosition(x: 0, y: 0), StagePosition(x: 3, y: 4), StagePosition(x: 30, y: 40)]
        let cost = try TravelCost(positions: positions, travel: .straight(speed: 1), dwell: 0, floor: 0.01)
        #expect(cost.costs(from: positions[0]) == [0.01, 5, 50])
        #expect(cost.costs(from: nil) == [0.01, 0.01, 0.01])
        let weight = try CostWeight(cost, stage: positions[0])
        let scores = try AcquisitionFunction.uncertainty
            .scores(of: belief, in: DecisionContext(goal: .maximize, cost: weight))
        #expect(zip(scores, [-log(0.01), -log(5.0), -log(50.0)]).allSatisfy { abs($0 - $1) < 1e-15 })
        let ignored = try CostWeight(cost, exponent: 0, stage: positions[0])
        #expect(
            try AcquisitionFunction.uncertainty
                .scores(of: belief, in: DecisionContext(goal: .maximize, cost: ignored)) == [0, 0, 0])
    }

    @Test("count both axes at once, one after the other, or the straight line, and the dose")
    func metrics() throws {
        let positions = [StagePosition(x: 6, y: 8), StagePosition(x: 0, y: 8)]
        func costs(_ travel: TravelCost.Travel, doses: [Double] = []) throws -> [Double] {
            try TravelCost(positions: positions, travel: travel, dwell: 1, doses: doses)
                .costs(from: StagePosition(x: 0, y: 0))
        }
        #expect(try costs(.simultaneous(xSpeed: 2, ySpeed: 4)) == [4, 3])
        #expect(try costs(.sequential(xSpeed: 2, ySpeed: 4)) == [6, 3])
        #expect(try costs(.straight(speed: 2)) == [6, 5])
        #expect(try costs(.straight(speed: .infinity), doses: [3, 0]) == [3, 1])
    }

    @Test("cool with the budget: γ = 1 - spent")
    func cooling() throws {
        let cost = try TravelCost(
            positions: [StagePosition(x: 0, y: 0)], travel: .straight(speed: 1), dwell: 1)
        for (spent, exponent) in [(0.0, 1.0), (0.25, 0.75), (1, 0)] {
            #expect(try CostWeight(cost, coolingWithSpent: spent).exponent == exponent)
        }
        // A costly candidate with the higher score wins once enough is spent.
        let belief = Belief(mean: [0, 0], standardDeviation: [1, 2])
        let travel = try TravelCost(
            positions: [StagePosition(x: 1, y: 0), StagePosition(x: 4, y: 0)], travel: .straight(speed: 1), dwell: 0,
            floor: 0.1)
        let winners = try [0, 0.4, 0.6, 1].map { spent in
            let weight = try CostWeight(travel, coolingWithSpent: spent, stage: StagePosition(x: 0, y: 0))
            return ranking(
                of: try AcquisitionFunction.uncertainty.scores(
                    of: belief, in: DecisionContext(goal: .maximize, cost: weight)))[0]
        }
        // log 2 > γ log 4 from γ < ½ on.
        #expect(winners == [0, 0, 1, 1])
    }

    @Test("refuse costs that are none, each with its cause")
    func badCosts() {
        let here = [StagePosition(x: 0, y: 0)]
        func cause(
            _ positions: [StagePosition], _ travel: TravelCost.Travel = .straight(speed: 1), dwell: Double = 1,
            doses: [Double] = [], floor: Double? = nil
        ) -> UnusableCost.Cause? {
            let error = #expect(throws: UnusableCost.self) {
                try TravelCost(positions: positions, travel: travel, dwell: dwell, doses: doses, floor: floor)
            }
            #expect(error?.description.hasPrefix("cost: ") == true)
            return error?.cause
        }
        #expect(cause(here, .straight(speed: 0)) == .speed(0))
        #expect(cause(here, .sequential(xSpeed: 1, ySpeed: -1)) == .speed(-1))
        #expect(cause(here, dwell: -1) == .dwell(-1))
        #expect(cause(here, dwell: 0) == .floor(0))
        #expect(cause([StagePosition(x: 0, y: .infinity)]) == .position(candidate: 0))
        #expect(cause(here, doses: [1, 2]) == .doses(expected: 1, found: 2))
        #expect(cause(here, doses: [-1]) == .dose(-1, candidate: 0))
        let cost = try? TravelCost(positions: here, travel: .straight(speed: 1), dwell: 1)
        guard let cost else { return }
        #expect(throws: UnusableCost.self) { try CostWeight(cost, exponent: 1.1) }
        #expect(throws: UnusableCost.self) { try CostWeight(cost, coolingWithSpent: -0.1) }
    }

    @Test("of some candidates are those of all of them, under other numbers")
    func some() throws {
        let positions = (0..<9).map { StagePosition(x: Double($0 * $0), y: Double(7 - $0)) }
        let whole = try TravelCost(
            positions: positions, travel: .straight(speed: 2), dwell: 1, doses: (0..<9).map { 1 + Double($0) / 4 })
        let chosen = [8, 0, 5]
        let stage = StagePosition(x: 3, y: 3)
        let truth = whole.costs(from: stage)
        #expect(whole.at(chosen).costs(from: stage) == chosen.map { truth[$0] })
    }
}
