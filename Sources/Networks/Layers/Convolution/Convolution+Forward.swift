private import LinearAlgebra

/// The pass forward: the examples are shared out to the threads.
extension Convolution {
    package func forward(_ input: Variable, _ output: Variable) {
        let rows = input.value.rows
        precondition(input.value.columns == inputs, "the input has another number of columns than the layer takes")
        precondition(output.value.rows == rows && output.value.columns == outputs, "the output has another shape")
        guard rows > 0 else { return }
        unsafe withMemory(examples: rows) { memory in
            unsafe input.value.withUnsafeElements { images in
                unsafe bias.value.withUnsafeElements { bias in
                    unsafe output.value.withUnsafeMutableElements { results in
                        guard let x = images.baseAddress, let b = bias.baseAddress, let y = results.baseAddress
                        else { return }
                        Shares.perform(rows, inTilesOf: 1, operations: rows * operations, threads: threads) {
                            let unfolded = unsafe memory.unfolded + $0 * unfolding.count
                            for row in $1 {
                                unsafe convolve(
                                    x + row * inputs, with: memory.kernelRows, unfolded: unfolded,
                                    into: y + row * outputs)
                                unsafe activate(y + row * outputs, bias: b)
                            }
                        }
                    }
                }
            }
        }
    }

    /// The multiplications that a pass over one example takes.
    var operations: Int { outputs * weights.value.columns }

    /// Calls `body` with memory to work on `examples` rows in, which holds the weights taken apart by rows of the kernel.
    func withMemory(examples: Int, gradients: Int = 0, _ body: (ConvolutionWorkspace.Pointers) -> Void) {
        let (rows, columns) = (window.kernelHeight, window.kernelWidth)
        workspace.grow(
            kernelRows: weights.value.count, unfolded: min(threads, examples) * unfolding.count, gradients: gradients)
        unsafe workspace.withUnsafePointers { memory in
            unsafe weights.value.withUnsafeElements { weights in
                let kernels = weights.count / (rows * columns)
                for kernel in 0..<kernels {
                    for row in 0..<rows {
                        for column in 0..<columns {
                            unsafe memory.kernelRows[(row * kernels + kernel) * columns + column] =
                                weights[(kernel * rows + row) * columns + column]
                        }
                    }
                }
            }
            unsafe body(memory)
        }
    }

    /// Returns a band's unfolded image, in `memory`, or the image itself where it serves.
    func unfold(
        _ image: UnsafePointer<Float>, band: Range<Int>, into memory: UnsafeMutablePointer<Float>
    ) -> UnsafePointer<Float> {
        if window.isPointwise { return unsafe image + band.lowerBound * shape.width }
        unsafe unfolding.unfold(image, band: band, into: memory)
        return unsafe UnsafePointer(memory)
    }

    /// Sets the products of one example.
    private func convolve(
        _ image: UnsafePointer<Float>, with weights: UnsafePointer<Float>, unfolded memory: UnsafeMutablePointer<Float>,
        into result: UnsafeMutablePointer<Float>
    ) {
        let (channels, inner) = (resultShape.channels, unfolding.rows)
        for band in unfolding.bands {
            let unfolded = unsafe unfold(image, band: band, into: memory)
            for row in 0..<window.kernelHeight {
                unsafe Float.gemm(
                    .neither, rows: channels, columns: band.count * resultShape.width, inner: inner, scale: 1,
                    weights + row * channels * inner, strideA: inner,
                    unfolded + unfolding.start(ofKernelRow: row), strideB: unfolding.rowStride,
                    adding: row == 0 ? 0 : 1, result + band.lowerBound * resultShape.width,
                    strideC: resultShape.pixels)
            }
        }
    }

    /// Adds the bias to the products of one example, and applies the function.
    private func activate(_ result: UnsafeMutablePointer<Float>, bias: UnsafePointer<Float>) {
        let pixels = resultShape.pixels
        for channel in 0..<resultShape.channels {
            unsafe activation.apply(toPlane: result + channel * pixels, count: pixels, bias: bias[channel])
        }
    }
}
