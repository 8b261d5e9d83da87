/// A layer that multiplies by weights and adds a bias: what files of weights count.
package protocol WeightedLayer: Layer {
    /// The weights, one row an output.
    var weights: Variable { get }

    /// The bias, one number an output.
    var bias: Variable { get }

    /// The extents of the weights as PyTorch has them, outputs first.
    var weightShape: [Int] { get }
}

extension Dense: WeightedLayer {
    /// Outputs x inputs.
    package var weightShape: [Int] { [outputs, inputs] }
}

extension Convolution: WeightedLayer {
    /// Channels of the result x channels of the image x rows x columns of the kernel.
    package var weightShape: [Int] {
        [resultShape.channels, shape.channels, window.kernelHeight, window.kernelWidth]
    }
}
