import Foundation
import LinearAlgebra
import Networks
import Randomness
import Testing

@testable import Autoencoders

@Suite struct `What is known of an output` {
    private static func model(_ change: (inout AutoencoderDesign) -> Void) -> Autoencoder {
        var design = AutoencoderDesign(ImageShape(height: 4, width: 5))
        (design.encoder, design.decoder) = (.dense([9, 8]), .image(.dense([7])))
        design.likelihood = .gaussian(deviation: 0.4)
        change(&design)
        var source = RandomSource(seed: 6)
        return Autoencoder(design, using: &source)
    }

    private static var content: Matrix<Float> { Matrix(rows: 2, columns: 2, elements: [4, -7, 3, 5]) }

    @Test func `makes numbers softplus of what is drawn`() throws {
        let model = Self.model { $0.constraints.range = .nonNegative }
        let free = Self.model { _ in }
        try free.load(model.weights)
        let (found, drawn) = (model.decode(content: Self.content).elements, free.decode(content: Self.content).elements)
        #expect(drawn.contains { $0 < 0 })
        for (value, number) in zip(found, drawn) { #expect(abs(Double(value) - log1p(exp(Double(number)))) < 1e-6) }
    }

    /// Whatever was drawn at random where the instrument sees nothing would stay there.
    @Test func `begins with a flat object where there is a point spread`() {
        let model = Self.model { $0.constraints.pointSpread = PointSpread(width: 3, kernel: [1, 2, 1]) }
        #expect(model.decode(content: Self.content).elements.allSatisfy { $0 == 0 })
    }

    @Test(arguments: [1, 0.04]) func `lets numbers be a density`(step: Double) throws {
        let model = Self.model { $0.constraints.range = .unitIntegral(step: step) }
        let free = Self.model { _ in }
        try free.load(model.weights)
        let found = model.decode(content: Self.content)
        let drawn = free.decode(content: Self.content)
        for row in 0..<2 {
            let positive = drawn.row(row).map { exp(Double($0)) }
            let sum = positive.reduce(0, +)
            for (value, number) in zip(found.row(row), positive) {
                #expect(abs(Double(value) - number / sum / step) < 1e-6 / step)
            }
            #expect(abs(found.row(row).reduce(0) { $0 + Double($1) } * step - 1) < 1e-6)
        }
    }

    /// Three rows of two: 1 2 / 4 8 / 3 3 has rises of 1, 4, 0 along and 3, 6, -1, -5 across, whose squares add up to 88.
    @Test func `has roughness for the mean squared difference of neighbours`() {
        let shape = ImageShape(height: 3, width: 2)
        let image: [Float] = [1, 2, 4, 8, 3, 3]
        unsafe image.withUnsafeBufferPointer { image in
            guard let image = image.baseAddress else { return }
            #expect(unsafe Roughness.value(of: image, shape) == 88 / 7.0)
            #expect(unsafe Roughness.value(of: image, ImageShape(height: 1, width: 6)) == (1 + 4 + 16 + 25) / 5.0)
            #expect(unsafe Roughness.value(of: image, ImageShape(channels: 6, height: 1, width: 1)) == 0)
            #expect(unsafe Roughness.value(of: image, ImageShape(channels: 3, height: 1, width: 2)) == 17 / 3.0)
        }
    }

    @Test func `counts roughness in the loss, and not in the bound`() throws {
        let batch = ImageBatch(inputs: Variable(constant: Matrix(rows: 3, columns: 20)))
        func parts(_ smoothness: Double) -> LossParts {
            let model = Self.model { $0.constraints.smoothness = smoothness }
            var source = RandomSource(seed: 3)
            return model.loss(of: batch, using: &source)
        }
        let (free, smooth, smoother) = (parts(0), parts(3), parts(6))
        #expect(free.smoothness == 0 && smooth.smoothness > 0)
        #expect(abs(smoother.smoothness - 2 * smooth.smoothness) < 1e-12)
        #expect(abs(smooth.evidenceBound - free.evidenceBound) < 1e-9)
        #expect(abs(smooth.total - free.total - smooth.smoothness) < 1e-9)
    }

    @Test func `does not let pixels be drawn alone where they depend on others`() async {
        #expect(Self.model { $0.constraints.range = .nonNegative }.design.canDrawPixelsAlone)
        #expect(!Self.model { $0.constraints.range = .unitIntegral(step: 1) }.design.canDrawPixelsAlone)
        #expect(!Self.model { $0.constraints.smoothness = 1 }.design.canDrawPixelsAlone)
        #expect(
            !Self.model { $0.constraints.pointSpread = PointSpread(width: 1, kernel: [1]) }.design.canDrawPixelsAlone)
        await #expect(processExitsWith: .failure) {
            var source = RandomSource(seed: 3)
            var design = AutoencoderDesign(ImageShape(height: 4, width: 5))
            design.constraints.smoothness = 1
            var weights = LossWeights()
            weights.pixelShare = 0.5
            let batch = ImageBatch(inputs: Variable(constant: Matrix(rows: 3, columns: 20)))
            Autoencoder(design, using: &source).step(batch, weights: weights, using: &source)
        }
    }

    /// Bars seen through a wide Gaussian: told of it, a decoder finds bars that are sharper than what was seen of them, and
    /// nearer to the truth.
    @Test func `shows objects sharper than they were seen`() {
        let shape = ImageShape(height: 1, width: 32)
        let spread = PointSpread(gaussian: 2, for: shape)
        let blur = Blur(spread, shape)
        var (objects, images): ([Float], [Float]) = ([], [])
        for index in 0..<64 {
            let object = (0..<32).map { Float(abs(Double($0) - 8 - Double(index) / 4) < 2.5 ? 1 : 0) }
            objects += object
            var image = object
            unsafe object.withUnsafeBufferPointer { object in
                unsafe image.withUnsafeMutableBufferPointer { image in
                    guard let object = object.baseAddress, let image = image.baseAddress else { return }
                    unsafe blur.apply(object, into: image)
                }
            }
            images += image
        }
        func error(_ found: [Float]) -> Double {
            zip(found, objects).reduce(0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) } / Double(objects.count)
        }
        var design = AutoencoderDesign(shape)
        (design.encoder, design.decoder) = (.dense([32, 32]), .image(.dense([32, 32])))
        (design.isVariational, design.likelihood) = (false, .bernoulli)
        design.constraints.pointSpread = spread
        var source = RandomSource(seed: 1)
        let model = Autoencoder(design, using: &source)
        var training = AutoencoderTraining(model, batchSize: 16, learningRate: 5e-3, seed: 1)
        let set = TrainingImages(Matrix(rows: 64, columns: 32, elements: images))
        for _ in 0..<300 { _ = training.runEpoch(set) }
        let found = error(model.reconstruct(set.inputs, showing: .object).elements)
        let seen = error(images)
        #expect(found < 0.5 * seen, "\(found) against \(seen)")
    }
}
