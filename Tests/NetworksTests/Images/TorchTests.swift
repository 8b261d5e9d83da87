import LinearAlgebra
import Networks
import Testing

/// What PyTorch 2.13 (CPU) gives for simple numbers, computed for this test.
///
/// Number i of a sequence is ((i step + start) mod 13 - 6) / 8. Images are sequences of step 5 and start 1, weights of 7
/// and 3, biases of 3 and 2, the gradients in the results of 4 and 5.
@Suite("PyTorch's numbers") struct TorchTests {
    struct Golden: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let convolution: ConvolutionCase
        let results: [Float]
        let inputGradient: [Float]
        let weightGradient: [Float]
        let biasGradient: [Float]
    }

    // torch.nn.functional.conv2d(x, w, b, stride=stride, dilation=dilation, padding=dilation * (kernel // 2))
    static let convolutions: [Golden] = [
        Golden(
            testDescription: "stride 2, odd height", convolution: ConvolutionCase(2, 5, 4, to: 2, 3, 3, stride: 2),
            results: [
                -1.34375, -1.046875, -1.203125, -1.984375, -0.609375, -1.3125, 0.75, -0.671875, 1.59375, -1.4375,
                1.546875, 0.171875,
            ],
            inputGradient: [
                0.25, 0.0625, -0.125, 0.3125, -0.421875, -0.5, -0.359375, 0.4375, -0.296875, -0.625, 0.34375,
                -0.3125, 0.921875, -0.046875, 0.375, -0.40625, -0.03125, 0.71875, -0.40625, 0.6875, -0.234375,
                0.0625, -0.046875, 0.1875, -0.46875, 0.734375, 0.3125, -0.3125, 0.75, -0.40625, -0.28125, -0.125,
                -0.328125, -0.203125, -0.15625, 0.28125, -0.09375, 0.34375, 0.09375, 0.375,
            ],
            weightGradient: [
                -0.28125, -0.0625, 0.75, 0.15625, -0.15625, -0.203125, -0.125, -0.359375, 0.59375, 0.28125, -0.0625,
                -0.0625, -0.28125, -0.078125, 0.28125, 0.015625, 0.015625, -0.453125, 0.0625, 0.21875, -0.40625,
                0.0625, -0.75, 0.09375, 0.21875, 0.125, -0.359375, 0.0625, -0.09375, 0.296875, 0, 0.28125, 0.109375,
                -0.203125, 0.1875, 0.109375,
            ],
            biasGradient: [
                0.25, 0.375,
            ]),
        Golden(
            testDescription: "dilation 2", convolution: ConvolutionCase(1, 5, 6, to: 2, 3, 3, dilation: 2),
            results: [
                -0.234375, -0.234375, -0.828125, -1.453125, 0.140625, -0.828125, -0.234375, -0.4375, -0.3125,
                0.078125, -1, -0.953125, -0.90625, -0.140625, 0.484375, -0.828125, -1.03125, -0.09375, 0.03125,
                -0.640625, -1.328125, -0.015625, 0.359375, -1.078125, -0.75, -1.015625, -0.15625, -0.0625, -1.15625,
                -0.5625, 0.65625, -0.78125, -0.515625, 0.15625, -0.21875, 0.015625, -0.859375, -0.265625, 0.875,
                -0.484375, -0.640625, 0.609375, -0.8125, 0.84375, -0.15625, -0.234375, 0.234375, -0.171875, 0.625,
                -0.265625, -0.953125, 0.234375, 0.515625, -0.734375, -0.25, -0.734375, 0.28125, 0.25, -0.6875,
                -0.3125,
            ],
            inputGradient: [
                -1.671875, 0.078125, 1.328125, -0.125, -1.578125, 0.625, 0.09375, -0.59375, 0.53125, 0.5, -0.546875,
                0.03125, 0.984375, -1.515625, -0.140625, 1.671875, 0.234375, -2.5, 0.796875, 0.453125, -1.25,
                0.453125, 0.84375, -0.875, 0.359375, 1.03125, -0.578125, -0.90625, 0.484375, 0.796875,
            ],
            weightGradient: [
                -0.375, 1.046875, -0.421875, 1.0625, -3.140625, 0.6875, -0.53125, 0.484375, 0.8125, -1.1875,
                0.390625, 0.9375, 1.359375, 1.59375, -1.21875, 0.109375, -1.953125, 0.984375,
            ],
            biasGradient: [
                -0.75, 0.75,
            ]),
        Golden(
            testDescription: "a signal", convolution: ConvolutionCase(2, 1, 7, to: 2, 1, 5),
            results: [
                -0.9375, -0.453125, -0.15625, -1.046875, -0.71875, 0.078125, -0.65625, -0.484375, 0.234375,
                0.328125, -1.125, 1.28125, -1.4375, 0.640625,
            ],
            inputGradient: [
                0.109375, -0.015625, -0.015625, -0.515625, 0.609375, -0.546875, 0.96875, 0.03125, -0.78125, 1.28125,
                0.515625, -0.453125, 0, -0.234375,
            ],
            weightGradient: [
                0.25, -0.015625, -0.75, 0.171875, -0.25, 0.4375, 0.390625, -0.078125, -0.765625, 0.203125, 0.828125,
                -0.640625, 0.21875, 0.28125, -0.34375, -0.625, 1.046875, -0.59375, 0.21875, 0.296875,
            ],
            biasGradient: [
                -0.125, 0,
            ]),
        Golden(
            testDescription: "stride 2 and dilation 3",
            convolution: ConvolutionCase(1, 6, 5, to: 1, 3, 3, stride: 2, dilation: 3),
            results: [
                -1.265625, -0.765625, -0.4375, -1.265625, -0.546875, -0.375, -0.25, -0.265625, -0.671875,
            ],
            inputGradient: [
                0.015625, -0.46875, -0.046875, -0.09375, 0.09375, -0.1875, -0.234375, 0.0625, 0.09375, 0.3125,
                0.03125, 0.46875, -0.03125, -0.1875, -0.09375, 0.09375, 0, -0.28125, -0.015625, 0.5625, 0.046875,
                0.390625, -0.015625, -0.28125, -0.078125, 0.1875, 0, -0.1875, -0.03125, -0.5625,
            ],
            weightGradient: [
                -0.078125, 0.421875, 0.1875, -0.5, -0.296875, -0.078125, -0.1875, -0.265625, -0.0625,
            ],
            biasGradient: [
                0.625
            ]),
    ]

    @Test("are those of convolutions", arguments: convolutions)
    func convolution(golden: Golden) {
        let (shape, window) = (golden.convolution.shape, golden.convolution.window)
        let channels = golden.convolution.channels
        let columns = shape.channels * window.taps
        let layer = Convolution(
            shape, window: window,
            weights: Matrix(rows: channels, columns: columns, elements: Self.sequence(channels * columns, 7, 3)),
            bias: Self.sequence(channels, 3, 2))
        let (input, output) = Self.run(layer)
        // Products of multiples of 1/8 are exact, and so are their sums.
        #expect(output.value.elements == golden.results)
        #expect(input.gradient.elements == golden.inputGradient)
        #expect(layer.weights.gradient.elements == golden.weightGradient)
        #expect(layer.bias.gradient.elements == golden.biasGradient)
    }

    @Test("are those of max pooling")
    func pooling() {
        // torch.nn.functional.max_pool2d(x, 2) of 2 x 5 x 7.
        let (input, output) = Self.run(MaxPooling(ImageShape(channels: 2, height: 5, width: 7)))
        #expect(
            output.value.elements == [
                0.5, 0.75, 0.375, 0.625, 0.75, 0.375, 0.75, 0.375, 0.5, 0.75, 0.5, 0.625,
            ])
        let routed: [Int: Float] = [
            7: -0.125, 10: 0.375, 12: -0.75, 15: -0.25, 23: 0.25, 25: 0.75, 36: -0.375, 38: 0.125, 46: 0.625,
            49: -0.5, 54: 0.5,
        ]
        #expect(input.gradient.elements == (0..<70).map { routed[$0] ?? 0 })
    }

    @Test("are those of bilinear upsampling to odd sizes")
    func bilinear() {
        // torch.nn.functional.interpolate(x, size=(5, 8), mode="bilinear", align_corners=False) of 3 x 4.
        let (input, output) = Self.run(Upsampling(ImageShape(height: 3, width: 4), height: 5, width: 8))
        let results: [Float] = [
            -0.625, -0.46875, -0.15625, 0.15625, 0.46875, 0.375, -0.125, -0.375, -0.275, -0.28125, -0.29375, -0.14375,
            0.16875, 0.2375, 0.0625, -0.025, 0.25, 0, -0.5, -0.59375, -0.28125, 0.03125, 0.34375, 0.5, -0.2, -0.20625,
            -0.21875, -0.0687499, 0.24375, 0.3125, 0.1375, 0.0499999, -0.5, -0.34375, -0.03125, 0.28125, 0.59375, 0.5,
            0, -0.25,
        ]
        let gradient: [Float] = [
            0.11875, -0.5375, 0.3875, -0.26875, 0.225, 0.35, -0.0312499, -0.0687501, -0.125, 0.03125, -0.2625,
            0.0562501,
        ]
        Self.expectClose(output.value.elements, results)
        Self.expectClose(input.gradient.elements, gradient)
    }

    @Test("are those of nearest upsampling to odd sizes")
    func nearest() {
        // torch.nn.functional.interpolate(x, size=(7, 5), mode="nearest") of 3 x 4.
        let (input, output) = Self.run(
            Upsampling(ImageShape(height: 3, width: 4), height: 7, width: 5, interpolation: .nearest))
        let lines: [[Float]] = [
            [-0.625, -0.625, 0, 0.625, -0.375], [0.25, 0.25, -0.75, -0.125, 0.5], [-0.5, -0.5, 0.125, 0.75, -0.25],
        ]
        #expect(output.value.elements == [0, 0, 0, 1, 1, 2, 2].flatMap { lines[$0] })
        #expect(
            input.gradient.elements == [
                1.125, -1.25, 0.25, 0.125, -0.25, -0.25, 0.75, 0.125, 0.25, 0, -0.625, 0.375,
            ])
    }

    /// Runs a layer forward and backward on one example of the sequences.
    private static func run(_ layer: any Layer) -> (Variable, Variable) {
        let input = Variable(Matrix(rows: 1, columns: layer.inputs, elements: sequence(layer.inputs, 5, 1)))
        let output = Variable(rows: 1, columns: layer.outputs)
        layer.forward(input, output)
        output.gradient = Matrix(rows: 1, columns: layer.outputs, elements: sequence(layer.outputs, 4, 5))
        layer.backward(input, output, propagating: true)
        return (input, output)
    }

    private static func sequence(_ count: Int, _ step: Int, _ start: Int) -> [Float] {
        (0..<count).map { Float(($0 * step + start) % 13 - 6) / 8 }
    }

    private static func expectClose(_ values: [Float], _ expected: [Float]) {
        #expect(values.count == expected.count)
        for (value, expected) in zip(values, expected) { #expect(abs(value - expected) < 1e-6) }
    }
}
