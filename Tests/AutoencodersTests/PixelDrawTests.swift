import Foundation
import LinearAlgebra
import Networks
import Randomness
import Testing

@testable import Autoencoders

@Suite struct `Pixels drawn at random` {
    static let decoders: [DecoderDesign] = [
        .image(.dense([5])), .canvas(.dense([5])), .coordinates(width: 6, depth: 1),
    ]

    private static func model(
        _ decoder: DecoderDesign, _ change: (inout AutoencoderDesign) -> Void = { _ in }
    )
        -> Autoencoder
    {
        var design = AutoencoderDesign(ImageShape(channels: 2, height: 2, width: 3))
        (design.encoder, design.decoder) = (.dense([6, 5]), decoder)
        if case .image = decoder {} else { design.pose = PosePrior(rotation: .uniform(starts: 3), shear: 0.3) }
        change(&design)
        var source = RandomSource(seed: 5)
        return Autoencoder(design, using: &source)
    }

    private static func images(_ count: Int) -> Variable {
        var source = RandomSource(seed: 15)
        return Variable(
            constant: Matrix(rows: count, columns: 12, elements: (0..<12 * count).map { _ in Float(source.uniform()) }))
    }

    /// What a scorer says of an image at some pixels, and the slopes in features, pose and parameters.
    private func score(_ model: Autoencoder, at pixels: [Int32]) -> (value: Double, slopes: [Double]) {
        let scorer = model.scorers[0]
        scorer.pixels.select(pixels[...])
        var source = RandomSource(seed: 4)
        let features = source.normals(scorer.renderer.featureCount).map(Float.init)
        var slopes = [Float](repeating: 0, count: features.count)
        let pose = Pose(rotation: 0.3, shear: 0.2, logSize: 0.1, shiftX: 0.05, shiftY: -0.1)
        var poseSlope = Pose()
        var value = 0.0
        unsafe Self.images(1).value.withUnsafeElements { image in
            unsafe features.withUnsafeBufferPointer { features in
                unsafe slopes.withUnsafeMutableBufferPointer { slopes in
                    value = unsafe scorer.score(image, from: features, in: pose)
                    unsafe scorer.pullBack(1, features, in: pose, featureSlopes: slopes, poseSlope: &poseSlope)
                }
            }
        }
        for parameter in model.parameters { parameter.clearGradient() }
        scorer.renderer.depositGradients()
        let parameters = model.coordinateNetwork?.parameters ?? []
        let all =
            slopes + PosePrior.Part.allCases.map { poseSlope[$0] } + parameters.flatMap { $0.gradient.elements }
        return (value, all.map(Double.init))
    }

    /// All 20 sets of three pixels of six: no chance is left in the mean.
    @Test(arguments: decoders, [Likelihood.bernoulli, .gaussian(deviation: 0.4)])
    func `give likelihood and slopes whose mean over all choices is the whole image's`(
        decoder: DecoderDesign, likelihood: Likelihood
    ) {
        let model = Self.model(decoder) { $0.likelihood = likelihood }
        let whole = score(model, at: [0, 1, 2, 3, 4, 5])
        var values: [Double] = []
        var slopes = [Double](repeating: 0, count: whole.slopes.count)
        for first in 0..<6 as Range<Int32> {
            for second in 0..<first {
                for third in 0..<second {
                    let part = score(model, at: [second, first, third])
                    values.append(part.value)
                    for index in slopes.indices { slopes[index] += part.slopes[index] / 20 }
                }
            }
        }
        #expect(values.count == 20 && Set(values).count > 10)
        #expect(abs(values.reduce(0, +) / 20 - whole.value) < 1e-5 * abs(whole.value))
        for (mean, truth) in zip(slopes, whole.slopes) { #expect(abs(mean - truth) < 1e-4 * max(1, abs(truth))) }
        #expect(whole.slopes.contains { abs($0) > 0.1 })
    }

    /// The mean of many steps, within five standard errors of the exact gradient; latents are not drawn here.
    @Test(arguments: decoders) func `give steps that are right on the average`(decoder: DecoderDesign) {
        let model = Self.model(decoder) { $0.isVariational = false }
        let batch = ImageBatch(inputs: Self.images(3))
        var weights = LossWeights()
        func step(_ seed: UInt64) -> [Double] {
            var source = RandomSource(seed: seed)
            for parameter in model.parameters { parameter.clearGradient() }
            let loss = model.step(batch, weights: weights, using: &source).total
            return [loss] + model.parameters.flatMap { $0.gradient.elements.map(Double.init) }
        }
        let truth = step(0)
        weights.pixelShare = 0.3
        let count = 600
        var (sums, squares) = (truth.map { _ in 0.0 }, truth.map { _ in 0.0 })
        for seed in 1...count {
            for (index, value) in step(UInt64(seed)).enumerated() {
                sums[index] += value
                squares[index] += value * value
            }
        }
        for index in truth.indices {
            let mean = sums[index] / Double(count)
            let variance = max(0, squares[index] / Double(count) - mean * mean)
            #expect(abs(mean - truth[index]) < 5 * (variance / Double(count)).squareRoot() + 1e-5)
        }
        #expect(squares[0] / Double(count) > sums[0] / Double(count) * sums[0] / Double(count))
    }

    @Test func `are all alike likely, each once in an image, and others from image to image`() {
        var source = RandomSource(seed: 2)
        let (all, images) = (20, 4000)
        let draw = PixelDraw(share: 0.24, of: all, images: images, using: &source)
        #expect(draw.count == 5)
        let list = PixelList(PixelCoordinates(height: 4, width: 5))
        var (counts, sets) = ([Int](repeating: 0, count: all), Set<Set<Int32>>())
        for image in 0..<images {
            draw.select(image: image, in: list)
            let chosen = Set(list.indices[..<list.count])
            #expect(chosen.count == 5)
            sets.insert(chosen)
            for pixel in chosen { counts[Int(pixel)] += 1 }
        }
        // 1000 each, with a standard deviation of 27; there are 15,504 sets.
        #expect(counts.allSatisfy { abs($0 - 1000) < 5 * 28 })
        #expect(sets.count > 3300)
        #expect(PixelDraw(share: 1, of: all, images: 2, using: &source).count == 0)
        #expect(PixelDraw(share: 1e-9, of: all, images: 2, using: &source).count == 1)
    }

    @Test func `leave the loss of images exact, and a step with all pixels as it was`() {
        let model = Self.model(.coordinates(width: 6, depth: 1))
        let batch = ImageBatch(inputs: Self.images(4))
        func loss(_ share: Double, step: Bool) -> Double {
            var weights = LossWeights()
            weights.pixelShare = share
            var source = RandomSource(seed: 3)
            return step
                ? model.step(batch, weights: weights, using: &source).total
                : model.loss(of: batch, weights: weights, using: &source).total
        }
        #expect(loss(0.5, step: false) == loss(1, step: false) && loss(1, step: true) == loss(1, step: false))
        #expect(loss(0.5, step: true) != loss(1, step: true))
        // The pixels that the last step looked at are forgotten.
        #expect(loss(0.5, step: false) == loss(1, step: false))
        #expect(model.decode(content: Matrix(rows: 1, columns: 2)).columns == 12)
    }

    @Test func `are those that a schedule tells`() {
        var schedule = LossSchedule()
        schedule.pixelShare = 0.25
        #expect(schedule.weights(inEpoch: 3).pixelShare == 0.25)
    }
}
