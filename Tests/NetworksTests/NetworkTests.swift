import Foundation
import LinearAlgebra
import Networks
import Randomness
import Testing

@Suite("A network") struct NetworkTests {
    @Test("computes what the formula in double precision gives", arguments: ActivationFunction.allCases)
    func reference(function: ActivationFunction) {
        let (network, input) = example(function)
        let output = network.forward(input)
        let expected = doubleForward(network.values, input.value.elements.map(Double.init), rows: 11, function)
        for (value, expected) in zip(output.value.elements, expected) { #expect(abs(Double(value) - expected) < 1e-5) }
    }

    @Test("has gradients that are the formula's finite differences", arguments: ActivationFunction.allCases)
    func gradients(function: ActivationFunction) {
        let (network, input) = example(function)
        let output = network.forward(input)
        let outer = (0..<22).map { Float($0 % 5) - 2 }
        output.gradient = Matrix(rows: 11, columns: 2, elements: outer)
        network.backward(input, propagating: true)
        var values = network.values.map { $0.map(Double.init) }
        let x = input.value.elements.map(Double.init)
        func loss(_ values: [[Double]], _ x: [Double]) -> Double {
            zip(doubleForward(values, x, rows: 11, function), outer).reduce(0) { $0 + $1.0 * Double($1.1) }
        }
        // In double precision a small step meets no kink, and the rest of the error is Float's in the gradient.
        let step = 1e-6
        for (index, parameter) in network.parameters.enumerated() {
            for (place, gradient) in parameter.gradient.elements.enumerated() {
                let value = values[index][place]
                values[index][place] = value + step
                let above = loss(values, x)
                values[index][place] = value - step
                let below = loss(values, x)
                values[index][place] = value
                let expected = (above - below) / (2 * step)
                #expect(abs(Double(gradient) - expected) < 1e-4 * max(1, abs(expected)))
            }
        }
        var moved = x
        for place in x.indices {
            moved[place] = x[place] + step
            let above = loss(values, moved)
            moved[place] = x[place] - step
            let below = loss(values, moved)
            moved[place] = x[place]
            let expected = (above - below) / (2 * step)
            #expect(abs(Double(input.gradient.elements[place]) - expected) < 1e-4 * max(1, abs(expected)))
        }
    }

    @Test("gives the same for fewer or more rows than before", arguments: [1, 7, 11, 30])
    func rowCounts(rows: Int) {
        let (network, _) = example(.silu)
        let (fresh, _) = example(.silu)
        _ = network.forward(Variable(constant: Matrix(rows: 11, columns: 6)))
        let input = Variable(constant: inputs(rows))
        for candidate in [network, fresh] {
            candidate.forward(input).gradient.fill(with: 0.5)
            candidate.backward(input)
        }
        #expect(network.forward(input).value.elements == fresh.forward(input).value.elements)
        #expect(network.parameters.map { $0.gradient.elements } == fresh.parameters.map { $0.gradient.elements })
    }

    @Test("predicts in blocks of any size what it computes at once", arguments: [1, 2, 7, 64])
    func blocks(block: Int) {
        let (network, input) = example(.tanh)
        let output = network.forward(input)
        let expected = output.value.elements
        let pool = inputs(29)
        let whole = network.copy().forward(Variable(constant: pool.copy())).value.elements
        let predicted = network.predict(pool, block: block).elements
        for (a, b) in zip(predicted, whole) { #expect(abs(a - b) < 1e-6) }
        var part = Matrix<Float>(rows: 10, columns: 2)
        network.predict(pool, rows: 15..<25, block: block, into: &part)
        for (a, b) in zip(part.elements, whole[30..<50]) { #expect(abs(a - b) < 1e-6) }
        #expect(output.value.elements == expected, "predicting must leave what backward needs")
    }

    @Test("predicts nothing for no rows")
    func emptyPool() {
        let (network, _) = example(.relu)
        #expect(network.predict(inputs(0)).rows == 0)
    }

    @Test("is copied with its weights, which are then its own")
    func copies() {
        let (network, input) = example(.silu)
        let copy = network.copy()
        let before = network.forward(input).value.elements
        #expect(copy.forward(input).value.elements == before)
        for parameter in network.parameters { parameter.value.fill(with: 0) }
        #expect(copy.forward(input).value.elements == before)
        network.values = copy.values
        #expect(network.forward(input).value.elements == before)
    }

    @Test("learns exclusive or", arguments: [ActivationFunction.relu, .leakyReLU, .tanh, .silu])
    func exclusiveOr(function: ActivationFunction) {
        var source = RandomSource(seed: 3)
        let network = Network(inputs: 2, layers: [16, 1], activation: function, using: &source)
        let input = Variable(constant: Matrix(rows: 4, columns: 2, elements: [0, 0, 0, 1, 1, 0, 1, 1]))
        let targets: [Float] = [0, 1, 1, 0]
        var adam = Adam(learningRate: 0.02)
        for _ in 0..<500 {
            let output = network.forward(input)
            for row in 0..<4 { output.gradient[row, 0] = output.value[row, 0] - targets[row] }
            network.backward(input)
            adam.step(network.parameters)
        }
        for (value, target) in zip(network.forward(input).value.elements, targets) {
            #expect(abs(value - target) < 0.1)
        }
    }

    @Test("stops the program when its parts or its input do not fit")
    func preconditions() async {
        await #expect(processExitsWith: .failure) { _ = Network([]) }
        await #expect(processExitsWith: .failure) {
            _ = Network([Activation(.relu, inputs: 2), Activation(.relu, inputs: 3)])
        }
        await #expect(processExitsWith: .failure) {
            Network([Activation(.relu, inputs: 2)]).forward(Variable(rows: 1, columns: 3))
        }
    }

    private func inputs(_ rows: Int) -> Matrix<Float> {
        var source = RandomSource(seed: 77)
        return Matrix(rows: rows, columns: 6, elements: source.normals(rows * 6).map { Float($0) })
    }

    private func example(_ function: ActivationFunction) -> (Network, Variable) {
        var source = RandomSource(seed: 5)
        let network = Network(inputs: 6, layers: [9, 8, 2], activation: function, using: &source)
        return (network, Variable(inputs(11)))
    }

    /// The network 6-9-8-2 from its definition, in double precision.
    private func doubleForward(
        _ values: [[some BinaryFloatingPoint]], _ x: [Double], rows: Int, _ function: ActivationFunction
    ) -> [Double] {
        var (current, width) = (x, 6)
        for (layer, outputs) in [9, 8, 2].enumerated() {
            let (weights, bias) = (values[2 * layer], values[2 * layer + 1])
            var next: [Double] = []
            for row in 0..<rows {
                for output in 0..<outputs {
                    var sum = Double(bias[output])
                    for input in 0..<width {
                        sum += Double(weights[output * width + input]) * current[row * width + input]
                    }
                    next.append(layer == 2 ? sum : apply(function, sum))
                }
            }
            (current, width) = (next, outputs)
        }
        return current
    }

    private func apply(_ function: ActivationFunction, _ x: Double) -> Double {
        switch function {
        case .identity: x
        case .relu: max(0, x)
        case .leakyReLU: x < 0 ? 0.01 * x : x
        case .tanh: Foundation.tanh(x)
        case .silu: x / (1 + exp(-x))
        }
    }
}
