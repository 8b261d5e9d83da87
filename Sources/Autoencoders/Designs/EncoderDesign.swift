import Networks
import Randomness

/// The layers that an encoder is made of.
///
/// All but the last dense layer are its trunk, which sees the image alone. Its head, the last dense layer and the outputs,
/// sees besides the class that is supposed and the conditions; so that each class costs a head, not an encoder. An encoder
/// of one dense layer, or of convolutions alone, has a head of outputs only.
package enum EncoderDesign: Hashable, Sendable {
    /// Layers of these widths.
    case dense([Int])
    /// Blocks of convolutions, of so many channels each, every one of which halves the image by pooling, then dense layers
    /// of these widths.
    ///
    /// A spectrum, an image of height 1, has kernels of one row.
    case convolutional(blocks: [[Int]], dense: [Int], kernel: Int = 3)

    /// The width of the head's hidden layer, if it has one.
    private var headWidth: Int? {
        switch self {
        case .dense(let widths): widths.count > 1 ? widths.last : nil
        case .convolutional(_, let widths, _): widths.last
        }
    }

    /// Draws the layers that see the image alone.
    func trunk(
        of shape: ImageShape, activation: ActivationFunction, using source: inout RandomSource
    ) -> Network {
        // The last layer of a trunk is not the last of the encoder: it has the function, too.
        switch self {
        case .dense(let widths):
            Network(
                inputs: shape.count, layers: widths.count > 1 ? widths.dropLast() : widths, activation: activation,
                endsWith: activation, using: &source)
        case .convolutional(let blocks, let widths, let kernel):
            .convolutionalEncoder(
                shape, blocks: blocks, kernel: kernel, dense: widths.dropLast(), activation: activation,
                endsWith: activation, using: &source)
        }
    }

    /// Draws the layers from a trunk's results, and what is told beside, to the encoder's outputs.
    func head(
        inputs: Int, outputs: Int, activation: ActivationFunction, using source: inout RandomSource
    ) -> Network {
        Network(
            inputs: inputs, layers: (headWidth.map { [$0] } ?? []) + [outputs], activation: activation, using: &source)
    }

    /// Draws the layers of a whole encoder that tells so many classes apart.
    func classifier(
        of shape: ImageShape, classes: Int, activation: ActivationFunction, using source: inout RandomSource
    ) -> Network {
        switch self {
        case .dense(let widths):
            Network(inputs: shape.count, layers: widths + [classes], activation: activation, using: &source)
        case .convolutional(let blocks, let widths, let kernel):
            .convolutionalEncoder(
                shape, blocks: blocks, kernel: kernel, dense: widths + [classes], activation: activation,
                using: &source)
        }
    }
}
