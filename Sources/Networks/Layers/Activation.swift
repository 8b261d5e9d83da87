private import LinearAlgebra

/// A function of each number on its own, as a layer.
package final class Activation: Layer {
    package let function: ActivationFunction
    package let inputs: Int
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
            unsafe output.value.withUnsafeMutableElements { unsafe function.apply(to: arguments, results: $0) }
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
                    unsafe function.differentiate(at: arguments, outer: outer, gradient: gradient)
                }
            }
        }
    }

    package func copy() -> any Layer {
        Activation(function, inputs: inputs)
    }
}
