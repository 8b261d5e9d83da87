import Acquisition
import ArgumentParser

/// What `saccade compute acquisition` is asked to look for.
struct ComputeAcquisitionAims: ParsableArguments {
    @Option(parsing: .unconditional, help: "The value to improve on.") var best: Double?
    @Option(parsing: .unconditional, help: "The improvement asked for, in units of the mean.") var xi: Double?
    @Option(parsing: .unconditional, help: "The weight of the standard deviation in ucb and straddle.") var kappa:
        Double?
    @Option(parsing: .unconditional, help: "The number of samples in noisy-ei and mes.") var samples: Double?
    @Option(parsing: .unconditional, help: "The number of points over which alc averages.") var points: Double?
    @Option(parsing: .unconditional, help: "The number of references of kg.") var references: Double?
    @Flag(help: "Small values are wanted.") var minimize = false
    @Option(parsing: .unconditional, help: "The level that is looked for.") var level: Double?
    @Option(parsing: .unconditional, help: ArgumentHelp("The range that is looked for.", valueName: "a,b")) var band:
        String?
    @Option(help: ArgumentHelp("Of several objectives, what is wanted of each.", valueName: "maximize,minimize,..."))
    var objectives: String?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Where ehvi counts from; else a tenth of the range beyond the worst values.", valueName: "r,s"))
    var reference: String?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The weights of parego; else they are drawn.", valueName: "u,v,...")) var weights: String?

    /// The function of a name, with the parameters given.
    func function(named name: String) throws -> AcquisitionFunction {
        var function: AcquisitionFunction
        do {
            function = try AcquisitionFunction(named: name)
        } catch {
            let names = (error.known + VectorAcquisition.allCases.map(\.name)).joined(separator: ", ")
            throw Failure("--function \(name): expected one of \(names)", .usage)
        }
        for (name, value) in [
            ("xi", xi), ("kappa", kappa), ("samples", samples), ("points", points), ("references", references),
        ] {
            guard let value else { continue }
            guard function.parameter?.name == name else {
                throw Failure("--\(name): the function \(function.name) has no such parameter", .usage)
            }
            function = function.with(parameter: value)
        }
        return function
    }

    /// The goal of one objective.
    func goal() throws -> Goal {
        guard [minimize, level != nil, band != nil].count(where: \.self) <= 1 else {
            throw Failure("--minimize, --level and --band exclude each other", .usage)
        }
        guard objectives == nil else { throw Failure("--objectives is for several objectives", .usage) }
        if let level { return .level(level) }
        if let band {
            let ends = try ArrayFile.numbers(band, "--band")
            guard ends.count == 2 else { throw Failure("--band \(band): two numbers were expected", .usage) }
            return .band(lower: ends[0], upper: ends[1])
        }
        return minimize ? .minimize : .maximize
    }

    /// The directions of several objectives.
    func directions(count: Int) throws -> [Direction] {
        guard level == nil && band == nil && !minimize else {
            throw Failure("--minimize, --level and --band are for one objective; give --objectives", .usage)
        }
        guard let objectives else { return Array(repeating: .maximize, count: count) }
        let words = objectives.split(separator: ",", omittingEmptySubsequences: false)
        guard words.count == count else {
            throw Failure("--objectives \(objectives): \(count) were expected, as many as --mean", .usage)
        }
        return try words.map { word in
            switch word {
            case "maximize": .maximize
            case "minimize": .minimize
            default: throw Failure("--objectives \(objectives): expected maximize or minimize, got `\(word)`", .usage)
            }
        }
    }
}
