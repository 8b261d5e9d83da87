private import LinearAlgebra
package import Networks
package import Randomness

/// An encoder, its latents and a decoder; see ``AutoencoderDesign``.
///
/// An encoder has a trunk and a head; see ``EncoderDesign``. Where there are classes, a classifier of its own tells how likely
/// each is.
package final class Autoencoder {
    package let design: AutoencoderDesign
    let trunk: Network
    let head: Network
    let classifier: Network?
    /// The decoder's network: from content, class and conditions to what is drawn from.
    let decoder: Network
    /// The parameters of a decoder by coordinates.
    let coordinateNetwork: CoordinateNetwork?
    /// The direction along which objects are sheared, learned as a parameter; nil if none are.
    let shearAxis: Variable?
    /// How likely each angle is before an image is seen, learned as a parameter; nil if there is one alone.
    let anglePrior: Variable?
    let layout: HeadLayout
    /// What is trained, in an order that never changes.
    package let parameters: [Variable]
    /// One for each thread.
    private(set) var scorers: [ImageScorer]
    let workspace = Workspace()

    /// How many threads a step may use.
    package var threads = 1 {
        didSet {
            precondition(threads > 0, "a step needs at least one thread")
            for network in [trunk, head, classifier, decoder].compactMap(\.self) { network.threads = threads }
            scorers = (0..<threads).map { _ in makeScorer() }
        }
    }

    /// Creates an autoencoder with weights at random.
    ///
    /// - Parameters:
    ///   - design: Its parts, which must be without ``AutoencoderDesign/fault``.
    ///   - source: Where the weights are drawn from.
    package init(_ design: AutoencoderDesign, using source: inout RandomSource) {
        if let fault = design.fault { preconditionFailure(fault) }
        var design = design
        design.pose.isPlanar = design.output.height > 1
        self.design = design
        layout = HeadLayout(design)
        let (activation, classes, conditions) = (design.activation, design.classes, design.conditions)
        trunk = design.encoder.trunk(of: design.input, activation: activation, using: &source)
        head = design.encoder.head(
            inputs: trunk.outputs + classes + conditions, outputs: layout.count, activation: activation, using: &source)
        classifier =
            classes > 0
            ? design.encoder.classifier(of: design.input, classes: classes, activation: activation, using: &source)
            : nil
        let latents = design.contentDimensions + classes + conditions
        switch design.decoder {
        case .image(let layers), .canvas(let layers):
            let network = layers.network(inputs: latents, to: design.output, activation: activation, using: &source)
            decoder =
                design.constraints.symmetry.map { Network(network.layers + [Symmetrization($0, design.output)]) }
                ?? network
            if design.constraints.pointSpread != nil { Self.flatten(decoder) }
            coordinateNetwork = nil
        case .coordinates(let width, let depth):
            decoder = Network(inputs: latents, layers: [width], activation: activation, using: &source)
            coordinateNetwork = CoordinateNetwork(
                width: width, depth: depth, channels: design.output.channels, using: &source)
        }
        shearAxis = design.pose.shear.map { _ in Variable(rows: 1, columns: 1) }
        anglePrior = layout.starts > 1 ? Variable(rows: 1, columns: layout.starts) : nil
        parameters =
            trunk.parameters + head.parameters + (classifier?.parameters ?? []) + decoder.parameters
            + (coordinateNetwork?.parameters ?? []) + [shearAxis, anglePrior].compactMap(\.self)
        scorers = []
        scorers = [makeScorer()]
    }

    /// Lets a decoder draw nothing; see ``OutputConstraints/pointSpread``.
    private static func flatten(_ decoder: Network) {
        guard let last = decoder.weightedLayers.last else { return }
        last.weights.value = Matrix(rows: last.weights.value.rows, columns: last.weights.value.columns)
    }

    private func makeScorer() -> ImageScorer { ImageScorer(design, makeRenderer()) }

    private func makeRenderer() -> any Renderer {
        let shape = design.output
        if let coordinateNetwork {
            return CoordinateRenderer(coordinateNetwork, pixels: shape.pixels)
        }
        if case .canvas = design.decoder {
            return CanvasRenderer(channels: shape.channels, height: shape.height, width: shape.width)
        }
        return DirectRenderer(outputCount: shape.count)
    }
}
