import Networks
import Randomness

/// How a decoder draws.
package enum DecoderDesign: Hashable, Sendable {
    /// Layers draw the image, and know of no pose.
    case image(DrawingLayers)
    /// Layers draw a canvas, the upright image, which is laid into the pose; see ``CanvasRenderer``.
    case canvas(DrawingLayers)
    /// A network of each pixel's coordinates, as wide and deep as told; see ``CoordinateNetwork``.
    case coordinates(width: Int, depth: Int)
}

/// The layers that an image is drawn by, from a few numbers.
package enum DrawingLayers: Hashable, Sendable {
    /// Layers of these widths, and one that gives all numbers.
    case dense([Int])
    /// Layers of these widths, one that gives a small image, and blocks of convolutions, of so many channels each, every one of
    /// which doubles it; then one to the image's channels.
    ///
    /// A spectrum, an image of height 1, has kernels of one row.
    case convolutional(dense: [Int], blocks: [[Int]], kernel: Int = 3)

    /// Draws the layers' weights.
    func network(
        inputs: Int, to shape: ImageShape, activation: ActivationFunction, using source: inout RandomSource
    ) -> Network {
        switch self {
        case .dense(let widths):
            Network(inputs: inputs, layers: widths + [shape.count], activation: activation, using: &source)
        case .convolutional(let widths, let blocks, let kernel):
            .convolutionalDecoder(
                to: shape, inputs: inputs, dense: widths, blocks: blocks, kernel: kernel, activation: activation,
                using: &source)
        }
    }
}
