import Networks
import Randomness
import Testing

@testable import Autoencoders

@Suite struct `A design` {
    struct Fault: CustomTestStringConvertible, Sendable {
        /// What the sentence must say.
        let words: String
        let change: @Sendable (inout AutoencoderDesign) -> Void
        var testDescription: String { words }

        init(_ words: String, _ change: @escaping @Sendable (inout AutoencoderDesign) -> Void) {
            (self.words, self.change) = (words, change)
        }
    }

    private static let spectrum = ImageShape(height: 1, width: 32)

    static let faults = [
        Fault("the content has -1 dimensions") { $0.contentDimensions = -1 },
        Fault("there are 1 classes") { $0.classes = 1 },
        Fault("there are -2 conditions") { $0.conditions = -2 },
        Fault("there are no latents") { ($0.contentDimensions, $0.conditions) = (0, 3) },
        Fault("nothing but a pose") {
            ($0.contentDimensions, $0.decoder) = (0, .canvas(.dense([8])))
            $0.pose.shear = 0.3
        },
        Fault("the encoder has no layers") { $0.encoder = .dense([]) },
        Fault("a layer of the encoder is 0 wide") { $0.encoder = .dense([16, 0]) },
        Fault("the encoder needs a block of convolutions") { $0.encoder = .convolutional(blocks: [], dense: [8]) },
        Fault("each block a convolution") { $0.encoder = .convolutional(blocks: [[4], []], dense: [8]) },
        Fault("a convolution of the encoder has -3 channels") {
            $0.encoder = .convolutional(blocks: [[-3]], dense: [8])
        },
        Fault("the kernels of the encoder are 4 wide") {
            $0.encoder = .convolutional(blocks: [[4]], dense: [8], kernel: 4)
        },
        Fault("the encoder halves images 16 wide 5 times") {
            $0.encoder = .convolutional(blocks: Array(repeating: [2], count: 5), dense: [8])
        },
        Fault("a layer of the decoder is 0 wide") { $0.decoder = .image(.dense([0])) },
        Fault("the decoder doubles images 5 times") {
            $0.decoder = .canvas(.convolutional(dense: [], blocks: Array(repeating: [2], count: 5)))
        },
        Fault("the network of coordinates is 0 wide") { $0.decoder = .coordinates(width: 0, depth: 2) },
        Fault("the network of coordinates is -1 deep") { $0.decoder = .coordinates(width: 8, depth: -1) },
        Fault("knows of no pose") { $0.pose.size = 0.1 },
        Fault("knows of no pose") { $0.pose.rotation = .uniform(starts: 12) },
        Fault("a uniform rotation has 2 starts") {
            ($0.decoder, $0.pose.rotation) = (.canvas(.dense([8])), .uniform(starts: 2))
        },
        Fault("the standard deviation of the rotation is 0.0") {
            ($0.decoder, $0.pose.rotation) = (.canvas(.dense([8])), .normal(deviation: 0))
        },
        Fault("the standard deviation of the shift is nan") {
            ($0.decoder, $0.pose.shift) = (.canvas(.dense([8])), .nan)
        },
        Fault("a shear stays below a quarter circle") {
            ($0.decoder, $0.pose.shear) = (.canvas(.dense([8])), 1.6)
        },
        Fault("one row, which cannot be turned") {
            ($0.output, $0.decoder) = (spectrum, .canvas(.dense([8])))
            $0.pose.rotation = .uniform(starts: 6)
        },
        Fault("one row, which cannot be sheared") {
            ($0.output, $0.decoder, $0.pose.shear) = (spectrum, .canvas(.dense([8])), 0.2)
        },
        Fault("the standard deviation of the normal likelihood is 0.0") { $0.likelihood = .gaussian(deviation: 0) },
        Fault("a non-negative output needs a normal likelihood") { $0.constraints.range = .nonNegative },
        Fault("a unit integral needs a normal likelihood") {
            ($0.likelihood, $0.constraints.range) = (.continuousBernoulli, .unitIntegral(step: 0.1))
        },
        Fault("the step of the unit integral is 0.0") {
            ($0.likelihood, $0.constraints.range) = (.gaussian(deviation: 1), .unitIntegral(step: 0))
        },
        Fault("a decoder by coordinates draws no symmetric object") {
            ($0.decoder, $0.constraints.symmetry) = (.coordinates(width: 8, depth: 1), .twofold)
        },
        Fault("symmetric left and right only") { ($0.output, $0.constraints.symmetry) = (spectrum, .twofold) },
        Fault("only a square looks the same") {
            ($0.output, $0.constraints.symmetry) = (ImageShape(height: 16, width: 15), .fourfoldMirror)
        },
        Fault("its sides are odd") { $0.constraints.pointSpread = PointSpread(width: 2, kernel: [0.5, 0.5]) },
        Fault("1 x 17 pixels, more than the 16 x 16") {
            $0.constraints.pointSpread = PointSpread(width: 17, kernel: Array(repeating: 0, count: 17))
        },
        Fault("more than the 1 x 32 of what is decoded") {
            $0.output = spectrum
            $0.constraints.pointSpread = PointSpread(height: 3, width: 3, kernel: Array(repeating: 0.1, count: 9))
        },
        Fault("2 numbers for its 1 x 3 pixels") { $0.constraints.pointSpread = PointSpread(width: 3, kernel: [0, 1]) },
        Fault("a number below zero, or none above") {
            $0.constraints.pointSpread = PointSpread(width: 3, kernel: [0.5, -0.1, 0.5])
        },
        Fault("a number below zero, or none above") {
            $0.constraints.pointSpread = PointSpread(width: 3, kernel: [0, 0, 0])
        },
        Fault("adds up to 1.5") { $0.constraints.pointSpread = PointSpread(width: 3, kernel: [0.5, 0.5, 0.5]) },
        Fault("the weight of the smoothness is -1.0") { $0.constraints.smoothness = -1 },
    ]

    @Test(arguments: faults)
    func `whose parts do not fit says which and why`(fault: Fault) throws {
        var design = AutoencoderDesign(ImageShape(height: 16, width: 16))
        #expect(design.fault == nil)
        fault.change(&design)
        let sentence = try #require(design.fault)
        #expect(sentence.contains(fault.words), "\(sentence)")
    }

    @Test func `that does not fit stops the program`() async {
        await #expect(processExitsWith: .failure) {
            var source = RandomSource(seed: 1)
            var design = AutoencoderDesign(ImageShape(height: 4, width: 4))
            design.pose.shear = 0.3
            _ = Autoencoder(design, using: &source)
        }
    }

    @Test func `of dense layers has all but the last width in its trunk`() {
        var source = RandomSource(seed: 1)
        var design = AutoencoderDesign(ImageShape(height: 4, width: 3))
        (design.encoder, design.classes, design.conditions) = (.dense([9, 8, 7]), 3, 2)
        design.decoder = .image(.dense([6, 5]))
        let model = Autoencoder(design, using: &source)
        #expect(model.trunk.layers.map(\.outputs) == [9, 8])
        #expect(model.head.inputs == 8 + 3 + 2 && model.head.layers.map(\.outputs) == [7, 4])
        #expect(model.classifier?.layers.map(\.outputs) == [9, 8, 7, 3])
        #expect(model.decoder.inputs == 2 + 3 + 2 && model.decoder.layers.map(\.outputs) == [6, 5, 12])
        #expect(model.trunk.layers.allSatisfy { ($0 as? Dense)?.activation == .tanh })
    }

    @Test func `of one dense layer has outputs for a head`() {
        var source = RandomSource(seed: 1)
        var design = AutoencoderDesign(ImageShape(height: 4, width: 3))
        design.encoder = .dense([9])
        let model = Autoencoder(design, using: &source)
        #expect(model.trunk.layers.map(\.outputs) == [9] && model.head.layers.map(\.outputs) == [4])
    }

    @Test func `of convolutions has blocks in its trunk and its classifier`() {
        var source = RandomSource(seed: 1)
        var design = AutoencoderDesign(ImageShape(height: 8, width: 8))
        (design.encoder, design.classes) = (.convolutional(blocks: [[2, 3], [4]], dense: [9, 7]), 2)
        design.decoder = .image(.convolutional(dense: [6], blocks: [[5], [4]]))
        let model = Autoencoder(design, using: &source)
        #expect(model.trunk.layers.map(\.outputs) == [128, 192, 48, 64, 16, 9])
        #expect((model.trunk.layers.last as? Dense)?.activation == .tanh)
        #expect(model.head.inputs == 9 + 2 && model.head.layers.map(\.outputs) == [7, 4])
        #expect(model.classifier?.layers.suffix(3).map(\.outputs) == [9, 7, 2])
        #expect(model.decoder.layers.map(\.outputs) == [6, 20, 80, 80, 320, 256, 64])
    }

    @Test func `of spectra shifts along the row alone, whatever is encoded`() {
        var source = RandomSource(seed: 1)
        var design = AutoencoderDesign(ImageShape(height: 8, width: 8))
        (design.output, design.decoder, design.pose.shift) = (Self.spectrum, .canvas(.dense([8])), 0.1)
        #expect(Autoencoder(design, using: &source).design.pose.parts.map(\.part) == [.shiftX])
        design.output = design.input
        #expect(Autoencoder(design, using: &source).design.pose.parts.map(\.part) == [.shiftX, .shiftY])
    }
}
