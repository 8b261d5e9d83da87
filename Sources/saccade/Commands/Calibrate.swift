import ArgumentParser
import Experiments
import Figures
import Foundation
import Orchestration

/// `saccade calibrate`: how far a model can be believed.
struct Calibrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says how well models predict a sample from few measurements, and whether their intervals hold.",
        discussion: """
            On recorded data or a synthetic sample, as `simulate` takes them: each model learns so many measurements \
            and predicts all the others. The measurements are drawn at random, or with --sampling search they are what \
            a search with the plan's own acquisition function and model measured.

            nrmse is the error of the predicted mean over the standard deviation of the truth; 1 is no better than the \
            mean. in 50 % and in 90 % are the shares of the measurements, noise included, inside the intervals that \
            the model gives them. log density is the mean log predictive density of the measurements in nats a point, \
            on the scale of standardised targets; higher is better, and the mean alone gives about -1.42. claimed is \
            what the model says of itself by predicting the measurements that it learned, each without itself: held \
            out, or leave-one-out. All are means over the repeats ± their standard deviation.

            If a model could not be trained even once, standard error says why, and the command ends with exit code 70.

            With several objectives or constraints models learn all of them together, and there is a table of each; \
            the picture shows the first.

            Models: \(ComparedModel.names.joined(separator: ", ")). `deep-kernel`, `gaussian-process` and `committee` \
            are the plan's own, if it has one, else the defaults.
            """)

    @Argument(help: "The plan; - reads standard input.") var plan: String
    @Option(help: "A folder of NPY files, an NPZ or an HDF5 file in place of the plan's.") var data: String?
    @Option(name: .customLong("set"), help: ArgumentHelp("Overrides a key of the plan.", valueName: "key=value"))
    var overrides: [String] = []
    @Option(
        help: ArgumentHelp(
            "The models; all but the published deep kernel if not given.", valueName: "deep-kernel,stem,..."))
    var models: String?
    @Option(help: ArgumentHelp("How many measurements are learned.", valueName: "n,n,...")) var points = "20,50,100,200"
    @Option(help: "How many training sets of each number, with different seeds.") var repeats = 5
    @Option(help: "Which measurements are learned.") var sampling = CalibrationSampling.random
    @Option(help: "Write the results of all repeats as JSON; - is standard output.") var json: String?
    @Option(help: "Draw error and coverage against the number of measurements: PNG, SVG or PDF.") var figure: String?
    @Option(help: "How many trainings go on at once; the machine's cores if not given.") var jobs: Int?

    func run() async throws {
        let figureFile = try figure.map { try FigureFile($0) }
        for path in [json, figure].compactMap(\.self) where path != "-" { try OutputPath.check(path) }
        let source = try PlanSource(plan, overriding: overrides)
        let specimen = try source.plan.specimen(relativeTo: source.folder, overriding: data)
        let calibration = try Calibration(
            source.plan, on: specimen,
            models: try models.map { try ComparedModel.list($0) } ?? Calibration.models(for: source.plan),
            points: try numbers(), repeats: repeats, sampling: sampling, weights: try source.weights())
        let quiet = json == "-"
        let title = source.title
        if !quiet { announce(title, calibration) }

        let board = ProgressBoard(runs: calibration.jobCount, noun: "trainings", isShown: !quiet)
        let watch = ContinuousClock.now
        let workers = max(1, jobs ?? ProcessInfo.processInfo.activeProcessorCount)
        let trials = try await calibration.run(workers: workers) { board.note($0, $1) }
        board.finish()
        let report = CalibrationReport(calibration: calibration, title: title, trials: trials, jobs: workers)
        if quiet {
            print(try JSONText.encode(report.document))
        } else {
            for line in report.lines { print(line) }
            print("")
            for line in report.verdict { print(line) }
            print("took \(watch.duration(to: .now).seconds.duration)")
        }
        if let json, !quiet {
            try JSONText.write(report.document, to: json)
            print("results  \(json)")
        }
        if let figureFile {
            try figureFile.write(report.figure)
            if !quiet { print("picture  \(figureFile.path)") }
        }
        for warning in report.warnings { Failure.warn(warning) }
        if !report.failures.isEmpty { throw Failure(report.failures.joined(separator: "\n"), .noModel) }
    }

    private func numbers() throws -> [Int] {
        try points.split(separator: ",").map { word in
            guard let number = Int(word.filter { !$0.isWhitespace }) else {
                throw Failure("--points \(points): `\(word)` is no whole number; expected, say, 20,50,100", .usage)
            }
            return number
        }
    }

    private func announce(_ title: String, _ calibration: Calibration) {
        print(
            "\(title) · \(calibration.poolCount.grouped) candidates · "
                + "\(calibration.models.count.counted("model", "models")) x "
                + "\(calibration.points.count.counted("number", "numbers")) of points x \(calibration.repeats) · learned from "
                + calibration.sampling.words)
        if calibration.refused.count > 0 {
            print(
                "\(calibration.refused.count.counted("spectrum", "spectra")) cannot be used, for example at pixel \(calibration.refused.example ?? "")"
            )
        }
    }
}

extension CalibrationSampling: ExpressibleByArgument {
    /// What is learned, in words.
    var words: String {
        switch self {
        case .random: "random candidates"
        case .search: "what a search measured"
        }
    }
}
