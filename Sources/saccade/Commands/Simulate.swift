import ArgumentParser
import Experiments
import Figures
import Foundation
import Orchestration
import PlanFiles

/// `saccade simulate`: the experiment without an instrument.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs a plan on recorded data or a synthetic sample, and compares acquisition functions.",
        discussion: """
            All points are known, so that what a run found can be judged. Beside what is asked for there are always \
            baselines: random choice, and two plain Gaussian processes, on the multi-scale stem and on the \
            coordinates. All choose from the same candidates. The map of random choice is that of the first model.

            Models: \(ComparedModel.names.joined(separator: ", ")). `deep-kernel`, `gaussian-process` and `committee` \
            are the plan's own, if it has one, else the defaults.

            A decision whose model could not be trained is made at random: the table says how many were, standard error \
            why. If a model could not be trained even once, the command ends with exit code 70.

            A run that ended before the others keeps its last values in the table, the picture and the last line.

            Seconds are wall time, means over the decisions since the row before. s/step is the sum of fit (the \
            training before the decision), predict (believing the points whose answer is to come, and predicting the \
            whole pool for the decision's first point) and acquire (all the rest: scores and choice, further points of \
            a batch, what other functions would have chosen, maps). Runs that go on at once share the machine, and \
            each gets slower: for times to quote use --jobs 1. The JSON tells the number of jobs beside the runs.

            --save-weights keeps the network that the first run with a deep kernel trained, the first of its ensemble, as \
            a safetensors file: `surrogate: {deep-kernel: {weights: FILE, frozen-layers: 1}}` lets another plan begin \
            from it.
            """)

    @Argument(help: "The plan; - reads standard input.") var plan: String
    @Option(help: "A folder of NPY files, an NPZ or an HDF5 file in place of the plan's.") var data: String?
    @Option(name: .customLong("set"), help: ArgumentHelp("Overrides a key of the plan.", valueName: "key=value"))
    var overrides: [String] = []
    @Option(help: "How many runs of each, with different seeds.") var seeds = 1
    @Option(help: ArgumentHelp("Acquisition functions to compare.", valueName: "ei,ucb,...")) var compare: String?
    @Option(
        help: ArgumentHelp("Models to compare; the plan's own if not given.", valueName: "committee,deep-kernel,..."))
    var models: String?
    @Option(help: "Write the results as JSON; - is standard output.") var json: String?
    @Option(help: "Draw the learning curves: PNG, SVG or PDF.") var figure: String?
    @Option(
        help: "Draw the front that the first run with several objectives found, and the true one: PNG, SVG or PDF.")
    var pareto: String?
    @Option(help: ArgumentHelp("Write the network that the first run trained: safetensors.", valueName: "file"))
    var saveWeights: String?
    @Option(help: "How many runs go on at once; the machine's cores if not given.") var jobs: Int?

    func run() async throws {
        let figureFile = try figure.map { try FigureFile($0) }
        let frontFile = try pareto.map { try FigureFile($0) }
        for path in [json, figure, pareto, saveWeights].compactMap(\.self) where path != "-" {
            try OutputPath.check(path)
        }
        guard seeds > 0 else { throw Failure("--seeds \(seeds): at least 1 was expected", .usage) }
        let source = try PlanSource(plan, overriding: overrides)
        let functions = try compare.map { try AcquisitionChoice.Function.list($0).map(\.rawValue) } ?? []
        for function in functions {
            // The text as it was read: standard input cannot be read again.
            _ = try PlanFile.parse(
                text: source.text, name: plan == "-" ? "plan" : plan,
                overriding: overrides + ["acquisition=\(function)"])
        }
        let specimen = try source.plan.specimen(relativeTo: source.folder, overriding: data)
        let weights = try source.weights()
        let simulation = try Simulation(source.plan, on: specimen, weights: weights)
        let comparison = try Comparison(
            source.plan, on: specimen, functions: functions,
            models: try models.map { try ComparedModel.list($0) } ?? [], seeds: seeds, weights: weights)
        let saving = comparison.contestants.firstIndex { contestant in
            !contestant.isRandom && comparison.plan(of: contestant, seed: 0).surrogate.extractor != nil
        }
        if saveWeights != nil, saving == nil {
            throw Failure("--save-weights: no model that is compared has a network; `deep-kernel` has", .usage)
        }
        let front = simulation.truth.front
        if pareto != nil, front == nil {
            throw Failure("--pareto: the plan seeks one objective, and has no front to draw", .usage)
        }
        let quiet = json == "-"
        if !quiet { announce(source, simulation, comparison) }

        let board = ProgressBoard(runs: comparison.contestants.count * seeds, noun: "runs", isShown: !quiet)
        let watch = ContinuousClock.now
        let workers = max(1, jobs ?? ProcessInfo.processInfo.activeProcessorCount)
        let runs = try await comparison.run(workers: workers) { board.note($0, $1) }
        board.finish()
        let report = SimulationReport(
            contestants: comparison.contestants, runs: runs, jobs: workers, front: front,
            scope: scope(of: comparison, simulation))
        if let json, quiet {
            _ = json
            print(try JSONText.encode(report.document))
        } else {
            for line in report.lines + report.frontLines + report.storageLines { print(line) }
            print("")
            if seeds > 1 {
                for line in report.summary { print(line) }
                print("")
            }
            print(report.verdict)
            print("took \(watch.duration(to: .now).seconds.duration)")
        }
        if let saveWeights, let saving, let run = report.runs(of: saving).first {
            let plan = comparison.plan(of: comparison.contestants[saving], seed: run.seed)
            try WeightsFile.write(run, of: plan, title: source.title, to: saveWeights)
            if !quiet { print("weights  \(saveWeights)") }
        }
        if let json, !quiet {
            try JSONText.write(report.document, to: json)
            print("results  \(json)")
        }
        if let frontFile, let run = runs.first {
            let heading = "\(source.title) · \(run.acquisition)"
            try frontFile.write(try FrontPicture(run.run, heading: heading, truth: front).figure)
            if !quiet { print("picture  \(frontFile.path)") }
        }
        if let figureFile {
            let remark =
                "\(simulation.poolCount.grouped) candidates, \(source.plan.seeds.count) seed points, "
                + "\(seeds.counted("run", "runs")) of each"
            try figureFile.write(report.figure(title: source.title, remark: remark))
            if !quiet { print("picture  \(figureFile.path)") }
        }
        for warning in report.warnings { Failure.warn(warning) }
        if !report.failures.isEmpty { throw Failure(report.failures.joined(separator: "\n"), .noModel) }
    }

    /// How the model that is compared first looks at the pool.
    private func scope(of comparison: Comparison, _ simulation: Simulation) -> CoarseToFine? {
        CoarseToFine(
            comparison.plan(of: comparison.contestants[0], seed: comparison.seeds[0]), count: simulation.poolCount)
    }

    private func announce(_ source: PlanSource, _ simulation: Simulation, _ comparison: Comparison) {
        let plan = source.plan
        print(
            "\(source.title) · \(simulation.poolCount.grouped) candidates · "
                + "\(plan.seeds.count.counted("seed", "seeds")) + \(plan.budget.measurements) · "
                + "\(comparison.contestants.count.counted("way", "ways")) x \(seeds.counted("run", "runs"))")
        if let scope = scope(of: comparison, simulation) { print("\(scope)") }
        if let excess = CoarseToFine.excess(of: plan, count: simulation.poolCount) { Failure.warn(excess) }
        if plan.budget.time != nil {
            print("budget.time is not simulated: measurements take no time here")
        }
        if simulation.refused.count > 0 {
            print(
                "\(simulation.refused.count.counted("spectrum", "spectra")) cannot be used, for example at pixel \(simulation.refused.example ?? "")"
            )
        }
    }
}
