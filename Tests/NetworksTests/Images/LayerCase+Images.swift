import LinearAlgebra
import Networks
import Randomness

extension LayerCase {
    /// Convolutions, pooling and upsampling, small enough for finite differences in every number.
    static let images: [LayerCase] = convolutions + poolings + upsamplings

    private static let convolutions = [
        convolution("3 x 3", ImageShape(channels: 2, height: 3, width: 4), 3, ConvolutionWindow(kernel: 3)),
        convolution("1 x 1", ImageShape(channels: 3, height: 2, width: 3), 2, ConvolutionWindow(kernel: 1)),
        convolution(
            "stride 2", ImageShape(channels: 2, height: 5, width: 4), 2, ConvolutionWindow(kernel: 3, stride: 2)),
        convolution(
            "dilation 2", ImageShape(channels: 1, height: 5, width: 6), 2, ConvolutionWindow(kernel: 3, dilation: 2)),
        convolution(
            "of a signal", ImageShape(channels: 2, height: 1, width: 7), 2,
            ConvolutionWindow(kernelHeight: 1, kernelWidth: 5)),
        convolution(
            "wider than the image", ImageShape(height: 2, width: 3), 1, ConvolutionWindow(kernel: 7, dilation: 4)),
    ]

    private static func convolution(
        _ name: String, _ shape: ImageShape, _ channels: Int, _ window: ConvolutionWindow
    ) -> LayerCase {
        LayerCase(testDescription: "convolution, \(name)") {
            var source = RandomSource(seed: 4, stream: name)
            let layer = Convolution(shape, channels: channels, window: window, activation: .tanh, using: &source)
            for channel in 0..<channels { layer.bias.value[0, channel] = Float(source.uniform(in: -0.5...0.5)) }
            return layer
        }
    }

    private static let poolings = [
        LayerCase(testDescription: "pooling, odd sizes") {
            MaxPooling(ImageShape(channels: 2, height: 3, width: 5))
        },
        LayerCase(testDescription: "pooling, wide") { MaxPooling(ImageShape(height: 2, width: 21)) },
        LayerCase(testDescription: "pooling, of a signal") {
            MaxPooling(ImageShape(channels: 2, height: 1, width: 6))
        },
    ]

    private static let upsamplings = Upsampling.Interpolation.allCases.flatMap { interpolation in
        [
            LayerCase(testDescription: "upsampling, \(interpolation), twice") {
                Upsampling(ImageShape(channels: 2, height: 2, width: 11), interpolation: interpolation)
            },
            LayerCase(testDescription: "upsampling, \(interpolation), odd sizes") {
                Upsampling(
                    ImageShape(channels: 2, height: 2, width: 3), height: 5, width: 7, interpolation: interpolation)
            },
            LayerCase(testDescription: "upsampling, \(interpolation), of a signal") {
                Upsampling(ImageShape(channels: 2, height: 1, width: 4), interpolation: interpolation)
            },
        ]
    }
}
