import LinearAlgebra
import Networks
import Randomness
import Testing

/// A convolution to hold to its definition.
struct ConvolutionCase: Sendable, CustomTestStringConvertible {
    let shape: ImageShape
    let channels: Int
    let window: ConvolutionWindow
    let activation: ActivationFunction

    init(
        _ channels: Int, _ height: Int, _ width: Int, to results: Int, _ kernelHeight: Int, _ kernelWidth: Int,
        stride: Int = 1, dilation: Int = 1, _ activation: ActivationFunction = .relu
    ) {
        shape = ImageShape(channels: channels, height: height, width: width)
        self.channels = results
        window = ConvolutionWindow(
            kernelHeight: kernelHeight, kernelWidth: kernelWidth, stride: stride, dilation: dilation)
        self.activation = activation
    }

    var testDescription: String {
        "\(shape.channels) x \(shape.height) x \(shape.width) to \(channels), \(window.kernelHeight) x "
            + "\(window.kernelWidth), stride \(window.stride), dilation \(window.dilation), \(activation)"
    }

    static let all: [ConvolutionCase] =
        [
            ConvolutionCase(1, 1, 1, to: 1, 3, 3),
            ConvolutionCase(3, 6, 7, to: 4, 3, 3),
            ConvolutionCase(3, 6, 7, to: 4, 3, 3, .tanh),
            ConvolutionCase(3, 6, 7, to: 4, 3, 3, .leakyReLU),
            ConvolutionCase(2, 9, 5, to: 3, 5, 5, .identity),
            ConvolutionCase(2, 8, 9, to: 3, 7, 7),
            ConvolutionCase(5, 6, 7, to: 4, 1, 1),
            ConvolutionCase(2, 6, 7, to: 3, 1, 1, stride: 2),
            ConvolutionCase(2, 1, 33, to: 3, 1, 5),
            ConvolutionCase(2, 1, 33, to: 3, 1, 7, stride: 2, dilation: 3),
            ConvolutionCase(2, 5, 6, to: 3, 5, 1),
            ConvolutionCase(2, 11, 3, to: 3, 3, 7, dilation: 4),
        ]
        + [(1, 2), (1, 3), (1, 4), (2, 1), (2, 2), (2, 3), (2, 4)].flatMap { stride, dilation in
            [(7, 8), (8, 7)].map { height, width in
                ConvolutionCase(2, height, width, to: 3, 3, 3, stride: stride, dilation: dilation)
            }
        }
        + [
            // Too large for one band.
            ConvolutionCase(24, 70, 64, to: 2, 3, 3),
            ConvolutionCase(24, 71, 131, to: 2, 3, 3, stride: 2),
            ConvolutionCase(24, 64, 130, to: 2, 5, 3, stride: 2, dilation: 3, .tanh),
            ConvolutionCase(64, 70, 64, to: 2, 1, 1),
        ]
}

@Suite("A convolution") struct ConvolutionTests {
    @Test("is what its definition says, and so are its gradients", arguments: ConvolutionCase.all)
    func definition(convolution: ConvolutionCase) {
        let (layer, input, output) = example(convolution, rows: 3)
        layer.forward(input, output)
        var reference = ReferenceConvolution(convolution, layer)
        let expected = reference.forward(input.value.elements)
        expectClose(output.value.elements, expected)
        let outer = output.gradient.elements
        for parameter in layer.parameters { parameter.gradient.fill(with: 0.5) }
        layer.backward(input, output, propagating: true)
        reference.backward(input.value.elements, results: output.value.elements, outer)
        expectClose(input.gradient.elements, reference.inputGradient)
        expectClose(layer.weights.gradient.elements, reference.weightGradient.map { $0 + 0.5 })
        expectClose(layer.bias.gradient.elements, reference.biasGradient.map { $0 + 0.5 })
    }

    @Test("gives an example the same bits alone, among others and on any number of threads")
    func independence() {
        let convolution = ConvolutionCase(16, 20, 21, to: 24, 3, 3)
        func training(rows: Int, threads: Int) -> [[Float]] {
            let (layer, input, output) = example(convolution, rows: rows)
            layer.threads = threads
            layer.forward(input, output)
            layer.backward(input, output, propagating: true)
            return [output.value.elements, input.gradient.elements] + layer.parameters.map { $0.gradient.elements }
        }
        let single = training(rows: 19, threads: 1)
        for threads in [2, 3, 64] { #expect(training(rows: 19, threads: threads) == single) }
        let alone = training(rows: 1, threads: 1)
        for index in 0...1 { #expect(Array(single[index].prefix(alone[index].count)) == alone[index]) }
    }

    @Test("works in memory that does not grow with the examples or from step to step")
    func memory() {
        let convolution = ConvolutionCase(16, 20, 21, to: 24, 3, 3)
        let (layer, input, output) = example(convolution, rows: 8)
        layer.threads = 3
        #expect(layer.workspaceCount == 0)
        func step() {
            layer.forward(input, output)
            layer.backward(input, output, propagating: true)
        }
        step()
        let count = layer.workspaceCount
        for rows in [8, 1, 100] {
            for variable in [input, output] { variable.resize(rows: rows) }
            step()
            #expect(layer.workspaceCount == count)
        }
        let large = example(ConvolutionCase(16, 600, 500, to: 2, 3, 3), rows: 1)
        large.0.forward(large.1, large.2)
        #expect(large.0.workspaceCount < 200_000, "an image of any height is worked on in bands")
    }

    @Test("has weights of the variance that keeps signals alive", arguments: [ActivationFunction.relu, .silu, .tanh])
    func initialWeights(function: ActivationFunction) {
        var source = RandomSource(seed: 8)
        let layer = Convolution(
            ImageShape(channels: 30, height: 4, width: 4), channels: 50,
            activation: function == .silu ? .identity : function, followedBy: function, using: &source)
        let weights = layer.weights.value.elements.map(Double.init)
        let count = Double(weights.count)
        #expect(weights.count == 30 * 50 * 9)
        // He: 2 / (30 * 9) where the function halves; Glorot: 2 / (30 * 9 + 50 * 9) elsewhere.
        let expected = function == .tanh ? 2.0 / 720 : 2.0 / 270
        let variance = weights.reduce(0) { $0 + $1 * $1 } / count
        #expect(abs(variance / expected - 1) < 5 * (0.8 / count).squareRoot())
        #expect(layer.bias.value.elements.allSatisfy { $0 == 0 })
    }

    @Test("stops the program when it is made of what does not fit")
    func preconditions() async {
        await #expect(processExitsWith: .failure) { _ = ConvolutionWindow(kernel: 4) }
        await #expect(processExitsWith: .failure) { _ = ConvolutionWindow(kernel: 3, stride: 3) }
        await #expect(processExitsWith: .failure) { _ = ConvolutionWindow(kernel: 3, dilation: 5) }
        await #expect(processExitsWith: .failure) {
            _ = Convolution(
                ImageShape(height: 2, width: 2), window: ConvolutionWindow(kernel: 3),
                weights: Matrix(rows: 1, columns: 8), bias: [0])
        }
        await #expect(processExitsWith: .failure) {
            _ = Convolution(
                ImageShape(height: 2, width: 2), window: ConvolutionWindow(kernel: 1),
                weights: Matrix(rows: 1, columns: 1), bias: [0], activation: .silu)
        }
    }

    private func example(_ convolution: ConvolutionCase, rows: Int) -> (Convolution, Variable, Variable) {
        var source = RandomSource(seed: 11)
        let layer = Convolution(
            convolution.shape, channels: convolution.channels, window: convolution.window,
            activation: convolution.activation, using: &source)
        for channel in 0..<convolution.channels { layer.bias.value[0, channel] = Float(source.uniform(in: -1...1)) }
        let (input, output) = (
            Variable(rows: rows, columns: layer.inputs), Variable(rows: rows, columns: layer.outputs)
        )
        input.value = random(rows, layer.inputs, stream: "images")
        output.gradient = random(rows, layer.outputs, stream: "slopes")
        // What is not set, but added to, would show.
        input.gradient.fill(with: .nan)
        output.value.fill(with: .nan)
        return (layer, input, output)
    }

    /// The first rows are the same for any number of them.
    private func random(_ rows: Int, _ columns: Int, stream: String) -> Matrix<Float> {
        var source = RandomSource(seed: 1, stream: stream)
        let elements = (0..<rows * columns).map { _ in Float(source.uniform(in: -1...1)) }
        return Matrix(rows: rows, columns: columns, elements: elements)
    }

    private func expectClose(_ values: [Float], _ expected: [Double]) {
        #expect(values.count == expected.count)
        let size = expected.reduce(1) { max($0, abs($1)) }
        #expect(zip(values, expected).allSatisfy { abs(Double($0) - $1) <= 2e-6 * size })
    }
}
