internal import ArgumentParser
private import Autoencoders
private import Datasets
private import Experiments
private import Foundation
private import LinearAlgebra
private import Orchestration
private import TrainingSets

/// `Benchmarks cards`: what autoencoders find in playing cards.
struct CardsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cards", abstract: "Trains autoencoders on playing cards, and tells what they found.",
        discussion: """
            Each model is trained on 3,000 cards of each of the lecture's four sets and scored on 3,000 others, before and after. \
            What is done is kept, so that the command can be interrupted and goes on; --print shows what there is.
            """)

    @Option(help: "Only this: `Cards 4/rsvae`, `Cards 4` or `rsvae`; may be repeated.") var only: [String] = []
    @Option(help: "How many seeds, from 1.") var seeds = 3
    @Option(help: "Times the epochs of each model.") var epochsScale = 1.0
    @Option(help: "Threads of a training.") var threads = 2
    @Option(help: "Where the results are kept.") var records = ".build/cards"
    @Option(help: "Where the table is written, with .md and .json behind.") var output = ".build/cards"
    @Option(help: "Write the cards that are learned into this folder, for other programs, and do no more.") var export:
        String?
    @Flag(help: "Measure again what was measured.") var again = false
    @Flag(name: .customLong("print"), help: "Measure nothing.") var onlyPrints = false

    func validate() throws {
        guard seeds > 0, epochsScale > 0, (1...64).contains(threads) else {
            throw ValidationError("seeds, epochs and threads are above zero, threads at most 64")
        }
        if let unknown = only.first(where: { filter in !cells.contains { $0.isMeant(by: filter) } }) {
            let known = CardsModel.all.map(\.name).joined(separator: ", ")
            throw ValidationError("--only \(unknown): there are Cards 1 to Cards 4, and \(known)")
        }
    }

    /// All cells, seed by seed, so that a table of few seeds is whole.
    private var cells: [CardsCell] {
        (1...UInt64(seeds)).flatMap { seed in
            CardsModel.all.flatMap { model in
                model.sets.map { set in
                    CardsCell(
                        set: set, model: model, seed: seed,
                        epochs: max(1, Int((epochsScale * Double(model.epochs)).rounded())), threads: threads)
                }
            }
        }
    }

    func run() throws {
        BLAS.threads = 1
        if let export { return try write(to: export) }
        let store = try Records<CardsResult>(in: records)
        let meant = cells.filter { cell in only.isEmpty || only.contains { cell.isMeant(by: $0) } }
        let progress = Progress()
        for (number, cell) in meant.enumerated() where !onlyPrints {
            let fingerprint = try Fingerprint(cell.plan)
            if !again, store.value(cell.recordName, fingerprint) != nil { continue }
            let place = "\(number + 1) of \(meant.count) · \(cell.recordName)"
            let result = try measure(cell) { epoch in progress.show("\(place) · epoch \(epoch) of \(cell.epochs)") }
            try store.keep(result, cell.recordName, fingerprint)
            progress.done("\(place) · \(Self.words(result))")
        }
        let results = try cells.compactMap { store.value($0.recordName, try Fingerprint($0.plan)) }
        let text = CardsTable(results).text
        print(text)
        let verdicts = CardsTarget.all.compactMap { $0.verdict(results) }
        for verdict in verdicts { print(verdict.text) }
        print("\(verdicts.count { $0.isReached }) of \(verdicts.count) targets are reached")
        try Data(text.utf8).write(to: URL(filePath: "\(output).md"))
        try Records<CardsResult>.text(results).write(to: URL(filePath: "\(output).json"))
        print("written to \(output).md and \(output).json")
    }

    /// Writes images [count, 48, 48] and labels [count, 3]: suit, angle and shear in rad.
    private func write(to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for set in 1...4 {
            var cards = Cards.lecture(set)
            cards.count = CardsCell.count
            let made = try cards.trainingSet()
            try NPY.write(
                NumericArray(shape: [made.count, made.inputs.height, made.inputs.width], floats: made.inputs.values),
                to: "\(folder)/cards\(set)_images.npy")
            let (angles, shears) = (made.factor("angle")?.values ?? [], made.factor("shear")?.values ?? [])
            let labels = (made.classes?.indices ?? []).enumerated().flatMap {
                [Double($0.element), angles[$0.offset], shears[$0.offset]]
            }
            try NPY.write(
                NumericArray(shape: [made.count, 3], doubles: labels), to: "\(folder)/cards\(set)_labels.npy")
        }
    }

    private func measure(_ cell: CardsCell, _ report: (Int) -> Void) throws -> CardsResult {
        let plan = cell.plan
        let set = try cell.learnedCards.trainingSet()
        let others = try cell.otherCards.trainingSet()
        let untrained = try CardsScore(
            WatchedTraining(plan, on: set, folder: "", threads: threads).result(), on: others)
        var training = try WatchedTraining(plan, on: set, folder: "", threads: threads)
        let settled = training.settledEpoch
        let beginning = Clocks.processor
        while !training.isOver {
            report(training.epochCount + 1)
            try training.runEpoch()
        }
        let spent = Clocks.processor - beginning
        let trained = try training.result()
        let seconds = trained.about.epochs.map(\.seconds)
        return CardsResult(
            set: cell.set, model: cell.model.name, seed: cell.seed, epochs: cell.epochs, threads: threads,
            untrained: untrained, trained: try CardsScore(trained, on: others),
            learnedEvidence: trained.about.epochs.last?.learned.evidenceBound ?? .nan,
            secondsAnEpoch: seconds.dropFirst(settled).min() ?? .nan,
            medianSecondsAnEpoch: Spread(seconds)?.median ?? .nan,
            processorSecondsAnEpoch: spent / Double(cell.epochs))
    }

    private static func words(_ result: CardsResult) -> String {
        CardsFigure.allCases.compactMap { figure in
            figure.value(result.trained).map { "\(figure.title) \(Spread.number($0, figure.digits))" }
        }.joined(separator: ", ")
            + String(
                format: ", %.2f s an epoch (%.2f processor)", result.secondsAnEpoch, result.processorSecondsAnEpoch)
    }
}
