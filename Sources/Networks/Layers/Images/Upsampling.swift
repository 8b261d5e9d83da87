private import LinearAlgebra

/// Each channel of an image at another, greater size, as PyTorch's `interpolate` finds it given that size.
package final class Upsampling: Layer {
    /// How a value between two pixels is found.
    package enum Interpolation: String, Hashable, Sendable, Codable, CaseIterable {
        /// The value of the pixel in which the place lies.
        case nearest
        /// On the straight lines between the pixels' centres; at the edges the outermost pixel's value.
        case bilinear
    }

    /// The shape of the image that is a row of the input.
    package let shape: ImageShape
    /// The shape of the image that is a row of the output.
    package let resultShape: ImageShape
    package let interpolation: Interpolation
    package var threads = 1

    private let lines: Resampling
    private let columns: Resampling
    /// An image of the result's width and the input's height, for each thread.
    private var widened: [Float] = []

    package var inputs: Int { shape.count }
    package var outputs: Int { resultShape.count }
    package var parameters: [Variable] { [] }

    /// Creates a layer that enlarges images of `shape`.
    ///
    /// - Parameters:
    ///   - shape: The shape of the image that is a row of the input.
    ///   - height: The height of the result, that of the image at least; by default twice as much, for signals 1. So a
    ///     size that pooling has rounded down can be restored.
    ///   - width: The width of the result, that of the image at least; by default twice as much.
    ///   - interpolation: How a value between two pixels is found.
    package init(
        _ shape: ImageShape, height: Int? = nil, width: Int? = nil, interpolation: Interpolation = .bilinear
    ) {
        let height = height ?? (shape.height == 1 ? 1 : 2 * shape.height)
        let width = width ?? 2 * shape.width
        precondition(height >= shape.height && width >= shape.width, "upsampling does not make images smaller")
        self.shape = shape
        self.interpolation = interpolation
        resultShape = ImageShape(channels: shape.channels, height: height, width: width)
        lines = Resampling(shape.height, to: height, interpolation)
        columns = Resampling(shape.width, to: width, interpolation)
    }

    package func forward(_ input: Variable, _ output: Variable) {
        precondition(input.value.columns == inputs, "the input has another number of columns than the layer takes")
        precondition(
            output.value.rows == input.value.rows && output.value.columns == outputs, "the output has another shape")
        unsafe input.value.withUnsafeElements { images in
            unsafe output.value.withUnsafeMutableElements { results in
                guard let x = images.baseAddress, let y = results.baseAddress else { return }
                unsafe forEachPlane(examples: images.count / inputs) { plane, widened in
                    unsafe enlarge(
                        x + plane * shape.pixels, into: y + plane * resultShape.pixels, widened: widened)
                }
            }
        }
    }

    package func backward(_ input: Variable, _ output: Variable, propagating: Bool) {
        guard propagating else { return }
        let rows = input.gradient.rows
        precondition(input.gradient.columns == inputs, "the gradient in the input has the input's shape")
        precondition(output.gradient.rows == rows && output.gradient.columns == outputs, "a gradient a result")
        unsafe output.gradient.withUnsafeElements { slopes in
            unsafe input.gradient.withUnsafeMutableElements { targets in
                guard let slopes = slopes.baseAddress, let target = targets.baseAddress else { return }
                unsafe forEachPlane(examples: rows) { plane, widened in
                    unsafe reduce(
                        slopes + plane * resultShape.pixels, into: target + plane * shape.pixels, widened: widened)
                }
            }
        }
    }

    package func copy() -> any Layer {
        let copy = Upsampling(
            shape, height: resultShape.height, width: resultShape.width, interpolation: interpolation)
        copy.threads = threads
        return copy
    }

    /// Calls `body` for each channel of each example, with memory for a widened image.
    private func forEachPlane(examples: Int, _ body: (Int, UnsafeMutablePointer<Float>) -> Void) {
        let size = shape.height * resultShape.width
        if widened.count < threads * size { widened = Array(repeating: 0, count: threads * size) }
        unsafe widened.withUnsafeMutableBufferPointer { memory in
            guard let memory = memory.baseAddress else { return }
            // A pixel costs about what ten multiplications in a product do.
            let operations = 10 * examples * outputs
            Shares.perform(examples * shape.channels, inTilesOf: 1, operations: operations, threads: threads) {
                for plane in $1 { unsafe body(plane, memory + $0 * size) }
            }
        }
    }

    /// Widens the rows of an image, then makes each row of the result of two of them.
    private func enlarge(
        _ image: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, widened: UnsafeMutablePointer<Float>
    ) {
        let width = resultShape.width
        for row in 0..<shape.height {
            unsafe columns.apply(to: image + row * shape.width, result: widened + row * width)
        }
        for row in 0..<resultShape.height {
            let (share, target) = unsafe (lines.shares[row], result + row * width)
            let (upper, lower) = unsafe (widened + lines.lower[row] * width, widened + lines.upper[row] * width)
            if share == 0 {
                unsafe target.update(from: upper, count: width)
            } else {
                let rest = 1 - share
                for column in 0..<width { unsafe target[column] = rest * upper[column] + share * lower[column] }
            }
        }
    }

    /// The transpose of `enlarge`: the gradient in the widened rows, then in the image.
    private func reduce(
        _ slopes: UnsafePointer<Float>, into gradient: UnsafeMutablePointer<Float>,
        widened: UnsafeMutablePointer<Float>
    ) {
        let width = resultShape.width
        unsafe widened.update(repeating: 0, count: shape.height * width)
        for row in 0..<resultShape.height {
            let (share, source) = unsafe (lines.shares[row], slopes + row * width)
            let rest = 1 - share
            let (upper, lower) = unsafe (widened + lines.lower[row] * width, widened + lines.upper[row] * width)
            for column in 0..<width { unsafe upper[column] += rest * source[column] }
            if share == 0 { continue }
            for column in 0..<width { unsafe lower[column] += share * source[column] }
        }
        for row in 0..<shape.height {
            unsafe columns.transpose(widened + row * width, gradient: gradient + row * shape.width)
        }
    }
}
