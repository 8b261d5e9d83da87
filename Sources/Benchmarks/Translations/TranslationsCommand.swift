internal import ArgumentParser
private import Experiments
private import Foundation
private import LinearAlgebra
private import Orchestration

/// `Benchmarks translations`: what encoder-decoders make of something else.
struct TranslationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "translations",
        abstract:
            "Trains encoder-decoders, noisy to clean, grey to colour, image to spectrum, and tells how well they do.",
        discussion: """
            Cards are scored on 1,000 others. Spectra are scored in the right fifth of an image of 96 x 96 pixels, and learned \
            where no window shares a pixel with one there; --split random shows what a split at random would flatter, and \
            --split tuning scores the stripe left of it, by which settings are chosen.
            """)

    @Option(help: "Only this task, or this with its networks, as `color/dense`; may be repeated.")
    var only: [String] = []
    @Option(help: "How many seeds, from 1.") var seeds = 1
    @Option(help: "In place of what was found good.") var latents: Int?
    @Option(help: "Of the likelihood, in place of what was found good.") var deviation: Double?
    @Option(help: "In place of what was found good.") var epochs: Int?
    @Option(help: "What is scored: test, tuning or random.") var split = TranslationTask.Split.test
    @Option(help: "Threads of a training.") var threads = 2
    @Option(help: "Where the results are kept.") var records = ".build/translations"
    @Option(help: "Where the table is written, with .md behind.") var output = ".build/translations"
    @Flag(help: "Measure again what was measured.") var again = false
    @Flag(name: .customLong("print"), help: "Measure nothing.") var onlyPrints = false

    /// A task, solved by a network from a seed.
    private struct Cell {
        let task: TranslationTask
        let settings: TranslationSettings
        let seed: UInt64

        var name: String { "\(task.name)/\(settings.network.rawValue)" }
        var recordName: String { "\(name) seed \(seed)" }
    }

    /// What tells one result from others.
    private struct Identity: Encodable {
        let task: String
        let settings: TranslationSettings
        let seed: UInt64
        let split: TranslationTask.Split
    }

    private struct Result: Codable {
        let task: String
        let settings: TranslationSettings
        let seed: UInt64
        let split: TranslationTask.Split
        let score: TranslationScore
        let processorSeconds: Double
    }

    func validate() throws {
        guard seeds > 0, (1...64).contains(threads) else {
            throw ValidationError("seeds and threads are above zero, threads at most 64")
        }
        if let unknown = only.first(where: { name in !cells.contains { $0.task.name == name || $0.name == name } }) {
            throw ValidationError(
                "--only \(unknown): there are \(TranslationTask.all.map(\.name).joined(separator: ", ")), and networks "
                    + TranslationNetwork.allCases.map(\.rawValue).joined(separator: ", "))
        }
    }

    private var cells: [Cell] {
        (1...UInt64(seeds)).flatMap { seed in
            TranslationNetwork.allCases.flatMap { network in
                TranslationTask.all.filter { network != .posed || $0.isOfCards }.map { task in
                    var settings = TranslationSettings(task, network)
                    settings.latents = latents ?? settings.latents
                    settings.deviation = deviation ?? settings.deviation
                    settings.epochs = epochs ?? settings.epochs
                    return Cell(task: task, settings: settings, seed: seed)
                }
            }
        }
    }

    func run() throws {
        BLAS.threads = 1
        let store = try Records<Result>(in: records)
        let progress = Progress()
        var results: [Result] = []
        for cell in cells where only.isEmpty || only.contains(cell.task.name) || only.contains(cell.name) {
            let fingerprint = try Fingerprint(
                Identity(task: cell.task.name, settings: cell.settings, seed: cell.seed, split: split))
            if !again, let known = store.value(cell.recordName, fingerprint) {
                results.append(known)
                continue
            }
            if onlyPrints { continue }
            let result = try measure(cell) {
                progress.show("\(cell.recordName) · epoch \($0) of \(cell.settings.epochs)")
            }
            try store.keep(result, cell.recordName, fingerprint)
            results.append(result)
            progress.done("\(cell.recordName) · \(Self.words(result))")
        }
        let text = Self.table(results)
        print(text)
        try Data(text.utf8).write(to: URL(filePath: "\(output).md"))
    }

    private func measure(_ cell: Cell, _ report: (Int) -> Void) throws -> Result {
        let parts = try cell.task.parts(seed: cell.seed, split)
        // The data are handed over; the plan only needs to know that there are targets.
        var cards = Cards()
        cards.target = .clean
        let plan = cell.settings.plan(.cards(cards), seed: cell.seed, threads: threads)
        let beginning = Clocks.processor
        var training = try WatchedTraining(plan, on: parts.learned, folder: "", threads: threads)
        while !training.isOver {
            report(training.epochCount + 1)
            try training.runEpoch()
        }
        return Result(
            task: cell.task.name, settings: cell.settings, seed: cell.seed, split: split,
            score: try TranslationScore(cell.task, training.result(), on: parts),
            processorSeconds: Clocks.processor - beginning)
    }

    private static func words(_ result: Result) -> String {
        let beside = result.score.beside.sorted { $0.key < $1.key }.map { "\($0.key) \(Spread.number($0.value, 3))" }
        return
            "\(result.score.quantity) \(Spread.number(result.score.figure, 3)); beside \(beside.joined(separator: ", ")) · "
            + "\(result.settings.latents) latents, deviation \(result.settings.deviation), \(result.settings.epochs) epochs, "
            + "\(Int(result.processorSeconds)) s of the processor"
    }

    /// A line for each task: the networks, and what could be had without them.
    private static func table(_ results: [Result]) -> String {
        var table = MarkdownTable(["", ""] + TranslationNetwork.allCases.map(\.title) + ["beside"])
        for task in TranslationTask.all {
            let own = results.filter { $0.task == task.name }
            guard let first = own.first else { continue }
            let digits = first.score.quantity == "R²" ? 3 : 1
            let cells = TranslationNetwork.allCases.map { network in
                Spread(own.filter { $0.settings.network == network }.map(\.score.figure))?.text(digits) ?? "–"
            }
            let beside = first.score.beside.keys.sorted().map { name in
                let values = own.compactMap { $0.score.beside[name] }
                return "\(name) \(Spread.number(Spread(values)?.median ?? .nan, name.hasPrefix("rms") ? 3 : digits))"
            }
            table.add([task.title, first.score.quantity] + cells + [beside.joined(separator: ", ")])
        }
        return table.text
    }
}

extension TranslationTask.Split: ExpressibleByArgument {}
