import ArgumentParser
import Datasets
import Experiments
import Figures
import Foundation
import Orchestration
import TrainingSets

/// `saccade train`: an autoencoder on what a plan names.
struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Trains an autoencoder on images or spectra, as a plan says.",
        discussion: """
            `saccade plan explain --training` tells all that a plan may say. The autoencoder is written as safetensors, \
            with the plan in the metadata, for `encode`, `manifold`, `traverse`, `reconstruct` and `translate`.

            A checkpoint is kept beside the file while the training goes on. If it is interrupted, the same command \
            goes on from there, to the same result bit by bit; --fresh begins anew.

            The loss is told in nats an image. Its parts are minus the log likelihood of what is decoded, and the \
            divergences of content, pose and classes from what is held likely before, each times its weight. Models \
            that try several angles or classes learn from all of them at once: their loss is closer to the likelihood \
            than the sum of the parts, which are means over what is tried. \
            Without --figure the curves are not drawn.
            """)

    @Argument(help: "The plan; - reads standard input.") var plan: String
    @Option(name: .customLong("set"), help: ArgumentHelp("Overrides a key of the plan.", valueName: "key=value"))
    var overrides: [String] = []
    @Option(help: "Images or data in place of the plan's.") var data: String?
    @Option(help: "Where to write the autoencoder: .safetensors; without it, as the plan's file is called.") var out:
        String?
    @Option(help: "Draw how the loss fell: PNG, SVG or PDF.") var figure: String?
    @Option(help: "Write the losses of all epochs as JSON; - is standard output.") var json: String?
    @Flag(help: "Begin anew, whatever checkpoint there is.") var fresh = false

    func run() throws {
        let figureFile = try figure.map { try FigureFile($0) }
        let source = try TrainingPlanSource(plan, overriding: overrides)
        let path = out ?? "\(source.stem).safetensors"
        try check([path, figure, json].compactMap(\.self), path, source)
        let set = try TrainingSet.load(source.plan.data, relativeTo: source.folder, overriding: data)
        let checkpoint = TrainingCheckpoint(path: "\(path).checkpoint")
        if fresh { checkpoint.remove() }
        var training = try checkpoint.training(source, on: set)
        let report = TrainingReport(title: source.plan.title, isQuiet: json == "-")
        report.begin(training.about, set: set, from: training.epochCount, checkpoint: checkpoint.path)
        let interruption = Interruption()
        while !training.isOver {
            do {
                try training.runEpoch()
            } catch {
                report.finish()
                checkpoint.remove()
                guard training.hasBest else { throw Failure("\(source.plan.title): \(error)", .badData) }
                report.say("note: \(error); the training ends here, with the best weights until then")
                break
            }
            report.show(training.about, isLast: training.isOver)
            if !training.isOver, interruption.isAsked || checkpoint.isDue {
                try checkpoint.write(training.checkpoint)
            }
            if interruption.isAsked, !training.isOver {
                report.finish()
                throw Failure(
                    "interrupted after epoch \(training.epochCount); the same command goes on from \(checkpoint.path)")
            }
        }
        report.finish()
        let trained = try training.result()
        try AutoencoderFile.write(trained.file, to: path)
        checkpoint.remove()
        report.end(trained.about, path: path)
        if let figureFile {
            try figureFile.write(LossPicture(trained.about).figure)
            report.say("picture      \(figureFile.path)")
        }
        if let json {
            let document = TrainingReport.Document(trained.about)
            if json == "-" { print(try JSONText.encode(document)) } else { try JSONText.write(document, to: json) }
        }
    }

    /// Checks, before the work, where it will be written.
    private func check(_ outputs: [String], _ model: String, _ source: TrainingPlanSource) throws {
        guard URL(filePath: model).pathExtension.lowercased() == "safetensors" else {
            throw Failure("--out \(model): autoencoders are written as .safetensors", .usage)
        }
        let inputs = [source.path, data].compactMap(\.self) + source.plan.data.paths(in: source.folder)
        for path in outputs where path != "-" { try OutputPath.check(path, sparing: inputs) }
    }
}
