import Acquisition
import ArgumentParser
import Randomness

/// How `saccade compute acquisition` chooses, and prints what it chose.
struct ComputeAcquisitionChoosing: ParsableArguments {
    @Option(parsing: .unconditional, help: "How many candidates to choose; none unless given.") var count: Int?
    @Option(help: ArgumentHelp("\(BatchStrategy.all.map(\.name).joined(separator: ", "))", valueName: "strategy"))
    var batch = BatchStrategy.believer.name
    @Option(
        parsing: .unconditional,
        help: "No two within this distance of each other or of the known, in grid steps of --positions.")
    var exclusionRadius: Double = 0
    @Option(help: "Names the random numbers of samples, strata and ties.") var seed: UInt64 = 0
    @Flag(help: "Print the choices as JSON.") var json = false

    /// The scores of all candidates, and those that were chosen.
    struct Outcome {
        let scores: [Double]
        /// The candidates that were chosen, each with its score by the function.
        var chosen: [(candidate: Int, score: Double)] = []
    }

    /// Scores, and chooses if that is asked for.
    func outcome(of function: AcquisitionFunction, _ belief: Belief, _ context: DecisionContext) throws -> Outcome {
        guard let strategy = BatchStrategy(named: batch) else {
            throw Failure(
                "--batch \(batch): expected one of \(BatchStrategy.all.map(\.name).joined(separator: ", "))", .usage)
        }
        var outcome = Outcome(scores: try function.scores(of: belief, in: context))
        guard let count else { return outcome }
        var source = RandomSource(seed: seed, stream: "tie-break")
        var joint = belief.joint as? CovarianceBelief
        let selections = try function.chooseBatch(
            of: try checked(count), from: belief, in: context,
            eligibility: try eligibility(belief, context.known, context.geometry), strategy: strategy, runnersUp: 0,
            using: &source
        ) { candidate, value in
            joint = try conditioned(joint, on: candidate, value)
            var next = joint?.belief ?? belief
            next.constraints = belief.constraints
            return next
        }.selections
        // Penalised scores are logarithms whatever the function's are: they order, and are comparable with nothing.
        outcome.chosen = selections.map {
            ($0.candidate, strategy == .localPenalty ? outcome.scores[$0.candidate] : $0.score)
        }
        return outcome
    }

    /// Scores several objectives, and chooses if that is asked for.
    func outcome(of function: VectorAcquisition, _ beliefs: [Belief], _ context: VectorContext) throws -> Outcome {
        guard batch == BatchStrategy.believer.name else {
            throw Failure("--batch \(batch): several objectives are chosen for by `believer`", .usage)
        }
        var outcome = Outcome(scores: try function.scores(of: beliefs, in: context))
        guard let count else { return outcome }
        var source = RandomSource(seed: seed, stream: "tie-break")
        var joints = beliefs.map { $0.joint as? CovarianceBelief }
        outcome.chosen = try function.chooseBatch(
            of: try checked(count), from: beliefs, in: context,
            eligibility: try eligibility(beliefs[0], context.known, context.geometry), runnersUp: 0, using: &source
        ) { candidate in
            joints = try joints.map { try conditioned($0, on: candidate, nil) }
            var next = joints.compactMap { $0?.belief }
            next[0].constraints = beliefs[0].constraints
            return next
        }.selections.map { ($0.candidate, $0.score) }
        return outcome
    }

    /// Prints the choices, one a line.
    func report(_ outcome: Outcome) throws {
        guard let count else { return }
        let missing = count - outcome.chosen.count
        if json {
            let chosen = outcome.chosen.map { Result.Choice(candidate: $0.candidate, score: $0.score) }
            print(try JSONText.encode(Result(chosen: chosen, missing: missing)))
        } else {
            for selection in outcome.chosen { print("\(selection.candidate)  \(selection.score)") }
            if missing > 0 { print("missing  \(missing), for nothing else can be chosen") }
        }
    }

    private struct Result: Encodable {
        struct Choice: Encodable {
            let candidate: Int
            let score: Double
        }

        let chosen: [Choice]
        let missing: Int
    }

    private func checked(_ count: Int) throws -> Int {
        guard count > 0 else { throw Failure("--count \(count): 1 or more was expected", .usage) }
        return count
    }

    private func eligibility(_ belief: Belief, _ known: [Int], _ geometry: PoolGeometry?) throws -> Eligibility {
        guard exclusionRadius >= 0 else {
            throw Failure("--exclusion-radius \(exclusionRadius): 0 or more was expected", .usage)
        }
        guard exclusionRadius == 0 || geometry != nil else {
            throw Failure("--exclusion-radius needs --positions", .usage)
        }
        var eligibility =
            geometry.map { Eligibility(index: $0.index, exclusionRadius: exclusionRadius) }
            ?? Eligibility(count: belief.mean.count)
        eligibility.exclude(known, as: .measured)
        return eligibility
    }

    private func conditioned(
        _ joint: CovarianceBelief?, on candidate: Int, _ value: Double?
    ) throws -> CovarianceBelief {
        guard let joint else {
            throw Failure(
                "--count \(count ?? 0): the batch `\(batch)` needs --covariance, to know what a choice tells of the others; "
                    + "or choose --batch local-penalty with --positions", .usage)
        }
        return joint.conditioned(on: candidate, value: value)
    }
}
