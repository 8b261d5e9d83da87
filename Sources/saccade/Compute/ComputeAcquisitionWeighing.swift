import Acquisition
import ArgumentParser

/// What weighs the scores of `saccade compute acquisition`: other quantities' bounds, and what measuring costs.
struct ComputeAcquisitionWeighing: ParsableArguments {
    enum Travel: String, ExpressibleByArgument, CaseIterable {
        case simultaneous, sequential, straight
    }

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "A quantity's means and standard deviations [N], and the bounds (-inf, inf) between which it must lie; repeatable.",
            valueName: "m.npy,s.npy,a,b"))
    var constraint: [String] = []
    @Option(parsing: .unconditional, help: "The cost of one measurement without the way there.") var dwell: Double?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The stage's speed, or one an axis; the way costs nothing without.", valueName: "v[,w]"))
    var speed: String?
    @Option(help: "Both axes at once, one after the other, or straight: simultaneous, sequential, straight.")
    var travel: Travel = .simultaneous
    @Option(parsing: .unconditional, help: ArgumentHelp("Where the stage is.", valueName: "x,y")) var from: String?
    @Option(help: ArgumentHelp("Multiples of the dwell [N].", valueName: "d.npy")) var dose: String?
    @Option(parsing: .unconditional, help: "The least that a measurement costs; else the dwell.") var leastCost: Double?
    @Option(parsing: .unconditional, help: "How much costs matter, from 0 to 1 (1 unless given).") var costExponent:
        Double?
    @Option(parsing: .unconditional, help: "The spent share of the budget: costs matter with the exponent 1 - spent.")
    var spent: Double?

    /// The constraints, in the order in which they were given.
    func constraints() throws -> [Constraint] {
        try constraint.map { text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 4, let lower = Double(parts[2]), let upper = Double(parts[3]) else {
                throw Failure(
                    "--constraint \(text): means, standard deviations and two bounds were expected, as in m.npy,s.npy,-inf,0",
                    .usage)
            }
            let deviations = try ArrayFile.vector(parts[1], "--constraint")
            guard deviations.allSatisfy({ $0 >= 0 }) else {
                throw Failure("\(parts[1]): standard deviations of 0 or more were expected", .badData)
            }
            return try Constraint(
                mean: try ArrayFile.vector(parts[0], "--constraint"), standardDeviation: deviations, lower: lower,
                upper: upper)
        }
    }

    /// Warns of constraints that no candidate is likely to keep: the scores are right, and tell little.
    func warn(of constraints: [Constraint]) {
        for (text, constraint) in zip(constraint, constraints) {
            guard let likeliest = constraint.likeliest, likeliest.probability < Self.leastProbability else { continue }
            Failure.warn(
                "--constraint \(text): hardly any value lies between the bounds; the likeliest candidate, "
                    + "\(likeliest.candidate), keeps it with probability \(likeliest.probability.text(2))")
        }
    }

    /// Below this the likeliest of all candidates is too unlikely to be worth a measurement.
    private static let leastProbability = 1e-3

    /// The weight of the costs; nil if none were given.
    func cost(positions: [StagePosition]?) throws -> CostWeight? {
        guard let dwell else {
            let others = [speed, from, dose].contains { $0 != nil }
            guard !others, leastCost == nil, costExponent == nil, spent == nil else {
                throw Failure("--dwell: a cost needs it; give 0 and --least-cost if only the way costs", .usage)
            }
            return nil
        }
        guard let positions else { throw Failure("--dwell: a cost needs --positions", .usage) }
        guard costExponent == nil || spent == nil else {
            throw Failure("--cost-exponent and --spent exclude each other", .usage)
        }
        let doses = try dose.map { try ArrayFile.vector($0, "--dose") } ?? []
        let cost = try TravelCost(
            positions: positions, travel: try stageTravel(), dwell: dwell, doses: doses, floor: leastCost)
        let stage = try from.map { text -> StagePosition in
            let place = try ArrayFile.numbers(text, "--from")
            guard place.count == 2 else { throw Failure("--from \(text): x,y was expected", .usage) }
            return StagePosition(x: place[0], y: place[1])
        }
        if let spent { return try CostWeight(cost, coolingWithSpent: spent, stage: stage) }
        return try CostWeight(cost, exponent: costExponent ?? 1, stage: stage)
    }

    private func stageTravel() throws -> TravelCost.Travel {
        let speeds = try speed.map { try ArrayFile.numbers($0, "--speed") } ?? [.infinity]
        guard speeds.count == 1 || (speeds.count == 2 && travel != .straight) else {
            throw Failure("--speed \(speed ?? ""): one speed was expected, or one an axis if not straight", .usage)
        }
        return switch travel {
        case .simultaneous: .simultaneous(xSpeed: speeds[0], ySpeed: speeds[speeds.count - 1])
        case .sequential: .sequential(xSpeed: speeds[0], ySpeed: speeds[speeds.count - 1])
        case .straight: .straight(speed: speeds[0])
        }
    }
}
