import LinearAlgebra
import Networks
import Randomness
import Testing

@testable import Autoencoders

@Suite struct `An encoder as a network of dense layers` {
    private static func model(_ change: (inout AutoencoderDesign) -> Void) -> Autoencoder {
        var design = AutoencoderDesign(ImageShape(channels: 2, height: 5, width: 4))
        design.encoder = .dense([9, 8])
        design.decoder = .image(.dense([7]))
        design.contentDimensions = 3
        change(&design)
        var source = RandomSource(seed: 4)
        return Autoencoder(design, using: &source)
    }

    @Test(arguments: [[9], [9, 8], [9, 8, 7]], [ActivationFunction.tanh, .relu, .silu])
    func `gives the means of the content`(widths: [Int], activation: ActivationFunction) throws {
        for isTurned in [false, true] {
            let model = Self.model {
                ($0.encoder, $0.activation) = (.dense(widths), activation)
                guard isTurned else { return }
                $0.decoder = .canvas(.dense([7]))
                $0.pose = PosePrior(rotation: .uniform(starts: 3), shift: 0.1)
            }
            let extractor = try #require(model.extractor)
            var source = RandomSource(seed: 5)
            let network = Network(inputs: 40, layers: widths + [3], activation: activation, using: &source)
            try network.load(extractor, atLeast: widths.count + 1)
            let images = Matrix<Float>(
                rows: 6, columns: 40, elements: (0..<240).map { _ in Float(source.uniform()) })
            let means = model.encode(images).flatMap(\.content)
            #expect(zip(network.predict(images).elements, means).allSatisfy { abs($0 - $1) < 1e-5 })
        }
    }

    @Test func `has the names that a file has`() throws {
        let model = Self.model { _ in }
        #expect(model.extractorLayerNames == ["trunk.0", "head.0", "head.1"])
        let extractor = try #require(model.extractor)
        #expect(extractor["layers.0.weight"] == model.weights["trunk.0.weight"])
        #expect(extractor["layers.2.bias"]?.shape == [3] && model.weights["head.1.bias"]?.shape == [6])
    }

    @Test func `is none that has convolutions, or sees more than the image`() {
        #expect(Self.model { $0.encoder = .convolutional(blocks: [[2]], dense: [5]) }.extractor == nil)
        #expect(Self.model { $0.classes = 2 }.extractor == nil)
        #expect(Self.model { $0.conditions = 1 }.extractor == nil)
        #expect(Self.model { ($0.contentDimensions, $0.classes) = (0, 2) }.extractor == nil)
    }
}
