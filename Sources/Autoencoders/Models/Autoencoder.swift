package import Networks
package import Randomness

/// An encoder, its latents and a decoder; see ``AutoencoderDesign``.
///
/// The encoder's layers but the last are its trunk; its head, the last hidden layer and the outputs, sees besides the class
/// that is supposed and the conditions. Where there are classes, a classifier of its own tells how likely each is.
package final class Autoencoder {
    package let design: AutoencoderDesign
    let trunk: Network
    let head: Network
    let classifier: Network?
    /// The decoder's network: from content, class and conditions to what is drawn from.
    let decoder: Network
    /// The parameters of a decoder by coordinates.
    let coordinateNetwork: CoordinateNetwork?
    let layout: HeadLayout
    /// What is trained, in an order that never changes.
    package let parameters: [Variable]
    /// One for each thread.
    var renderers: [any Renderer]
    let workspace = Workspace()

    /// How many threads a step may use.
    package var threads = 1 {
        didSet {
            precondition(threads > 0, "a step needs at least one thread")
            for network in [trunk, head, classifier, decoder].compactMap(\.self) { network.threads = threads }
            renderers = (0..<threads).map { _ in makeRenderer() }
        }
    }

    /// Creates an autoencoder with weights at random.
    ///
    /// - Parameters:
    ///   - design: Its parts; the encoder has two layers or more, and a pose needs a decoder that can be posed.
    ///   - source: Where the weights are drawn from.
    package init(_ design: AutoencoderDesign, using source: inout RandomSource) {
        precondition(design.encoder.count > 1, "an encoder has two layers or more")
        if case .dense = design.decoder {
            precondition(
                design.pose.parts.isEmpty, "a dense decoder knows of no pose; a canvas or coordinates are posed")
        }
        self.design = design
        layout = HeadLayout(design)
        let (activation, classes, conditions) = (design.activation, design.classes, design.conditions)
        let widths = design.encoder
        // The last layer of a trunk is not the last of the encoder: it has the function, too.
        trunk = Network(
            inputs: design.input.count, layers: widths.dropLast(), activation: activation, endsWith: activation,
            using: &source)
        head = Network(
            inputs: widths[widths.count - 2] + classes + conditions, layers: [widths[widths.count - 1], layout.count],
            activation: activation, using: &source)
        classifier =
            classes > 0
            ? Network(inputs: design.input.count, layers: widths + [classes], activation: activation, using: &source)
            : nil
        let latents = design.contentDimensions + classes + conditions
        switch design.decoder {
        case .dense(let hidden), .canvas(let hidden):
            decoder = Network(
                inputs: latents, layers: hidden + [design.output.count], activation: activation, using: &source)
            coordinateNetwork = nil
        case .coordinates(let width, let depth):
            decoder = Network(inputs: latents, layers: [width], activation: activation, using: &source)
            coordinateNetwork = CoordinateNetwork(
                width: width, depth: depth, channels: design.output.channels, using: &source)
        }
        parameters =
            trunk.parameters + head.parameters + (classifier?.parameters ?? []) + decoder.parameters
            + (coordinateNetwork?.parameters ?? [])
        renderers = []
        renderers = [makeRenderer()]
    }

    private func makeRenderer() -> any Renderer {
        let shape = design.output
        if let coordinateNetwork {
            return CoordinateRenderer(coordinateNetwork, height: shape.height, width: shape.width)
        }
        if case .canvas = design.decoder {
            return CanvasRenderer(channels: shape.channels, height: shape.height, width: shape.width)
        }
        return DirectRenderer(outputCount: shape.count)
    }
}
