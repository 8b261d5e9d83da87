private import LinearAlgebra

/// The greatest of each 2 x 2 pixels, or 1 x 2, of each channel of an image, as PyTorch's `MaxPool2d` finds them.
///
/// A row or column that is left over is left out. Of equal pixels the first, row by row, gets the gradient. What is not
/// a number counts as the greatest.
package final class MaxPooling: Layer {
    /// The shape of the image that is a row of the input.
    package let shape: ImageShape
    /// How many rows become one: 1 or 2.
    package let height: Int
    /// The shape of the image that is a row of the output.
    package let resultShape: ImageShape
    package var threads = 1

    package var inputs: Int { shape.count }
    package var outputs: Int { resultShape.count }
    package var parameters: [Variable] { [] }

    /// Creates a layer for images of `shape`.
    ///
    /// - Parameters:
    ///   - shape: The shape of the image, which has two columns at least.
    ///   - height: How many rows become one, 1 or 2; by default 2 for images and 1 for signals. Columns are always two.
    package init(_ shape: ImageShape, height: Int? = nil) {
        let height = height ?? (shape.height == 1 ? 1 : 2)
        precondition(height == 1 || height == 2, "pooling makes one row of one row or of two")
        precondition(shape.height >= height && shape.width >= 2, "an image must have the pixels that become one")
        self.shape = shape
        self.height = height
        resultShape = ImageShape(channels: shape.channels, height: shape.height / height, width: shape.width / 2)
    }

    package func forward(_ input: Variable, _ output: Variable) {
        precondition(input.value.columns == inputs, "the input has another number of columns than the layer takes")
        precondition(
            output.value.rows == input.value.rows && output.value.columns == outputs, "the output has another shape")
        unsafe input.value.withUnsafeElements { images in
            unsafe output.value.withUnsafeMutableElements { results in
                guard let x = images.baseAddress, let y = results.baseAddress else { return }
                forEachPair(examples: images.count / inputs) { pair, _ in
                    unsafe pool(x + start(of: pair), into: y + pair * resultShape.width)
                }
            }
        }
    }

    package func backward(_ input: Variable, _ output: Variable, propagating: Bool) {
        guard propagating else { return }
        let rows = input.value.rows
        precondition(input.value.columns == inputs, "the input has another number of columns than the layer takes")
        precondition(output.gradient.rows == rows && output.gradient.columns == outputs, "a gradient a result")
        precondition(
            input.gradient.rows == rows && input.gradient.columns == inputs,
            "the gradient in the input has the input's shape")
        unsafe input.value.withUnsafeElements { images in
            unsafe output.gradient.withUnsafeElements { slopes in
                unsafe input.gradient.withUnsafeMutableElements { targets in
                    guard let x = images.baseAddress, let slopes = slopes.baseAddress, let target = targets.baseAddress
                    else { return }
                    forEachPair(examples: rows) { pair, isLast in
                        let start = start(of: pair)
                        unsafe route(slopes + pair * resultShape.width, by: x + start, to: target + start)
                        if isLast, resultShape.height * height < shape.height {
                            let odd = start + height * shape.width
                            unsafe (target + odd).update(repeating: 0, count: shape.width)
                        }
                    }
                }
            }
        }
    }

    package func copy() -> any Layer {
        let copy = MaxPooling(shape, height: height)
        copy.threads = threads
        return copy
    }

    /// Calls `body` for each row of the result of each example and channel, saying whether it is the channel's last.
    private func forEachPair(examples: Int, _ body: (Int, Bool) -> Void) {
        let count = examples * shape.channels * resultShape.height
        // A pixel costs about what ten multiplications in a product do.
        Shares.perform(count, inTilesOf: 1, operations: 10 * examples * inputs, threads: threads) { _, share in
            for pair in share { body(pair, (pair + 1) % resultShape.height == 0) }
        }
    }

    /// Returns where the rows begin that become a row of the result.
    private func start(of pair: Int) -> Int {
        let (plane, row) = (pair / resultShape.height, pair % resultShape.height)
        return plane * shape.pixels + row * height * shape.width
    }
}
