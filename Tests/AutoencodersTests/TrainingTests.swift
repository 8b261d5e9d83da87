import Foundation
import LinearAlgebra
import Networks
import Randomness
import Testing

@testable import Autoencoders

@Suite struct `The training of an autoencoder` {
    /// Crooked hooks at any angle, drawn by sampling: none looks like another turned by less than a whole circle.
    private static func hooks(_ count: Int, side: Int = 16) -> (images: [Float], angles: [Double]) {
        var source = RandomSource(seed: 21)
        var (images, angles): ([Float], [Double]) = ([], [])
        for _ in 0..<count {
            let angle = source.uniform(in: -Double.pi ... .pi)
            angles.append(angle)
            for pixel in 0..<side * side {
                var inside = 0
                for sample in 0..<9 {
                    let x = (Double(pixel % side) + (Double(sample % 3) + 0.5) / 3) * 2 / Double(side) - 1
                    let y = (Double(pixel / side) + (Double(sample / 3) + 0.5) / 3) * 2 / Double(side) - 1
                    let (u, v) = (cos(angle) * x - sin(angle) * y, sin(angle) * x + cos(angle) * y)
                    let isStem = abs(u + 0.1) < 0.13 && abs(v) < 0.65
                    let isArm = u > -0.1 && u < 0.5 && abs(v + 0.5) < 0.15
                    if isStem || isArm { inside += 1 }
                }
                images.append(Float(inside) / 9)
            }
        }
        return (images, angles)
    }

    private static func images(_ count: Int) -> TrainingImages {
        TrainingImages(Matrix(rows: count, columns: 256, elements: hooks(count).images))
    }

    private static func model(_ decoder: DecoderDesign, starts: Int = 8, threads: Int = 1) -> Autoencoder {
        var design = AutoencoderDesign(ImageShape(height: 16, width: 16))
        design.encoder = .dense([32, 32])
        design.decoder = decoder
        if case .image = decoder {} else { design.pose.rotation = .uniform(starts: starts) }
        var source = RandomSource(seed: 4)
        let model = Autoencoder(design, using: &source)
        model.threads = threads
        return model
    }

    /// The absolute circular correlation (Jammalamadaka & SenGupta 2001, 8.2.2), each about its circular mean.
    private func correlation(_ a: [Double], _ b: [Double]) -> Double {
        func centred(_ angles: [Double]) -> [Double] {
            let mean = atan2(angles.map { sin($0) }.reduce(0, +), angles.map { cos($0) }.reduce(0, +))
            return angles.map { sin($0 - mean) }
        }
        let (x, y) = (centred(a), centred(b))
        let products = zip(x, y).map { $0.0 * $0.1 }.reduce(0, +)
        return abs(products) / (x.map { $0 * $0 }.reduce(0, +) * y.map { $0 * $0 }.reduce(0, +)).squareRoot()
    }

    /// A posterior that must turn continuously through the circle gets stuck here; the mixture over starts does not.
    @Test func `finds the angle of objects that lie any way round`() {
        let (_, angles) = Self.hooks(400)
        let images = Self.images(400)
        var schedule = LossSchedule()
        schedule.contentStart = 30
        let model = Self.model(.canvas(.dense([32])))
        var training = AutoencoderTraining(model, schedule: schedule, batchSize: 20, learningRate: 3e-3, seed: 1)
        var losses: [LossParts] = []
        for _ in 0..<40 { losses.append(training.runEpoch(images)) }
        let found = model.encode(images.inputs).map { Double($0.pose.rotation) }
        #expect(correlation(found, angles) > 0.95)
        #expect(losses[39].evidenceBound > losses[0].evidenceBound + 50)
        #expect(losses[29].content == 0 && losses[39].content > 0)
    }

    @Test(arguments: [DecoderDesign.canvas(.dense([16])), .coordinates(width: 8, depth: 1), .image(.dense([16]))])
    func `gives the same bits for the same seed, and goes on where it stopped`(decoder: DecoderDesign) {
        let images = Self.images(50)
        func train(_ model: Autoencoder) -> AutoencoderTraining {
            AutoencoderTraining(model, batchSize: 20, seed: 7)
        }
        var (one, other) = (train(Self.model(decoder)), train(Self.model(decoder)))
        #expect(one.runEpoch(images) == other.runEpoch(images))
        #expect(one.runEpoch(images) == other.runEpoch(images))
        #expect(one.loss(of: images) == other.loss(of: images))
        #expect(one.loss(of: images) == one.loss(of: images))
        #expect(one.epochs == 2)
    }

    @Test func `gives the same bits on two threads where an image is drawn by itself`() {
        let images = Self.images(50)
        var alone = AutoencoderTraining(Self.model(.canvas(.dense([16]))), batchSize: 20, seed: 7)
        var together = AutoencoderTraining(Self.model(.canvas(.dense([16])), threads: 2), batchSize: 20, seed: 7)
        for _ in 0..<2 { #expect(alone.runEpoch(images) == together.runEpoch(images)) }
        // The slopes in the parameters of coordinates are added up thread by thread.
        var single = AutoencoderTraining(Self.model(.coordinates(width: 8, depth: 1)), batchSize: 20, seed: 7)
        var double = AutoencoderTraining(
            Self.model(.coordinates(width: 8, depth: 1), threads: 2), batchSize: 20, seed: 7)
        for _ in 0..<2 {
            let (one, two) = (single.runEpoch(images), double.runEpoch(images))
            #expect(abs(one.total - two.total) < 1e-3 * abs(one.total))
        }
    }

    /// Hooks and mirrored hooks at any angle: the encoder's own shares leave both classes alike, or one without images.
    @Test(arguments: [0, 1, 2] as [UInt64])
    func `finds classes and angles without labels`(seed: UInt64) {
        let (values, angles) = Self.hooks(400)
        var mirrored = values
        for image in stride(from: 0, to: 400, by: 2) {
            for row in 0..<16 {
                let first = image * 256 + row * 16
                mirrored.replaceSubrange(first..<first + 16, with: values[first..<first + 16].reversed())
            }
        }
        var design = AutoencoderDesign(ImageShape(height: 16, width: 16))
        design.encoder = .dense([32, 32])
        design.decoder = .canvas(.dense([32]))
        (design.pose.rotation, design.classes) = (.uniform(starts: 8), 2)
        var source = RandomSource(seed: seed)
        var schedule = LossSchedule()
        (schedule.isExact, schedule.recognition) = (true, 30)
        (schedule.contentStart, schedule.classStart, schedule.seedingEpochs) = (10, 30, 5)
        (schedule.pruningStart, schedule.content) = (8, .constant(2))
        let images = TrainingImages(Matrix(rows: 400, columns: 256, elements: mirrored))
        var training = AutoencoderTraining(
            Autoencoder(design, using: &source), schedule: schedule, batchSize: 20, learningRate: 3e-3, seed: seed)
        for _ in 0..<44 { _ = training.runEpoch(images) }
        let found = training.model.encode(images.inputs)
        let right = found.indices.count { (found[$0].likeliestClass == 0) == $0.isMultiple(of: 2) }
        #expect(max(right, 400 - right) > 380, "\(right) of 400")
        for first in 0..<2 {
            let mine = stride(from: first, to: 400, by: 2).map(\.self)
            #expect(correlation(mine.map { Double(found[$0].pose.rotation) }, mine.map { angles[$0] }) > 0.9)
        }
    }

    @Test func `learns classes from few labels`() {
        let (values, _) = Self.hooks(200)
        // Every second image is a mirrored hook.
        var mirrored = values
        for image in stride(from: 0, to: 200, by: 2) {
            for row in 0..<16 {
                let first = image * 256 + row * 16
                mirrored.replaceSubrange(first..<first + 16, with: values[first..<first + 16].reversed())
            }
        }
        var design = AutoencoderDesign(ImageShape(height: 16, width: 16))
        design.encoder = .dense([64, 64])
        design.classes = 2
        var source = RandomSource(seed: 2)
        let model = Autoencoder(design, using: &source)
        let labels: [Int?] = (0..<200).map { $0 < 100 ? $0 % 2 : nil }
        let images = TrainingImages(Matrix(rows: 200, columns: 256, elements: mirrored), classes: labels)
        var schedule = LossSchedule()
        schedule.classification = 20
        var training = AutoencoderTraining(model, schedule: schedule, batchSize: 20, learningRate: 3e-3, seed: 3)
        var last = LossParts()
        for _ in 0..<60 { last = training.runEpoch(images) }
        #expect(last.classification < 0.1)
        let found = model.encode(images.inputs).map { $0.classes[1] > 0.5 ? 1 : 0 }
        let right = (100..<200).count { found[$0] == $0 % 2 }
        // Chance would be 50, and 65 once in a thousand times.
        #expect(right >= 75, "\(right) of 100")
        #expect(model.encode(images.inputs).allSatisfy { abs($0.classes.reduce(0, +) - 1) < 1e-9 })
    }
}
