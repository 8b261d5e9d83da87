import Foundation
import LinearAlgebra
import Networks

/// A convolution from its definition, in double precision: six loops, and the gradients from the same six.
struct ReferenceConvolution {
    let convolution: ConvolutionCase
    let weights: [Float]
    let bias: [Float]
    private(set) var inputGradient: [Double] = []
    private(set) var weightGradient: [Double] = []
    private(set) var biasGradient: [Double] = []

    init(_ convolution: ConvolutionCase, _ layer: Convolution) {
        self.convolution = convolution
        weights = layer.weights.value.elements
        bias = layer.bias.value.elements
    }

    func forward(_ images: [Float]) -> [Double] {
        let (rows, pixels, channels) = (images.count / convolution.shape.count, resultPixels, convolution.channels)
        var results = (0..<rows * channels * pixels).map { Double(bias[$0 / pixels % channels]) }
        forEachProduct(rows: rows) { result, weight, pixel in
            results[result] += Double(weights[weight]) * Double(images[pixel])
        }
        switch convolution.activation {
        case .relu: return results.map { max(0, $0) }
        case .leakyReLU: return results.map { $0 < 0 ? 0.01 * $0 : $0 }
        case .tanh: return results.map { Foundation.tanh($0) }
        default: return results
        }
    }

    mutating func backward(_ images: [Float], results: [Float], _ outer: [Float]) {
        let pixels = resultPixels
        var (inputs, weightSums) = (
            Array(repeating: 0.0, count: images.count), Array(repeating: 0.0, count: weights.count)
        )
        let slopes = zip(outer, results).map { outer, result in
            switch convolution.activation {
            case .relu: result > 0 ? Double(outer) : 0
            case .leakyReLU: result > 0 ? Double(outer) : 0.01 * Double(outer)
            case .tanh: Double(outer) * (1 - Double(result) * Double(result))
            default: Double(outer)
            }
        }
        forEachProduct(rows: images.count / convolution.shape.count) { result, weight, pixel in
            inputs[pixel] += slopes[result] * Double(weights[weight])
            weightSums[weight] += slopes[result] * Double(images[pixel])
        }
        inputGradient = inputs
        weightGradient = weightSums
        biasGradient = Array(repeating: 0, count: bias.count)
        for (index, slope) in slopes.enumerated() { biasGradient[index / pixels % bias.count] += slope }
    }

    private var resultPixels: Int { convolution.window.result(of: convolution.shape, channels: 1).pixels }

    /// Calls `body` with the places of a result, a weight and a pixel for each product of the definition.
    private func forEachProduct(rows: Int, _ body: (Int, Int, Int) -> Void) {
        let (shape, window) = (convolution.shape, convolution.window)
        let result = window.result(of: shape, channels: convolution.channels)
        for row in 0..<rows {
            for output in 0..<result.channels {
                for y in 0..<result.height {
                    for x in 0..<result.width {
                        let place = ((row * result.channels + output) * result.height + y) * result.width + x
                        for channel in 0..<shape.channels {
                            for u in 0..<window.kernelHeight {
                                let line = window.stride * y + window.dilation * (u - window.kernelHeight / 2)
                                guard (0..<shape.height).contains(line) else { continue }
                                for v in 0..<window.kernelWidth {
                                    let column = window.stride * x + window.dilation * (v - window.kernelWidth / 2)
                                    guard (0..<shape.width).contains(column) else { continue }
                                    let kernel = (output * shape.channels + channel) * window.kernelHeight + u
                                    let plane = row * shape.channels + channel
                                    body(
                                        place, kernel * window.kernelWidth + v,
                                        (plane * shape.height + line) * shape.width + column)
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
