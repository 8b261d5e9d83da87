import Acquisition
import ArgumentParser
import Datasets
import LinearAlgebra

/// `saccade compute acquisition`: scores, and choices, from a posterior in files.
struct ComputeAcquisition: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acquisition",
        abstract: "Scores candidates by what a posterior says of them, and chooses; larger scores are better.",
        discussion: """
            Scores are for maximising unless --minimize, --level or --band is given. `straddle` needs --level, `band` \
            needs --band. The improvement functions need --best, or --known, of which the best mean is taken. `noisy-ei`, \
            `alc` and `kg` need --covariance, `noisy-ei` also --known, `gradient` needs --positions, `thompson` --sample or \
            --covariance. `mes` samples greatest values from --covariance, and without it by Gumbel's approximation.

            With constraints or a cost, scores are logarithms: log score + sum of log P - exponent * log cost.

            With --count that many candidates are chosen and printed, the --known left out, each with its score; with \
            --batch local-penalty that is the function's own, without the penalties by which they were chosen. Several objectives: --mean \
            and --std (or --covariance) once for each, --objectives, --known, --values, and the function `parego`, `ehvi` or \
            `log-ehvi`.
            """)

    @Option(
        help: ArgumentHelp(
            (AcquisitionFunction.all.map(\.name) + VectorAcquisition.allCases.map(\.name)).joined(separator: ", ")))
    var function: String
    @OptionGroup(title: "Posterior") var posterior: ComputeAcquisitionPosterior
    @OptionGroup(title: "Goal and parameters") var aims: ComputeAcquisitionAims
    @OptionGroup(title: "Feasibility and cost") var weighing: ComputeAcquisitionWeighing
    @OptionGroup(title: "Choosing") var choosing: ComputeAcquisitionChoosing
    @Option(help: ArgumentHelp("Where the scores go [N].", valueName: "a.npy")) var output: String?

    func run() throws {
        guard output != nil || choosing.count != nil else {
            throw Failure("nothing is asked for: give --output for scores, or --count for choices", .usage)
        }
        do {
            let outcome = try outcome()
            if let output {
                let scores = NumericArray(shape: [outcome.scores.count], doubles: outcome.scores)
                try ArrayFile.writing { try NPY.write(scores, to: output) }
            }
            try choosing.report(outcome)
        } catch let error as any OptionFault {
            throw Failure(error.sentence, .usage)
        } catch let error as NotPositiveDefinite {
            throw Failure("--covariance: \(error)", .badData)
        }
    }

    private func outcome() throws -> ComputeAcquisitionChoosing.Outcome {
        let constraints = try weighing.constraints()
        let beliefs = try posterior.beliefs(constraints: constraints)
        weighing.warn(of: constraints)
        let count = beliefs[0].mean.count
        let known = try posterior.knownCandidates(count: count)
        let geometry = try posterior.geometry(count: count)
        let cost = try weighing.cost(positions: try posterior.stagePositions(count: count))
        if let vector = VectorAcquisition(rawValue: function) {
            let context = VectorContext(
                directions: try aims.directions(count: beliefs.count), known: known,
                measuredValues: try posterior.measuredValues(objectives: beliefs.count),
                reference: try aims.reference.map { try ArrayFile.numbers($0, "--reference") },
                weights: try aims.weights.map { try ArrayFile.numbers($0, "--weights") }, geometry: geometry,
                cost: cost,
                seed: choosing.seed)
            return try choosing.outcome(of: vector, beliefs, context)
        }
        guard beliefs.count == 1 else {
            let names = VectorAcquisition.allCases.map(\.name).joined(separator: ", ")
            throw Failure("--function \(function): for \(beliefs.count) objectives choose one of \(names)", .usage)
        }
        let context = DecisionContext(
            goal: try aims.goal(), known: known, incumbent: aims.best,
            measuredValues: try posterior.measuredValues(objectives: 1).first ?? [], geometry: geometry, cost: cost,
            seed: choosing.seed)
        return try choosing.outcome(of: try aims.function(named: function), beliefs[0], context)
    }
}
