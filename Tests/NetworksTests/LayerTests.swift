import LinearAlgebra
import Networks
import Randomness
import Testing

/// A layer to hold to the laws of layers, described so that a failure names it.
struct LayerCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let make: @Sendable () -> any Layer

    static let all: [LayerCase] =
        ActivationFunction.allCases.filter(\.isDifferentiableFromResult).map { function in
            LayerCase(testDescription: "dense, \(function)") {
                var source = RandomSource(seed: 4, stream: "\(function)")
                let layer = Dense(inputs: 5, outputs: 7, activation: function, using: &source)
                for column in 0..<7 { layer.bias.value[0, column] = Float(source.uniform(in: -0.5...0.5)) }
                return layer
            }
        }
        + ActivationFunction.allCases.map { function in
            LayerCase(testDescription: "activation, \(function)") { Activation(function, inputs: 5) }
        }
        + images
}

@Suite("Every layer") struct LayerTests {
    @Test("has gradients that are the finite differences of its results", arguments: LayerCase.all)
    func gradients(of layerCase: LayerCase) {
        let layer = layerCase.make()
        var source = RandomSource(seed: 9)
        let input = Variable(random(6, layer.inputs, &source))
        let output = Variable(rows: 6, columns: layer.outputs)
        let weights = random(6, layer.outputs, &source)
        layer.forward(input, output)
        output.gradient = weights.copy()
        layer.backward(input, output, propagating: true)

        // The loss is the sum of the outputs, each with its weight.
        func loss() -> Double {
            layer.forward(input, output)
            return zip(output.value.elements, weights.elements).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        }
        let checks = [input] + layer.parameters
        var (kinks, count) = (0, 0)
        for variable in checks {
            for row in 0..<variable.value.rows {
                for column in 0..<variable.value.columns {
                    let value = variable.value[row, column]
                    // Central differences with steps that Float holds exactly beside values near 1.
                    func difference(_ step: Float) -> Double {
                        variable.value[row, column] = value + step
                        let above = loss()
                        variable.value[row, column] = value - step
                        let below = loss()
                        variable.value[row, column] = value
                        return (above - below) / (2 * Double(step))
                    }
                    let (wide, narrow) = (difference(0x1p-6), difference(0x1p-7))
                    count += 1
                    // A kink within the step shows in the differences themselves, whatever the gradient says.
                    if abs(wide - narrow) > 2e-3 {
                        kinks += 1
                        continue
                    }
                    // Richardson's extrapolation leaves an error of step^4 and of rounding, 1e-7 / step.
                    let expected = (4 * narrow - wide) / 3
                    #expect(abs(Double(variable.gradient[row, column]) - expected) < 3e-4)
                }
            }
        }
        #expect(Double(kinks) < 0.1 * Double(count), "too many kinks for the test to mean much")
    }

    @Test("adds to the gradients of its parameters", arguments: LayerCase.all)
    func accumulates(of layerCase: LayerCase) {
        let layer = layerCase.make()
        var source = RandomSource(seed: 3)
        let input = Variable(random(4, layer.inputs, &source))
        let output = Variable(rows: 4, columns: layer.outputs)
        let gradient = random(4, layer.outputs, &source)
        layer.forward(input, output)
        output.gradient = gradient.copy()
        layer.backward(input, output, propagating: true)
        let once = layer.parameters.map { $0.gradient.elements }
        let inputGradient = input.gradient.elements
        output.gradient = gradient.copy()
        layer.backward(input, output, propagating: true)
        for (parameter, once) in zip(layer.parameters, once) {
            for (twice, once) in zip(parameter.gradient.elements, once) { #expect(abs(twice - 2 * once) < 1e-5) }
        }
        #expect(input.gradient.elements == inputGradient, "the input's gradient is set, not added to")
    }

    @Test("needs no gradient of its input where none is wanted", arguments: LayerCase.all)
    func constantInput(of layerCase: LayerCase) {
        let (layer, twin) = (layerCase.make(), layerCase.make())
        var source = RandomSource(seed: 3)
        let values = random(4, layer.inputs, &source)
        let gradient = random(4, layer.outputs, &source)
        func run(_ layer: any Layer, _ input: Variable, propagating: Bool) {
            let output = Variable(rows: 4, columns: layer.outputs)
            layer.forward(input, output)
            output.gradient = gradient.copy()
            layer.backward(input, output, propagating: propagating)
        }
        run(layer, Variable(constant: values.copy()), propagating: false)
        run(twin, Variable(values.copy()), propagating: true)
        for (one, other) in zip(layer.parameters, twin.parameters) {
            #expect(one.gradient.elements == other.gradient.elements)
        }
    }

    @Test("is copied with the values of its parameters, which are then its own", arguments: LayerCase.all)
    func copies(of layerCase: LayerCase) {
        let layer = layerCase.make()
        let copy = layer.copy()
        #expect(copy.inputs == layer.inputs && copy.outputs == layer.outputs)
        #expect(copy.parameters.map { $0.value.elements } == layer.parameters.map { $0.value.elements })
        for parameter in layer.parameters { parameter.value.fill(with: 42) }
        for parameter in copy.parameters { #expect(!parameter.value.elements.contains(42)) }
    }

    @Test(
        "that fuses a function gives what the function as a layer of its own gives",
        arguments: ["relu", "leaky-relu", "tanh"])
    func fusion(name: String) throws {
        let function = try #require(ActivationFunction(rawValue: name))
        var source = RandomSource(seed: 12)
        let weights = random(7, 5, &source)
        let bias = source.normals(7).map { Float($0) }
        let fused = Dense(weights: weights.copy(), bias: bias, activation: function)
        let plain = Dense(weights: weights.copy(), bias: bias)
        let activation = Activation(function, inputs: 7)
        let input = Variable(random(9, 5, &source))
        let (one, middle, other) = (
            Variable(rows: 9, columns: 7), Variable(rows: 9, columns: 7), Variable(rows: 9, columns: 7)
        )
        fused.forward(input, one)
        plain.forward(input, middle)
        activation.forward(middle, other)
        #expect(one.value.elements == other.value.elements)
        let gradient = random(9, 7, &source)
        one.gradient = gradient.copy()
        other.gradient = gradient.copy()
        fused.backward(input, one, propagating: false)
        activation.backward(middle, other, propagating: true)
        plain.backward(input, middle, propagating: false)
        for (fused, plain) in zip(fused.parameters, plain.parameters) {
            for (a, b) in zip(fused.gradient.elements, plain.gradient.elements) { #expect(abs(a - b) < 1e-5) }
        }
    }

    @Test("that is leaky lets a hundredth through below zero, and as much of the slope")
    func leak() {
        let layer = Activation(.leakyReLU, inputs: 4)
        let input = Variable(Matrix(rows: 1, columns: 4, elements: [-300, -1, 0, 2]))
        let output = Variable(rows: 1, columns: 4)
        layer.forward(input, output)
        let results: [Float] = [-3, -0.01, 0, 2]
        #expect(output.value.elements == results)
        output.gradient = Matrix(rows: 1, columns: 4, elements: [4, 4, 4, 4])
        layer.backward(input, output, propagating: true)
        let slopes: [Float] = [0.04, 0.04, 0.04, 4]
        #expect(input.gradient.elements == slopes)
    }

    @Test("lets a value that is not a number through, so that it is noticed", arguments: ActivationFunction.allCases)
    func undefined(function: ActivationFunction) {
        let input = Variable(constant: Matrix(rows: 1, columns: 1, elements: [.nan]))
        let output = Variable(rows: 1, columns: 1)
        Activation(function, inputs: 1).forward(input, output)
        #expect(output.value[0, 0].isNaN)
    }

    @Test("stops the program when it is made of what does not fit")
    func preconditions() async {
        await #expect(processExitsWith: .failure) {
            _ = Dense(weights: Matrix(rows: 2, columns: 3), bias: [0, 0, 0])
        }
        await #expect(processExitsWith: .failure) {
            _ = Dense(weights: Matrix(rows: 1, columns: 1), bias: [0], activation: .silu)
        }
        await #expect(processExitsWith: .failure) {
            let layer = Dense(weights: Matrix(rows: 2, columns: 3), bias: [0, 0])
            layer.forward(Variable(rows: 1, columns: 2), Variable(rows: 1, columns: 2))
        }
    }

    private func random(_ rows: Int, _ columns: Int, _ source: inout RandomSource) -> Matrix<Float> {
        Matrix(rows: rows, columns: columns, elements: source.normals(rows * columns).map { Float($0) })
    }
}
