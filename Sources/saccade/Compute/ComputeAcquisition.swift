import Acquisition
import ArgumentParser
import Datasets

/// `saccade compute acquisition`: scores from means and standard deviations.
struct ComputeAcquisition: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acquisition",
        abstract: "Scores candidates by their mean and standard deviation; larger is better.",
        discussion: """
            Scores are for maximising unless --minimize, --level or --band is given. `straddle` needs --level, `band` \
            needs --band; the improvement functions need --best.
            """)

    @Option(help: "ei, log-ei, pi, log-pi, ucb, uncertainty, straddle or band") var function: String
    @Option(help: ArgumentHelp("Posterior means [N].", valueName: "m.npy")) var mean: String
    @Option(help: ArgumentHelp("Posterior standard deviations [N].", valueName: "s.npy")) var std: String
    @Option(parsing: .unconditional, help: "The value to improve on.") var best: Double?
    @Option(parsing: .unconditional, help: "The improvement asked for, in units of the mean.") var xi: Double?
    @Option(parsing: .unconditional, help: "The weight of the standard deviation in ucb and straddle.") var kappa:
        Double?
    @Option(parsing: .unconditional, help: "The level that straddle looks for.") var level: Double?
    @Option(parsing: .unconditional, help: ArgumentHelp("The range that band looks for.", valueName: "a,b")) var band:
        String?
    @Flag(help: "Small values are wanted.") var minimize = false
    @Option(help: ArgumentHelp("Where the scores go [N].", valueName: "a.npy")) var output: String

    func run() throws {
        let scoring = AcquisitionFunction.all.filter { !$0.needsSample && $0 != .random }
        guard var function = scoring.first(where: { $0.name == self.function }) else {
            let names = scoring.map(\.name).joined(separator: ", ")
            throw Failure("--function \(self.function): expected one of \(names)", .usage)
        }
        for (name, value) in [("xi", xi), ("kappa", kappa)] {
            guard let value else { continue }
            guard function.parameter?.name == name else {
                throw Failure("--\(name): the function \(function.name) has no such parameter", .usage)
            }
            function = function.with(parameter: value)
        }
        let mean = try ArrayFile.vector(self.mean, "--mean")
        let deviation = try ArrayFile.vector(std, "--std")
        guard mean.count == deviation.count, deviation.allSatisfy({ $0 >= 0 }) else {
            throw Failure(
                "\(std): \(mean.count) standard deviations of 0 or more were expected, as \(self.mean) has",
                .badData)
        }
        do {
            let belief = Belief(mean: mean, standardDeviation: deviation)
            let scores = try function.scores(of: belief, incumbent: best, goal: try goal())
            try ArrayFile.writing { try NPY.write(NumericArray(shape: [scores.count], doubles: scores), to: output) }
        } catch let unfit as UnfitAcquisition {
            throw Failure("\(unfit)", .usage)
        }
    }

    private func goal() throws -> Goal {
        guard [minimize, level != nil, band != nil].count(where: \.self) <= 1 else {
            throw Failure("--minimize, --level and --band exclude each other", .usage)
        }
        if let level { return .level(level) }
        if let band {
            let ends = try ArrayFile.numbers(band, "--band")
            guard ends.count == 2 else { throw Failure("--band \(band): two numbers were expected", .usage) }
            return .band(lower: ends[0], upper: ends[1])
        }
        return minimize ? .minimize : .maximize
    }
}
