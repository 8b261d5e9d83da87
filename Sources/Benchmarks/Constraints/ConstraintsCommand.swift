internal import ArgumentParser
private import Experiments
private import Foundation
private import LinearAlgebra

/// `Benchmarks constraints`: what it brings to tell an autoencoder what physics knows.
struct ConstraintsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "constraints", abstract: "Tells what a constraint of the output brings, one example each.",
        discussion: """
            The same autoencoder is trained twice on a few noisy images, told and not told what physics knows of them, and scored \
            by the error of other noisy images, decoded, against what they are without noise.
            """)

    @Option(help: "Only this example; may be repeated.") var only: [String] = []
    @Option(help: "How many seeds, from 1.") var seeds = 5
    @Option(help: "In place of an example's own.") var epochs: Int?
    @Option(help: "In place of an example's own.") var learningRate: Double?
    @Option(help: "Threads of a training.") var threads = 2
    @Option(help: "Where the results are kept.") var records = ".build/constraints"
    @Option(help: "Where the table is written, with .md behind.") var output = ".build/constraints"
    @Flag(help: "Measure again what was measured.") var again = false

    func validate() throws {
        guard seeds > 0, (1...64).contains(threads) else {
            throw ValidationError("seeds and threads are above zero, threads at most 64")
        }
        let known = ConstraintTrial.examples.map(\.name)
        if let unknown = only.first(where: { !known.contains($0) }) {
            throw ValidationError("--only \(unknown): there are \(known.joined(separator: ", "))")
        }
    }

    func run() throws {
        BLAS.threads = 1
        let store = try Records<ConstraintTrial.Result>(in: records)
        let progress = Progress()
        var table = MarkdownTable(
            ["what is told", "error without it", "with it", "ratio", "of the noisy images", "seeds better"])
        for (name, make) in ConstraintTrial.examples where only.isEmpty || only.contains(name) {
            var results: [ConstraintTrial.Result] = []
            var title = name
            for seed in 1...UInt64(seeds) {
                var trial = try make(seed)
                trial.plan.training.epochs = epochs ?? trial.plan.training.epochs
                trial.plan.training.learningRate = learningRate ?? trial.plan.training.learningRate
                title = trial.title
                let fingerprint = try Fingerprint(trial.settings)
                if !again, let known = store.value("\(name) seed \(seed)", fingerprint) {
                    results.append(known)
                    continue
                }
                progress.show("\(name) seed \(seed) of \(seeds)")
                let result = try trial.run(threads: threads)
                try store.keep(result, "\(name) seed \(seed)", fingerprint)
                results.append(result)
                progress.done(
                    "\(name) seed \(seed) · error \(Self.text(result.without)) without, \(Self.text(result.with)) with")
            }
            table.add(
                [
                    title, Self.text(results.map(\.without)), Self.text(results.map(\.with)),
                    Spread(results.map { $0.with / $0.without })?.text(2) ?? "", Self.text(results.map(\.untouched)),
                    "\(results.count { $0.with < $0.without }) of \(results.count)",
                ])
        }
        print(table.text)
        try Data(table.text.utf8).write(to: URL(filePath: "\(output).md"))
    }

    private static func text(_ values: [Double]) -> String {
        values.isEmpty ? "" : text(Spread(values)?.median ?? .nan)
    }

    /// Three digits that count.
    private static func text(_ value: Double) -> String { String(format: "%.3g", value) }
}
