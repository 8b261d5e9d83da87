private import LinearAlgebra

/// A function of each number on its own, as a layer.
package final class Activation: Layer {
    package let function: ActivationFunction
    package let inputs: Int
    package var threads = 1
    package var outputs: Int { inputs }
    package var parameters: [Variable] { [] }

    /// Creates a layer that applies `function` to each of `inputs` columns.
    package init(_ function: ActivationFunction, inputs: Int) {
        precondition(inputs > 0, "an activation layer needs inputs")
        self.function = function
        self.inputs = inputs
    }

    package func forward(_ input: Variable, _ output: Variable) {
        precondition(input.value.count == output.value.count, "an activation's result has the shape of its argument")
        unsafe input.value.withUnsafeElements { arguments in
            unsafe output.value.withUnsafeMutableElements { results in
                perform(arguments.count) { share in
                    unsafe function.apply(
                        to: UnsafeBufferPointer(rebasing: arguments[share]),
                        results: UnsafeMutableBufferPointer(rebasing: results[share]))
                }
            }
        }
    }

    package func backward(_ input: Variable, _ output: Variable, propagating: Bool) {
        guard propagating else { return }
        precondition(
            input.gradient.count == output.gradient.count && input.value.count == output.gradient.count,
            "an activation's gradient has the shape of its argument")
        unsafe input.value.withUnsafeElements { arguments in
            unsafe output.gradient.withUnsafeElements { outer in
                unsafe input.gradient.withUnsafeMutableElements { gradient in
                    perform(arguments.count) { share in
                        unsafe function.differentiate(
                            at: UnsafeBufferPointer(rebasing: arguments[share]),
                            outer: UnsafeBufferPointer(rebasing: outer[share]),
                            gradient: UnsafeMutableBufferPointer(rebasing: gradient[share]))
                    }
                }
            }
        }
    }

    package func copy() -> any Layer {
        let copy = Activation(function, inputs: inputs)
        copy.threads = threads
        return copy
    }

    /// Calls `body` for shares of `count` numbers.
    private func perform(_ count: Int, _ body: (Range<Int>) -> Void) {
        // A number costs about what ten multiplications in a product do.
        Shares.perform(count, operations: 10 * count, threads: threads, body)
    }
}
