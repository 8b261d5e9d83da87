import LinearAlgebra
import Networks
import Randomness
import Testing

@Suite("A convolutional network") struct ConvolutionalNetworkTests {
    /// The lengths of rows between the layers, from the input to the output.
    private func widths(_ network: Network) -> [Int] {
        [network.inputs] + network.layers.map(\.outputs)
    }

    @Test("encodes images by blocks that halve them, and dense layers")
    func encoder() {
        var source = RandomSource(seed: 1)
        let network = Network.convolutionalEncoder(
            ImageShape(height: 48, width: 48), blocks: [[32], [64, 64]], dense: [16, 4], using: &source)
        #expect(
            widths(network) == [
                48 * 48, 32 * 48 * 48, 32 * 24 * 24, 64 * 24 * 24, 64 * 24 * 24, 64 * 12 * 12, 16, 4,
            ])
    }

    @Test(
        "encodes odd sizes, rounded down by pooling and up by strides",
        arguments: [(.pooling, 8 * 3 * 2), (.stride, 8 * 4 * 3), (.none, 8 * 13 * 9)]
            as [(Network.Downsampling, Int)])
    func oddSizes(downsampling: Network.Downsampling, features: Int) {
        var source = RandomSource(seed: 1)
        let network = Network.convolutionalEncoder(
            ImageShape(channels: 2, height: 13, width: 9), blocks: [[4], [8]], downsampling: downsampling, dense: [],
            using: &source)
        #expect(network.outputs == features)
    }

    @Test("decodes to images whose size halving had rounded down")
    func decoder() {
        var source = RandomSource(seed: 1)
        let network = Network.convolutionalDecoder(
            to: ImageShape(channels: 3, height: 13, width: 50), inputs: 2, dense: [10], blocks: [[8, 8], [4]],
            using: &source)
        #expect(
            widths(network) == [
                2, 10, 8 * 3 * 12, 8 * 6 * 25, 8 * 6 * 25, 8 * 6 * 25, 8 * 13 * 50, 4 * 13 * 50, 3 * 13 * 50,
            ])
        #expect((network.layers.last as? Convolution)?.window.taps == 1)
        #expect((network.layers.last as? Convolution)?.activation == .identity)
    }

    @Test("takes signals as images of one row")
    func signals() {
        var source = RandomSource(seed: 1)
        let shape = ImageShape(height: 1, width: 101)
        let encoder = Network.convolutionalEncoder(shape, blocks: [[4], [8]], kernel: 5, dense: [3], using: &source)
        #expect(widths(encoder) == [101, 404, 200, 400, 200, 3])
        let decoder = Network.convolutionalDecoder(to: shape, inputs: 3, blocks: [[8], [4]], kernel: 5, using: &source)
        #expect(widths(decoder) == [3, 200, 400, 400, 808, 404, 101])
        #expect(encoder.weightedLayers.first?.weightShape == [4, 1, 1, 5])
    }

    @Test("has functions as layers of their own where convolutions cannot apply them")
    func separateFunctions() {
        var source = RandomSource(seed: 1)
        let network = Network.convolutionalEncoder(
            ImageShape(height: 8, width: 8), blocks: [[4]], dense: [5, 2], activation: .silu, using: &source)
        #expect(network.layers.filter { $0 is Activation }.count == 2)
        #expect(network.layers[1] is Activation && network.layers[2] is MaxPooling)
        #expect((network.layers.last as? Dense)?.activation == .identity)
    }

    @Test(
        "is the same bits on several threads, which reach all its layers", arguments: [ActivationFunction.relu, .silu])
    func threads(function: ActivationFunction) {
        func training(threads: Int) -> [[Float]] {
            var source = RandomSource(seed: 1)
            let shape = ImageShape(channels: 2, height: 25, width: 24)
            // Without dense layers: their products may round differently at the edges of shares.
            let encoder = Network.convolutionalEncoder(
                shape, blocks: [[16], [24, 24]], dense: [], activation: function, using: &source)
            let network = Network(
                encoder.layers + [
                    Upsampling(ImageShape(channels: 24, height: 6, width: 6)),
                    Convolution(ImageShape(channels: 24, height: 12, width: 12), channels: 2, using: &source),
                ])
            network.threads = threads
            #expect(network.layers.allSatisfy { $0.threads == threads })
            #expect(network.copy().layers.allSatisfy { $0.threads == threads })
            let input = Variable(rows: 30, columns: network.inputs)
            let numbers = source.normals(30 * network.inputs).map { Float($0) }
            input.value = Matrix(rows: 30, columns: network.inputs, elements: numbers)
            var adam = Adam()
            for _ in 0..<2 {
                let output = network.forward(input)
                output.gradient = output.value.copy()
                network.backward(input, propagating: true)
                adam.step(network.parameters)
            }
            return [network.forward(input).value.elements, input.gradient.elements] + network.values
        }
        let single = training(threads: 1)
        for threads in [2, 3] { #expect(training(threads: threads) == single) }
    }

    @Test("is stored and read with kernels of four dimensions")
    func weights() throws {
        func network(_ seed: UInt64) -> Network {
            var source = RandomSource(seed: seed)
            return Network.convolutionalEncoder(
                ImageShape(channels: 2, height: 6, width: 8), blocks: [[3], [4]], dense: [5], using: &source)
        }
        let (first, second) = (network(1), network(2))
        #expect(first.weights["layers.0.weight"]?.shape == [3, 2, 3, 3])
        #expect(first.weights["layers.0.bias"]?.shape == [3])
        #expect(first.weights["layers.1.weight"]?.shape == [4, 3, 3, 3])
        #expect(first.weights["layers.2.weight"]?.shape == [5, 8])
        try second.load(SafeTensors.decode(SafeTensors.encode(first.weights)))
        #expect(first.values == second.values)
        var weights = first.weights
        weights["layers.1.weight"] = Tensor(shape: [4, 27], elements: Array(repeating: 0, count: 108))
        let error = try #require(throws: WeightMismatch.self) { try second.load(weights) }
        #expect(error == WeightMismatch(name: "layers.1.weight", expected: [4, 3, 3, 3], found: [4, 27]))
        #expect(error.description.contains("4 x 3 x 3 x 3 (outputs x inputs x kernel)"))
    }

    @Test("learns to encode where a bright pixel is, and to draw it again")
    func learns() {
        var source = RandomSource(seed: 5)
        let shape = ImageShape(height: 9, width: 8)
        let encoder = Network.convolutionalEncoder(
            shape, blocks: [[6], [12]], dense: [32, 8], activation: .tanh, using: &source)
        let decoder = Network.convolutionalDecoder(
            to: shape, inputs: 8, dense: [32], blocks: [[12], [6]], activation: .tanh, using: &source)
        let network = Network(encoder.layers + decoder.layers)
        let input = Variable(constant: Matrix(rows: 72, columns: 72))
        for index in 0..<72 {
            for other in 0..<72 {
                let (down, across) = (Float(index / 8 - other / 8), Float(index % 8 - other % 8))
                input.value[index, other] = 1 / (1 + down * down + across * across)
            }
        }
        var adam = Adam(learningRate: 5e-3)
        var losses: [Float] = []
        for _ in 0..<400 {
            let output = network.forward(input)
            var loss: Float = 0
            for row in 0..<72 {
                for column in 0..<72 {
                    let error = output.value[row, column] - input.value[row, column]
                    output.gradient[row, column] = error / 72
                    loss += error * error / (72 * 72)
                }
            }
            losses.append(loss)
            network.backward(input)
            adam.step(network.parameters)
        }
        // A decoder without an encoder can do no better than the mean image, whose error is 0.0246.
        #expect((losses.last ?? 1) < 0.0123)
    }
}
