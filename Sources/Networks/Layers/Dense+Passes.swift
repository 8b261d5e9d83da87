import LinearAlgebra

/// The passes forward and backward, cut into shares where there is enough to do for several threads.
///
/// All products are cut by the rows of their results, which are examples, or outputs in the gradient of the weights.
extension Dense {
    package func forward(_ input: Variable, _ output: Variable) {
        let rows = input.value.rows
        let (inputs, outputs) = (inputs, outputs)
        precondition(input.value.columns == inputs, "the input has another number of columns than the layer takes")
        precondition(output.value.rows == rows && output.value.columns == outputs, "the output has another shape")
        guard rows > 0 else { return }
        unsafe input.value.withUnsafeElements { input in
            unsafe weights.value.withUnsafeElements { weights in
                unsafe bias.value.withUnsafeElements { bias in
                    unsafe output.value.withUnsafeMutableElements { output in
                        guard let x = input.baseAddress, let w = weights.baseAddress, let y = output.baseAddress
                        else { return }
                        Shares.perform(rows, operations: rows * inputs * outputs, threads: threads) { share in
                            let part = unsafe UnsafeMutableBufferPointer(
                                rebasing: output[share.lowerBound * outputs..<share.upperBound * outputs])
                            unsafe Float.gemm(
                                .second, rows: share.count, columns: outputs, inner: inputs, scale: 1,
                                x + share.lowerBound * inputs, strideA: inputs, w, strideB: inputs, adding: 0,
                                y + share.lowerBound * outputs, strideC: outputs)
                            unsafe activation.apply(toRowsOf: part, bias: bias)
                        }
                    }
                }
            }
        }
    }

    package func backward(_ input: Variable, _ output: Variable, propagating: Bool) {
        let rows = input.value.rows
        let (inputs, outputs) = (inputs, outputs)
        precondition(input.value.columns == inputs, "the input has another number of columns than the layer takes")
        precondition(output.gradient.rows == rows && output.gradient.columns == outputs, "a gradient a result")
        precondition(
            !propagating || input.gradient.rows == rows && input.gradient.columns == inputs,
            "the gradient in the input has the input's shape")
        guard rows > 0 else { return }
        addParameterGradients(input, output, rows: rows)
        if propagating { setInputGradient(input, output, rows: rows) }
    }

    /// Takes the gradient in the results back through the function, and adds the gradients in weights and bias.
    private func addParameterGradients(_ input: Variable, _ output: Variable, rows: Int) {
        let (inputs, outputs) = (inputs, outputs)
        unsafe input.value.withUnsafeElements { input in
            unsafe output.value.withUnsafeElements { result in
                unsafe output.gradient.withUnsafeMutableElements { gradient in
                    unsafe bias.gradient.withUnsafeMutableElements { sums in
                        unsafe weights.gradient.withUnsafeMutableElements { weights in
                            guard let x = input.baseAddress, let slopes = gradient.baseAddress,
                                let w = weights.baseAddress
                            else { return }
                            Shares.perform(outputs, operations: rows * inputs * outputs, threads: threads) { share in
                                unsafe activation.differentiate(
                                    share, of: gradient, result: result, rows: rows, biasGradient: sums)
                                unsafe Float.gemm(
                                    .first, rows: share.count, columns: inputs, inner: rows, scale: 1,
                                    slopes + share.lowerBound, strideA: outputs, x, strideB: inputs, adding: 1,
                                    w + share.lowerBound * inputs, strideC: inputs)
                            }
                        }
                    }
                }
            }
        }
    }

    /// Sets the gradient in the input from that in the product.
    private func setInputGradient(_ input: Variable, _ output: Variable, rows: Int) {
        let (inputs, outputs) = (inputs, outputs)
        unsafe output.gradient.withUnsafeElements { gradient in
            unsafe weights.value.withUnsafeElements { weights in
                unsafe input.gradient.withUnsafeMutableElements { target in
                    guard let slopes = gradient.baseAddress, let w = weights.baseAddress, let x = target.baseAddress
                    else { return }
                    Shares.perform(rows, operations: rows * inputs * outputs, threads: threads) { share in
                        unsafe Float.gemm(
                            .neither, rows: share.count, columns: inputs, inner: outputs, scale: 1,
                            slopes + share.lowerBound * outputs, strideA: outputs, w, strideB: inputs, adding: 0,
                            x + share.lowerBound * inputs, strideC: inputs)
                    }
                }
            }
        }
    }
}
