import LinearAlgebra
import Networks
import Randomness
import Testing

@Suite("Initial weights") struct InitialisationTests {
    // He: 2 / inputs where the function halves; Glorot: 2 / (inputs + outputs) elsewhere.
    @Test(
        "have the variance that keeps signals alive",
        arguments: [
            (.relu, 2.0 / 300), (.leakyReLU, 2.0 / 1.0001 / 300), (.silu, 2.0 / 300), (.tanh, 2.0 / 500),
            (.identity, 2.0 / 500),
        ] as [(ActivationFunction, Double)])
    func variance(function: ActivationFunction, expected: Double) {
        var source = RandomSource(seed: 8)
        let fused: ActivationFunction = function == .silu ? .identity : function
        let layer = Dense(inputs: 300, outputs: 200, activation: fused, followedBy: function, using: &source)
        let weights = layer.weights.value.elements.map(Double.init)
        let count = Double(weights.count)
        let mean = weights.reduce(0, +) / count
        let variance = weights.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        // Five standard errors; the fourth moment of a uniform number is 9/5 of its variance squared.
        #expect(abs(mean) < 5 * (expected / count).squareRoot())
        #expect(abs(variance / expected - 1) < 5 * (0.8 / count).squareRoot())
        #expect((weights.map(abs).max() ?? 0) <= (3 * expected).squareRoot() * (1 + 1e-6))
        #expect(layer.bias.value.elements.allSatisfy { $0 == 0 })
    }

    @Test("keep the signal's size through eight layers", arguments: [ActivationFunction.relu, .leakyReLU])
    func depth(function: ActivationFunction) {
        var source = RandomSource(seed: 21)
        let network = Network(
            inputs: 200, layers: Array(repeating: 200, count: 8), activation: function, using: &source)
        let input = Variable(
            constant: Matrix(rows: 50, columns: 200, elements: source.normals(10_000).map { Float($0) }))
        let output = network.forward(input).value.elements
        let power = output.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(output.count)
        #expect((0.1...10).contains(power))
    }

    @Test("are the same bits for the same seed, and others for another")
    func seeds() {
        func values(_ seed: UInt64) -> [[Float]] {
            var source = RandomSource(seed: seed, stream: "weights")
            return Network(inputs: 4, layers: [8, 2], using: &source).values
        }
        #expect(values(1) == values(1))
        #expect(values(1) != values(2))
    }
}
