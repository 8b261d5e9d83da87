package import LinearAlgebra
package import Randomness

/// A convolution of images with a bias and a function f: y = f(w * x + b), by PyTorch's conventions.
///
/// As there, * is the cross-correlation: with k the kernel's extent, s the stride and d the dilation,
///
///     (w * x)[o, i, j] = sum over c, u, v of w[o, c, u, v] x[c, s i + d (u - k / 2), s j + d (v - k / 2)]
///
/// where x is zero outside the image. The bias, one number a channel, and the function are applied in place: only y is
/// kept. So f must be one whose derivative follows from its result; for others put an ``Activation`` behind.
///
/// Each example takes as many products as the kernel has rows; see ``Unfolding``. What one example gives does not depend
/// on the others nor on the number of threads, not even by rounding.
package final class Convolution: Layer {
    /// The shape of the image that is a row of the input.
    package let shape: ImageShape
    package let window: ConvolutionWindow
    /// The shape of the image that is a row of the output.
    package let resultShape: ImageShape
    /// w, channels of the result x (channels of the image x rows x columns of the kernel).
    package let weights: Variable
    /// b, 1 x channels of the result.
    package let bias: Variable
    package let activation: ActivationFunction
    /// How many threads share the examples; small passes use one all the same, and the pass backward eight at most.
    package var threads = 1

    let unfolding: Unfolding
    /// Memory to work in, allocated when it is first needed, or more of it.
    var workspace = ConvolutionWorkspace()

    package var inputs: Int { shape.count }
    package var outputs: Int { resultShape.count }
    package var parameters: [Variable] { [weights, bias] }

    /// How many numbers the memory that the layer works in has.
    ///
    /// It grows with the number of threads that the examples are shared out to, and for ``backward(_:_:propagating:)``
    /// with the examples up to eight, but no further, and not with the height of the image beyond what fits the cache.
    package var workspaceCount: Int { workspace.count }

    /// Creates a layer of the given parameters.
    ///
    /// - Parameters:
    ///   - shape: The shape of the image that is a row of the input.
    ///   - window: The kernel, stride and dilation.
    ///   - weights: One row a channel of the result; in each, channel by channel of the image, the kernel row by row.
    ///   - bias: One number a channel of the result.
    ///   - activation: The function that the layer itself applies.
    package init(
        _ shape: ImageShape, window: ConvolutionWindow, weights: consuming Matrix<Float>, bias: [Float],
        activation: ActivationFunction = .identity
    ) {
        precondition(bias.count == weights.rows, "a convolution needs one bias a channel of its result")
        precondition(
            weights.columns == shape.channels * window.taps,
            "a convolution needs one weight for each of the image's channels and pixels of the kernel")
        precondition(
            activation.isDifferentiableFromResult,
            "a convolution keeps only its result; put an Activation behind it for this function")
        self.shape = shape
        self.window = window
        resultShape = window.result(of: shape, channels: bias.count)
        unfolding = Unfolding(shape, window)
        self.weights = Variable(weights)
        self.bias = Variable(Matrix(rows: 1, columns: bias.count, elements: bias))
        self.activation = activation
    }

    /// Creates a layer of random weights and no bias.
    ///
    /// The weights are those of ``ActivationFunction/initialWeights(_:inputs:outputs:using:)``.
    ///
    /// - Parameters:
    ///   - shape: The shape of the image that is a row of the input.
    ///   - channels: The number of channels of the result.
    ///   - window: The kernel, stride and dilation; by default 3 x 3.
    ///   - activation: The function that the layer itself applies.
    ///   - successor: The function that decides on the variance, if a layer behind applies it.
    ///   - source: Where the weights are drawn from.
    package convenience init(
        _ shape: ImageShape, channels: Int, window: ConvolutionWindow = ConvolutionWindow(kernel: 3),
        activation: ActivationFunction = .identity, followedBy successor: ActivationFunction? = nil,
        using source: inout RandomSource
    ) {
        precondition(channels > 0, "a convolution needs a channel in its result")
        let elements = (successor ?? activation).initialWeights(
            channels * shape.channels * window.taps, inputs: shape.channels * window.taps,
            outputs: channels * window.taps, using: &source)
        self.init(
            shape, window: window,
            weights: Matrix(rows: channels, columns: shape.channels * window.taps, elements: elements),
            bias: Array(repeating: 0, count: channels), activation: activation)
    }

    package func copy() -> any Layer {
        let copy = Convolution(
            shape, window: window, weights: weights.value.copy(), bias: bias.value.elements, activation: activation)
        copy.threads = threads
        return copy
    }
}
