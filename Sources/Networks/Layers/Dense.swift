package import LinearAlgebra
package import Randomness

/// A map y = f(x W' + b), with W a matrix of outputs x inputs (the layout of PyTorch) and b a row.
///
/// The bias and the function f are applied in one pass over the product, in place: only y is kept. So f must be one
/// whose derivative follows from its result; for others put an ``Activation`` behind.
package final class Dense: Layer {
    /// W, outputs x inputs.
    package let weights: Variable
    /// b, 1 x outputs.
    package let bias: Variable
    package let activation: ActivationFunction
    /// How many threads its products may use; small ones use one all the same.
    package var threads = 1

    package var inputs: Int { weights.value.columns }
    package var outputs: Int { weights.value.rows }
    package var parameters: [Variable] { [weights, bias] }

    /// Creates a layer of the given parameters: `weights` outputs x inputs, and one number of `bias` an output.
    package init(weights: consuming Matrix<Float>, bias: [Float], activation: ActivationFunction = .identity) {
        precondition(bias.count == weights.rows, "a dense layer needs one bias an output")
        precondition(
            activation.isDifferentiableFromResult,
            "a dense layer keeps only its result; put an Activation behind it for this function")
        self.weights = Variable(weights)
        self.bias = Variable(Matrix(rows: 1, columns: bias.count, elements: bias))
        self.activation = activation
    }

    /// Creates a layer of random weights and no bias.
    ///
    /// The weights are those of ``ActivationFunction/initialWeights(_:inputs:outputs:using:)``.
    ///
    /// - Parameters:
    ///   - inputs: The number of columns of the input.
    ///   - outputs: The number of columns of the output.
    ///   - activation: The function that the layer itself applies.
    ///   - successor: The function that decides on the variance, if a layer behind applies it.
    ///   - source: Where the weights are drawn from.
    package convenience init(
        inputs: Int, outputs: Int, activation: ActivationFunction = .identity,
        followedBy successor: ActivationFunction? = nil,
        using source: inout RandomSource
    ) {
        precondition(inputs > 0 && outputs > 0, "a dense layer needs inputs and outputs")
        let elements = (successor ?? activation).initialWeights(
            inputs * outputs, inputs: inputs, outputs: outputs, using: &source)
        self.init(
            weights: Matrix(rows: outputs, columns: inputs, elements: elements),
            bias: Array(repeating: 0, count: outputs), activation: activation)
    }

    package func copy() -> any Layer {
        let copy = Dense(weights: weights.value.copy(), bias: bias.value.elements, activation: activation)
        copy.threads = threads
        return copy
    }
}
