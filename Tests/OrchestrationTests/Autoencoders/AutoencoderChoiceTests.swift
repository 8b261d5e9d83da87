import Autoencoders
import Experiments
import Foundation
import Networks
import Testing

@testable import Orchestration

@Suite("The autoencoder of a plan") struct AutoencoderChoiceTests {
    private let shape = ImageShape(height: 16, width: 16)

    @Test("can be made of every preset", arguments: AutoencoderChoice.Preset.allCases)
    func presets(preset: AutoencoderChoice.Preset) {
        let design = AutoencoderDesign(AutoencoderChoice(preset), input: shape, output: shape, conditions: 4)
        #expect(design.fault == nil)
    }

    @Test("holds poses likely in radians, and lays what is drawn into them")
    func poses() {
        var choice = AutoencoderChoice(.vae)
        #expect(AutoencoderDesign(choice, input: shape, output: shape).decoder == .image(.dense([128, 128])))
        choice.pose.rotation = .small(degrees: 12)
        choice.pose.shear = 20
        let design = AutoencoderDesign(choice, input: shape, output: shape)
        #expect(design.decoder == .canvas(.dense([128, 128])))
        #expect(design.pose.rotation == .normal(deviation: 12 * (Double.pi / 180)))
        #expect(design.pose.shear == 20 * (Double.pi / 180))
        choice.decoder = .coordinates(CoordinateChoice())
        #expect(
            AutoencoderDesign(choice, input: shape, output: shape).decoder == .coordinates(width: 128, depth: 2))
    }

    @Test("turns a convolutional decoder round")
    func convolutions() {
        var choice = AutoencoderChoice(.vae)
        var layers = ConvolutionChoice()
        (layers.blocks, layers.dense) = ([[8], [16, 16]], [32, 20])
        (choice.encoder, choice.decoder) = (.convolutional(layers), .convolutional(layers))
        let design = AutoencoderDesign(choice, input: shape, output: shape)
        #expect(design.encoder == .convolutional(blocks: [[8], [16, 16]], dense: [32, 20]))
        #expect(design.decoder == .image(.convolutional(dense: [20, 32], blocks: [[16, 16], [8]])))
    }

    @Test("takes what physics knows")
    func constraints() {
        var choice = AutoencoderChoice(.vae)
        choice.likelihood = .gaussian(deviation: 0.1)
        choice.output.hasUnitIntegral = true
        choice.output.symmetry = .fourfold
        choice.output.pointSpread = 1
        choice.output.smoothness = 2
        let constraints = AutoencoderDesign(choice, input: shape, output: shape).constraints
        #expect(constraints.range == .unitIntegral(step: 1))
        #expect(constraints.symmetry == .fourfold && constraints.smoothness == 2)
        #expect(constraints.pointSpread == PointSpread(gaussian: 1, for: shape))
    }

    @Test("is told shear, classes and content one after the other where objects may be turned")
    func stages() {
        var training = AutoencoderTrainingChoice()
        training.epochs = 60
        let turned = LossSchedule(training, of: AutoencoderChoice(.rsvae))
        #expect(turned.partStarts[.shear] == 9 && turned.contentStart == 18)
        #expect(turned.content == .annealed(from: 2, to: 1, epochs: 30))
        #expect(turned.isExact && turned.axisTrials.map(\.epoch) == [9, 33])
        let sorted = LossSchedule(training, of: AutoencoderChoice(.jrvae))
        #expect(sorted.contentStart == 16 && sorted.classStart == 30 && sorted.seedingEpochs == 8)
        let plain = LossSchedule(training, of: AutoencoderChoice(.vae))
        #expect(plain.contentStart == 0 && plain.content == .constant(1) && plain.settledEpoch == 0)
        training.stages.content = 3
        training.weights.content = .constant(4)
        let written = LossSchedule(training, of: AutoencoderChoice(.rsvae))
        #expect(written.contentStart == 3 && written.content == .constant(4))
    }
}
