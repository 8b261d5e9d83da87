package import LinearAlgebra
package import Randomness

/// A chain of layers and the activations between them.
///
/// The activations are allocated for the greatest number of rows seen and reused, so that training steps allocate
/// nothing:
///
///     let output = network.forward(input)
///     // Set output.gradient to the gradient of the loss in output.value.
///     network.backward(input)
///     adam.step(network.parameters)
package final class Network {
    package let layers: [any Layer]
    /// What is trained: the layers' parameters, first layer first.
    package let parameters: [Variable]
    private let activations: [Variable]
    /// Activations without gradients, for predicting in blocks.
    private var blocks: [Variable] = []

    /// How many threads a pass may use, where a layer has enough to do for them; 1 by default.
    ///
    /// It shows in the time, and in the results at most by rounding.
    package var threads = 1 {
        didSet {
            precondition(threads > 0, "a pass needs at least one thread")
            for layer in layers { layer.threads = threads }
        }
    }

    package var inputs: Int { layers[0].inputs }
    package var outputs: Int { layers[layers.count - 1].outputs }

    /// Creates a chain of `layers`, one at least, each of which takes as many columns as the one before gives.
    package init(_ layers: [any Layer]) {
        precondition(!layers.isEmpty, "a network needs a layer")
        for (layer, next) in zip(layers, layers.dropFirst()) {
            precondition(layer.outputs == next.inputs, "a layer's inputs differ from the outputs of the one before")
        }
        self.layers = layers
        parameters = layers.flatMap(\.parameters)
        activations = layers.map { Variable(rows: 0, columns: $0.outputs) }
    }

    /// Creates a multilayer perceptron of random weights.
    ///
    /// - Parameters:
    ///   - inputs: The number of columns of the input.
    ///   - layers: The number of outputs of each layer.
    ///   - activation: The function applied after each layer but the last.
    ///   - last: The function applied after the last.
    ///   - source: Where the weights are drawn from; the same source gives the same bits.
    package convenience init(
        inputs: Int, layers: [Int], activation: ActivationFunction = .relu,
        endsWith last: ActivationFunction = .identity, using source: inout RandomSource
    ) {
        var chain: [any Layer] = []
        var width = inputs
        for (index, outputs) in layers.enumerated() {
            let function = index < layers.count - 1 ? activation : last
            let fused = function.isDifferentiableFromResult ? function : .identity
            chain.append(
                Dense(inputs: width, outputs: outputs, activation: fused, followedBy: function, using: &source))
            if fused != function { chain.append(Activation(function, inputs: outputs)) }
            width = outputs
        }
        self.init(chain)
    }

    /// Runs the layers on `input`, one example a row, and returns the last activation.
    ///
    /// The result belongs to the network: it is overwritten by the next `forward`, and its gradient is what `backward`
    /// starts from.
    @discardableResult package func forward(_ input: Variable) -> Variable {
        run(input, through: activations)
    }

    /// The last activation of the last ``forward(_:)``.
    package var output: Variable { activations[activations.count - 1] }

    /// Adds the gradient in each parameter, given the gradient in the output of the last `forward`.
    ///
    /// - Parameters:
    ///   - input: The very variable that `forward` was given.
    ///   - propagating: Whether to set `input.gradient` too.
    package func backward(_ input: Variable, propagating: Bool = false) {
        for index in layers.indices.reversed() {
            let source = index == 0 ? input : activations[index - 1]
            layers[index].backward(source, activations[index], propagating: index > 0 || propagating)
        }
    }

    /// Sets the gradients of the parameters to zero; needed only where `Adam.step`, which does so, did not follow.
    package func clearGradients() {
        for parameter in parameters { parameter.clearGradient() }
    }

    /// Returns a second network of the same weights.
    package func copy() -> Network {
        let copy = Network(layers.map { $0.copy() })
        copy.threads = threads
        return copy
    }

    private func run(_ input: Variable, through activations: [Variable]) -> Variable {
        precondition(input.value.columns == inputs, "the input has another number of columns than the network takes")
        let rows = input.value.rows
        var current = input
        for (layer, activation) in zip(layers, activations) {
            if activation.value.rows != rows { activation.resize(rows: rows) }
            layer.forward(current, activation)
            current = activation
        }
        return current
    }
}

extension Network {
    /// Returns the output for any number of rows, computed in blocks of `block` rows so that memory stays bounded.
    ///
    /// What the last `forward` left for `backward` is untouched.
    package func predict(_ input: borrowing Matrix<Float>, block: Int = 256) -> Matrix<Float> {
        var output = Matrix<Float>(rows: input.rows, columns: outputs)
        predict(input, rows: 0..<input.rows, block: block, into: &output)
        return output
    }

    /// Sets `output` to the output for some rows of `input`, one row each.
    package func predict(
        _ input: borrowing Matrix<Float>, rows: Range<Int>, block: Int = 256, into output: inout Matrix<Float>
    ) {
        precondition(block > 0, "a block has at least one row")
        precondition(rows.lowerBound >= 0 && rows.upperBound <= input.rows, "no such rows in the input")
        precondition(output.rows == rows.count && output.columns == outputs, "the output has another shape")
        if blocks.isEmpty {
            blocks =
                [inputs].map { Variable(constant: Matrix(rows: 0, columns: $0)) }
                + layers.map { Variable(constant: Matrix(rows: 0, columns: $0.outputs)) }
        }
        let first = blocks[0]
        for start in stride(from: rows.lowerBound, to: rows.upperBound, by: block) {
            let part = start..<min(start + block, rows.upperBound)
            first.resize(rows: part.count)
            first.value.replaceRows(from: 0, with: input, rows: part)
            let result = run(first, through: Array(blocks.dropFirst()))
            output.replaceRows(from: start - rows.lowerBound, with: result.value, rows: 0..<part.count)
        }
    }

    /// The parameters' values, in the order of `parameters`, each row after row: what a checkpoint holds.
    package var values: [[Float]] {
        get { parameters.map { $0.value.elements } }
        set {
            precondition(newValue.count == parameters.count, "a network needs one array a parameter")
            for (parameter, elements) in zip(parameters, newValue) {
                let (rows, columns) = (parameter.value.rows, parameter.value.columns)
                parameter.value = Matrix(rows: rows, columns: columns, elements: elements)
            }
        }
    }
}
