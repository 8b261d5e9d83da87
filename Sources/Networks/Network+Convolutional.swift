package import Randomness

extension Network {
    /// How a block of convolutions makes the image smaller.
    package enum Downsampling: String, Hashable, Sendable, Codable, CaseIterable {
        /// It does not.
        case none
        /// By max pooling behind its last convolution.
        case pooling
        /// By a stride of two in its last convolution; odd sizes are rounded up.
        case stride
    }

    /// Creates an encoder of images: blocks of convolutions, each of which halves the image, then dense layers.
    ///
    ///     // 48 x 48 -> 32 x 24 x 24 -> 64 x 12 x 12 -> 128 x 6 x 6 -> 4 numbers
    ///     Network.convolutionalEncoder(shape, blocks: [[32], [64, 64], [128, 128]], dense: [4], using: &source)
    ///
    /// A signal, an image of height 1, has kernels of one row and is halved in its width alone.
    ///
    /// - Parameters:
    ///   - shape: The shape of the image that is a row of the input.
    ///   - blocks: For each block, the channels of each of its convolutions.
    ///   - downsampling: How a block halves the image.
    ///   - kernel: The width of the kernels, and for images their height.
    ///   - dense: The outputs of the dense layers behind the blocks; if there are none, the output is the last block's image.
    ///   - activation: The function after each convolution and each dense layer but the last.
    ///   - last: The function after the last dense layer.
    ///   - source: Where the weights are drawn from; the same source gives the same bits.
    /// - Returns: The encoder.
    package static func convolutionalEncoder(
        _ shape: ImageShape, blocks: [[Int]], downsampling: Downsampling = .pooling, kernel: Int = 3, dense: [Int],
        activation: ActivationFunction = .relu, endsWith last: ActivationFunction = .identity,
        using source: inout RandomSource
    ) -> Network {
        var chain = Chain(shape: shape, kernel: kernel, activation: activation)
        for block in blocks {
            for (index, channels) in block.enumerated() {
                let stride = downsampling == .stride && index == block.count - 1 ? 2 : 1
                chain.appendConvolution(channels, stride: stride, using: &source)
            }
            if downsampling == .pooling { chain.append(MaxPooling(chain.shape)) { $0.resultShape } }
        }
        chain.appendDense(dense, from: chain.shape.count, endsWith: last, using: &source)
        return Network(chain.layers)
    }

    /// Creates a decoder of images: dense layers to a small image, blocks each of which doubles it and convolves, and a
    /// linear 1 x 1 convolution to the image's channels.
    ///
    ///     // 2 numbers -> 128 x 6 x 6 -> 128 x 12 x 12 -> 64 x 24 x 24 -> 32 x 48 x 48 -> 48 x 48
    ///     Network.convolutionalDecoder(to: shape, inputs: 2, blocks: [[128, 128], [64, 64], [32]], using: &source)
    ///
    /// The small image has the channels of the first convolution, and the size that halving as often as there are blocks
    /// leaves, rounded down each time; the sizes are restored on the way back, even odd ones.
    ///
    /// - Parameters:
    ///   - shape: The shape of the image that is a row of the output.
    ///   - inputs: The number of columns of the input.
    ///   - dense: The outputs of the dense layers before the one that gives the small image.
    ///   - blocks: For each block, the channels of each of its convolutions, which work at the size after doubling: what is finer than
    ///     the doubled image of the last block would not be drawn otherwise.
    ///   - interpolation: How a block doubles the image.
    ///   - kernel: The width of the kernels, and for images their height.
    ///   - activation: The function after each layer but the last.
    ///   - source: Where the weights are drawn from; the same source gives the same bits.
    /// - Returns: The decoder.
    package static func convolutionalDecoder(
        to shape: ImageShape, inputs: Int, dense: [Int] = [], blocks: [[Int]],
        interpolation: Upsampling.Interpolation = .bilinear, kernel: Int = 3, activation: ActivationFunction = .relu,
        using source: inout RandomSource
    ) -> Network {
        let channels = blocks.lazy.compactMap(\.first).first ?? shape.channels
        let small = shape.halved(times: blocks.count).with(channels: channels)
        var chain = Chain(shape: small, kernel: kernel, activation: activation)
        chain.appendDense(dense + [small.count], from: inputs, endsWith: activation, using: &source)
        for (index, block) in blocks.enumerated() {
            let size = shape.halved(times: blocks.count - 1 - index)
            chain.append(
                Upsampling(chain.shape, height: size.height, width: size.width, interpolation: interpolation)
            ) { $0.resultShape }
            for channels in block { chain.appendConvolution(channels, stride: 1, using: &source) }
        }
        chain.append(
            Convolution(chain.shape, channels: shape.channels, window: ConvolutionWindow(kernel: 1), using: &source)
        ) { $0.resultShape }
        return Network(chain.layers)
    }
}

/// A chain of layers under construction, and the shape of the image it gives so far.
private struct Chain {
    private(set) var layers: [any Layer] = []
    private(set) var shape: ImageShape
    private let kernel: Int
    private let activation: ActivationFunction

    init(shape: ImageShape, kernel: Int, activation: ActivationFunction) {
        self.shape = shape
        self.kernel = kernel
        self.activation = activation
    }

    mutating func append<Appended: Layer>(_ layer: Appended, _ resultShape: (Appended) -> ImageShape) {
        layers.append(layer)
        shape = resultShape(layer)
    }

    mutating func appendConvolution(_ channels: Int, stride: Int, using source: inout RandomSource) {
        let window = ConvolutionWindow(
            kernelHeight: shape.height == 1 ? 1 : kernel, kernelWidth: kernel, stride: stride)
        append(
            Convolution(
                shape, channels: channels, window: window, activation: fused, followedBy: activation, using: &source)
        ) { $0.resultShape }
        appendActivation()
    }

    mutating func appendDense(
        _ widths: [Int], from inputs: Int, endsWith last: ActivationFunction, using source: inout RandomSource
    ) {
        var width = inputs
        for (index, outputs) in widths.enumerated() {
            let function = index == widths.count - 1 ? last : activation
            let fused = function.isDifferentiableFromResult ? function : .identity
            layers.append(
                Dense(inputs: width, outputs: outputs, activation: fused, followedBy: function, using: &source))
            if fused != function { layers.append(Activation(function, inputs: outputs)) }
            width = outputs
        }
    }

    /// The function as far as convolutions themselves apply it.
    private var fused: ActivationFunction { activation.isDifferentiableFromResult ? activation : .identity }

    /// Appends the function where the layer before has not applied it.
    private mutating func appendActivation() {
        guard fused != activation, let last = layers.last else { return }
        layers.append(Activation(activation, inputs: last.outputs))
    }
}
