private import LinearAlgebra

/// The pass backward.
///
/// The examples fall into a number of groups that does not depend on the number of threads. Each group sums up the
/// gradients in the parameters on its own, so the sums are the same bits however the groups are shared out.
extension Convolution {
    /// The greatest number of groups, and so of threads that find something to do.
    private static var greatestGroups: Int { 8 }

    package func backward(_ input: Variable, _ output: Variable, propagating: Bool) {
        let rows = input.value.rows
        precondition(input.value.columns == inputs, "the input has another number of columns than the layer takes")
        precondition(output.gradient.rows == rows && output.gradient.columns == outputs, "a gradient a result")
        precondition(
            !propagating || input.gradient.rows == rows && input.gradient.columns == inputs,
            "the gradient in the input has the input's shape")
        guard rows > 0 else { return }
        let groups = min(rows, Self.greatestGroups)
        let parameters = weights.value.count + bias.value.count
        unsafe withMemory(examples: rows, gradients: groups * parameters) { memory in
            unsafe withPass(input, output, propagating: propagating, weights: memory.kernelRows) { pass in
                Shares.perform(groups, inTilesOf: 1, operations: 2 * rows * operations, threads: threads) {
                    for group in $1 {
                        unsafe add(
                            pass, rows: group * rows / groups..<(group + 1) * rows / groups,
                            unfolded: memory.unfolded + $0 * unfolding.count,
                            gradients: memory.gradients + group * parameters)
                    }
                }
            }
            unsafe addGradients(of: groups, memory.gradients)
        }
    }

    /// Where a pass finds the first example's numbers.
    @unsafe private struct Pass {
        let images: UnsafePointer<Float>
        let results: UnsafePointer<Float>
        let slopes: UnsafeMutablePointer<Float>
        let weights: UnsafePointer<Float>
        /// Where the gradient in the images goes, if it is wanted.
        let imageGradients: UnsafeMutablePointer<Float>?
    }

    private func withPass(
        _ input: Variable, _ output: Variable, propagating: Bool, weights: UnsafePointer<Float>, _ body: (Pass) -> Void
    ) {
        unsafe input.value.withUnsafeElements { images in
            unsafe output.value.withUnsafeElements { results in
                unsafe output.gradient.withUnsafeMutableElements { slopes in
                    unsafe input.gradient.withUnsafeMutableElements { targets in
                        guard let images = images.baseAddress, let results = results.baseAddress,
                            let slopes = slopes.baseAddress
                        else { return }
                        unsafe body(
                            Pass(
                                images: images, results: results, slopes: slopes, weights: weights,
                                imageGradients: propagating ? targets.baseAddress : nil))
                    }
                }
            }
        }
    }

    /// Takes some examples back and sets `gradients` to their gradients in weights and bias.
    private func add(
        _ pass: Pass, rows: Range<Int>, unfolded: UnsafeMutablePointer<Float>, gradients: UnsafeMutablePointer<Float>
    ) {
        let biasGradients = unsafe gradients + weights.value.count
        unsafe biasGradients.update(repeating: 0, count: bias.value.count)
        let pixels = resultShape.pixels
        for row in rows {
            let slopes = unsafe pass.slopes + row * outputs
            let results = unsafe pass.results + row * outputs
            for channel in 0..<resultShape.channels {
                unsafe biasGradients[channel] += activation.differentiate(
                    plane: slopes + channel * pixels, result: results + channel * pixels, count: pixels)
            }
            let target = unsafe pass.imageGradients.map { unsafe $0 + row * inputs }
            unsafe target?.update(repeating: 0, count: inputs)
            for band in unfolding.bands {
                let bandSlopes = unsafe UnsafePointer(slopes) + band.lowerBound * resultShape.width
                let columns = unsafe unfold(pass.images + row * inputs, band: band, into: unfolded)
                unsafe addWeightGradients(
                    bandSlopes, columns, band: band, to: gradients,
                    isFirst: row == rows.lowerBound && band.lowerBound == 0)
                guard let target = unsafe target else { continue }
                unsafe addImageGradient(bandSlopes, weights: pass.weights, band: band, unfolded: unfolded, to: target)
            }
        }
    }

    /// Adds to the gradients in the weights what a band of an example says of them, or sets them.
    private func addWeightGradients(
        _ slopes: UnsafePointer<Float>, _ unfolded: UnsafePointer<Float>, band: Range<Int>,
        to gradients: UnsafeMutablePointer<Float>, isFirst: Bool
    ) {
        let (channels, inner) = (resultShape.channels, unfolding.rows)
        for row in 0..<window.kernelHeight {
            unsafe Float.gemm(
                .second, rows: channels, columns: inner, inner: band.count * resultShape.width, scale: 1, slopes,
                strideA: resultShape.pixels, unfolded + unfolding.start(ofKernelRow: row),
                strideB: unfolding.rowStride, adding: isFirst ? 0 : 1, gradients + row * channels * inner,
                strideC: inner)
        }
    }

    /// Adds to the gradient in an image what a band of its result says of it.
    private func addImageGradient(
        _ slopes: UnsafePointer<Float>, weights: UnsafePointer<Float>, band: Range<Int>,
        unfolded: UnsafeMutablePointer<Float>, to image: UnsafeMutablePointer<Float>
    ) {
        let (channels, inner) = (resultShape.channels, unfolding.rows)
        let length = band.count * resultShape.width
        let target = unsafe window.isPointwise ? image + band.lowerBound * shape.width : unfolded
        for row in 0..<window.kernelHeight {
            let isFirst = unfolding.isFirst(kernelRow: row)
            unsafe Float.gemm(
                .first, rows: inner, columns: length, inner: channels, scale: 1, weights + row * channels * inner,
                strideA: inner, slopes, strideB: resultShape.pixels, adding: isFirst ? 0 : 1,
                target + unfolding.start(ofKernelRow: row), strideC: unfolding.rowStride)
            if isFirst, !window.isPointwise {
                unsafe unfolding.clearBeyond(kernelRow: row, length: length, of: unfolded)
            }
        }
        if !window.isPointwise { unsafe unfolding.fold(unfolded, band: band, addingTo: image) }
    }

    /// Adds the gradients of all groups to those of the parameters, group by group.
    private func addGradients(of groups: Int, _ gradients: UnsafePointer<Float>) {
        let (rows, columns) = (window.kernelHeight, window.kernelWidth)
        let (weightCount, biasCount) = (weights.value.count, bias.value.count)
        let kernels = weightCount / (rows * columns)
        unsafe weights.gradient.withUnsafeMutableElements { target in
            unsafe bias.gradient.withUnsafeMutableElements { biasTarget in
                for group in 0..<groups {
                    let source = unsafe gradients + group * (weightCount + biasCount)
                    for kernel in 0..<kernels {
                        for row in 0..<rows {
                            for column in 0..<columns {
                                unsafe target[(kernel * rows + row) * columns + column] +=
                                    source[(row * kernels + kernel) * columns + column]
                            }
                        }
                    }
                    for channel in 0..<biasCount { unsafe biasTarget[channel] += source[weightCount + channel] }
                }
            }
        }
    }
}
