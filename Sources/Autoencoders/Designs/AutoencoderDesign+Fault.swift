import Networks

extension AutoencoderDesign {
    /// What does not fit, in a sentence, or nil if an autoencoder can be made of these parts.
    package var fault: String? {
        latentFault ?? encoder.fault(for: input) ?? decoderFault
            ?? pose.fault(outputHeight: output.height) ?? likelihood.fault ?? constraintFault
    }

    private var latentFault: String? {
        if contentDimensions < 0 {
            return "the content has \(contentDimensions) dimensions, but a number of latents is 0 or more"
        }
        if classes < 0 || classes == 1 {
            return "there are \(classes) classes, but a discrete latent has 2 or more, and 0 stands for none"
        }
        if conditions < 0 { return "there are \(conditions) conditions, but a number of conditions is 0 or more" }
        if contentDimensions == 0, classes == 0, pose.parts.isEmpty {
            return "there are no latents: give the content a dimension, or let there be classes"
        }
        if contentDimensions == 0, classes == 0, conditions == 0 {
            return "nothing but a pose is told to the decoder: give the content a dimension, or let there be classes"
        }
        return nil
    }

    private var decoderFault: String? {
        switch decoder {
        case .image(let layers):
            if !pose.parts.isEmpty {
                return "a decoder that draws the image itself knows of no pose; let it draw a canvas, or by coordinates"
            }
            return layers.fault(for: output)
        case .canvas(let layers):
            return layers.fault(for: output)
        case .coordinates(let width, let depth):
            if width < 1 { return "the network of coordinates is \(width) wide, but a width is 1 or more" }
            return depth < 0 ? "the network of coordinates is \(depth) deep, but a depth is 0 or more" : nil
        }
    }
}

extension EncoderDesign {
    /// What does not fit images of a shape.
    fileprivate func fault(for shape: ImageShape) -> String? {
        switch self {
        case .dense(let widths):
            return widths.isEmpty
                ? "the encoder has no layers; give it the width of one at least" : Layers.fault("the encoder", widths)
        case .convolutional(let blocks, let widths, let kernel):
            if let fault = Layers.fault("the encoder", widths, blocks, kernel: kernel) { return fault }
            // Each block needs two columns to make one of.
            return shape.width >> blocks.count < 1
                ? "the encoder halves images \(shape.width) wide \(blocks.count) times, "
                    + "but they are halved down to a width of 1 at most" : nil
        }
    }
}

extension DrawingLayers {
    /// What does not fit images of a shape.
    fileprivate func fault(for shape: ImageShape) -> String? {
        switch self {
        case .dense(let widths):
            return Layers.fault("the decoder", widths)
        case .convolutional(let widths, let blocks, let kernel):
            if let fault = Layers.fault("the decoder", widths, blocks, kernel: kernel) { return fault }
            return shape.width >> blocks.count < 1
                ? "the decoder doubles images \(blocks.count) times, but they are \(shape.width) wide at the end" : nil
        }
    }
}

/// What encoders' and decoders' layers must have in common.
private enum Layers {
    static func fault(_ owner: String, _ widths: [Int]) -> String? {
        widths.first { $0 < 1 }.map { "a layer of \(owner) is \($0) wide, but a width is 1 or more" }
    }

    static func fault(_ owner: String, _ widths: [Int], _ blocks: [[Int]], kernel: Int) -> String? {
        if blocks.isEmpty || blocks.contains(where: \.isEmpty) {
            return "\(owner) needs a block of convolutions at least, and each block a convolution"
        }
        if let channels = blocks.joined().first(where: { $0 < 1 }) {
            return "a convolution of \(owner) has \(channels) channels, but it has 1 or more"
        }
        if ![1, 3, 5, 7].contains(kernel) {
            return "the kernels of \(owner) are \(kernel) wide, but kernels are 1, 3, 5 or 7 wide"
        }
        return fault(owner, widths)
    }
}

extension PosePrior {
    /// What cannot be inferred of images so high.
    fileprivate func fault(outputHeight height: Int) -> String? {
        if case .uniform(let starts) = rotation, starts < 3 {
            return "a uniform rotation has \(starts) starts, but 3 or more are needed to go round the circle"
        }
        var deviations = [("shear", shear), ("size", size), ("shift", shift)]
        if case .normal(let deviation) = rotation { deviations.append(("rotation", deviation)) }
        for case (let name, let deviation?) in deviations where !(deviation > 0 && deviation < .infinity) {
            return "the standard deviation of the \(name) is \(deviation), but it is a number above 0"
        }
        if let shear, shear >= .pi / 2 {
            return "the standard deviation of the shear is \(shear) radians, but a shear stays below a quarter circle"
        }
        if height == 1, rotation != nil { return "what is decoded has one row, which cannot be turned" }
        if height == 1, shear != nil { return "what is decoded has one row, which cannot be sheared" }
        return nil
    }
}

extension Likelihood {
    fileprivate var fault: String? {
        guard case .gaussian(let deviation) = self, !(deviation > 0 && deviation < .infinity) else { return nil }
        return "the standard deviation of the normal likelihood is \(deviation), but it is a number above 0"
    }
}
