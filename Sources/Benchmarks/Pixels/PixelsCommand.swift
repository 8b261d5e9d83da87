internal import ArgumentParser
private import Autoencoders
private import Experiments
private import Foundation
private import LinearAlgebra
private import Networks
private import Randomness
private import TrainingSets

/// `Benchmarks pixels`: whether a decoder of coordinates learns faster from some pixels of each image.
struct PixelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pixels",
        abstract: "Tells how long a decoder of coordinates takes to a bound, learning from some pixels of each image.",
        discussion: """
            An rVAE is trained on cards of set 1 with all pixels, with shares of them, and with few first and all in the end, \
            each for as many seconds of the processor. The bound is that of other cards, all of their pixels.
            """)

    @Option(help: "The side of the cards in pixels.") var size = 48
    @Option(help: "How many cards are learned.") var count = 1000
    @Option(help: "Seconds of the processor for each training.") var seconds = 200.0
    @Option(help: "Threads of a training.") var threads = 2
    @Option(help: "Where the table is written, with .md behind.") var output = ".build/pixels"

    /// Shares of pixels, each until a part of the time is over.
    private struct Course {
        let name: String
        let shares: [(share: Double, until: Double)]
    }

    private static let courses = [
        Course(name: "all", shares: [(1, 1)]),
        Course(name: "a quarter", shares: [(0.25, 1)]),
        Course(name: "a tenth", shares: [(0.1, 1)]),
        Course(name: "a tenth, in the last third all", shares: [(0.1, 2.0 / 3), (1, 1)]),
    ]

    private static let bounds = [-180.0, -120, -90, -75, -65, -60]

    func validate() throws {
        guard (8...256).contains(size), count >= 100, seconds > 0, (1...64).contains(threads) else {
            throw ValidationError("cards of 8 to 256 pixels, 100 or more, some seconds, 1 to 64 threads")
        }
    }

    func run() throws {
        BLAS.threads = 1
        // Bounds grow with the number of pixels.
        let scale = Double(size * size) / 2304
        let bounds = Self.bounds.map { ($0 * scale).rounded() }
        var table = MarkdownTable(
            ["pixels"] + bounds.map { "s to \(Spread.number($0, 0))" } + ["epochs", "bound in the end"])
        for course in Self.courses {
            let points = try run(course)
            let times = bounds.map { bound in
                points.first { $0.bound >= bound }.map { Spread.number($0.seconds, 0) } ?? "–"
            }
            table.add(
                [course.name] + times
                    + ["\(points.count)", Spread.number(points.suffix(3).map(\.bound).max() ?? .nan, 1)])
        }
        print(table.text)
        try Data(table.text.utf8).write(to: URL(filePath: "\(output).md"))
    }

    /// The bound of the cards held out after each epoch, and the seconds that were spent on learning.
    private func run(_ course: Course) throws -> [(seconds: Double, bound: Double)] {
        let shape = ImageShape(height: size, width: size)
        var design = AutoencoderDesign(shape)
        design.pose.rotation = .normal(deviation: 0.3)
        design.decoder = .coordinates(width: 128, depth: 2)
        var source = RandomSource(seed: 1, stream: "autoencoder")
        let model = Autoencoder(design, using: &source)
        model.threads = threads
        let learned = try images(count, seed: 1)
        let others = try images(300, seed: 1001)
        var training = AutoencoderTraining(model, schedule: schedule(course.shares[0].share), seed: 1)
        let progress = Progress()
        var points: [(seconds: Double, bound: Double)] = []
        var spent = 0.0
        for (share, until) in course.shares {
            if share != training.schedule.pixelShare {
                training = try AutoencoderTraining(
                    resuming: training.checkpoint, of: model, schedule: schedule(share), seed: 1)
            }
            while spent < until * seconds {
                let beginning = Clocks.processor
                _ = training.runEpoch(learned)
                spent += Clocks.processor - beginning
                points.append((spent, training.loss(of: others).evidenceBound))
                progress.show(
                    "\(course.name) · epoch \(points.count), \(Int(spent)) of \(Int(seconds)) s, bound "
                        + Spread.number(points.last?.bound ?? .nan, 1))
            }
        }
        progress.done("\(course.name) · \(points.count) epochs, bound \(Spread.number(points.last?.bound ?? .nan, 1))")
        return points
    }

    private func schedule(_ share: Double) -> LossSchedule {
        var schedule = LossSchedule()
        schedule.pixelShare = share
        return schedule
    }

    private func images(_ count: Int, seed: UInt64) throws -> TrainingImages {
        var cards = Cards.lecture(1)
        (cards.count, cards.size, cards.seed) = (count, size, seed)
        return TrainingImages(
            Matrix(rows: count, columns: size * size, elements: try cards.trainingSet().inputs.values))
    }
}
