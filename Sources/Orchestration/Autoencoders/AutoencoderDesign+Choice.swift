package import Autoencoders
package import Experiments
private import Foundation
package import Networks
package import TrainingSets

extension AutoencoderDesign {
    /// The parts that a plan names, for images of a shape.
    ///
    /// A decoder that draws is given a canvas where there is a pose.
    ///
    /// - Parameters:
    ///   - choice: What the plan says.
    ///   - input: The shape of what is encoded.
    ///   - output: The shape of what is decoded.
    ///   - conditions: How many numbers are told of each image.
    package init(_ choice: AutoencoderChoice, input: ImageShape, output: ImageShape, conditions: Int = 0) {
        self.init(input)
        self.output = output
        contentDimensions = choice.latents
        isVariational = choice.isVariational
        pose = PosePrior(choice.pose)
        classes = choice.classes.count
        self.conditions = conditions
        encoder =
            switch choice.encoder {
            case .dense(let widths): .dense(widths)
            case .convolutional(let layers): .convolutional(blocks: layers.blocks, dense: layers.dense)
            }
        let drawing: DrawingLayers?
        switch choice.decoder {
        case .dense(let widths): drawing = .dense(widths)
        case .convolutional(let layers):
            drawing = .convolutional(dense: layers.dense.reversed(), blocks: layers.blocks.reversed())
        case .coordinates(let network):
            drawing = nil
            decoder = .coordinates(width: network.width, depth: network.depth)
        }
        if let drawing { decoder = pose.isUpright ? .image(drawing) : .canvas(drawing) }
        likelihood =
            switch choice.likelihood {
            case .bernoulli: .bernoulli
            case .continuousBernoulli: .continuousBernoulli
            case .gaussian(let deviation): .gaussian(deviation: deviation)
            }
        activation =
            switch choice.activation {
            case .tanh: .tanh
            case .relu: .relu
            case .silu: .silu
            case .leakyReLU: .leakyReLU
            }
        constraints = OutputConstraints(choice.output, of: output)
    }
}

extension OutputConstraints {
    /// What a plan says that physics knows of an output.
    fileprivate init(_ choice: OutputChoice, of shape: ImageShape) {
        self.init()
        symmetry =
            switch choice.symmetry {
            case .none: nil
            case .leftRight: .leftRight
            case .upDown: .upDown
            case .twofold: .twofold
            case .fourfold: .fourfold
            case .fourfoldMirror: .fourfoldMirror
            }
        if choice.hasUnitIntegral {
            range = .unitIntegral(step: 1)
        } else if choice.isNonNegative {
            range = .nonNegative
        }
        pointSpread = choice.pointSpread.map { PointSpread(gaussian: $0, for: shape) }
        smoothness = choice.smoothness
    }
}

extension PosePrior {
    /// What a plan holds likely, in radians.
    init(_ choice: PoseChoice) {
        let radians = Double.pi / 180
        self.init(
            rotation: choice.rotation.map { rotation in
                switch rotation {
                case .free(let starts): .uniform(starts: starts)
                case .small(let degrees): .normal(deviation: degrees * radians)
                }
            }, shear: choice.shear.map { $0 * radians }, size: choice.size, shift: choice.shift)
    }

    fileprivate var isUpright: Bool { rotation == nil && shear == nil && size == nil && shift == nil }
}

extension ImageStack {
    /// The shape of one of the images.
    package var shape: ImageShape { ImageShape(channels: channels, height: height, width: width) }
}
