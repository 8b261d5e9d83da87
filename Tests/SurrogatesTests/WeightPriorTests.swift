import LinearAlgebra
import Networks
import Randomness
import Testing

@testable import Surrogates

@Suite struct `The prior of a deep kernel's weights` {
    @Test(arguments: [1, 2])
    func `draws every layer's weights to zero where targets say nothing`(outputs: Int) throws {
        var configuration = SurrogateCase.small()
        configuration.layers = [6, outputs]
        configuration.weightPrecision = 100
        configuration.networkLearningRate = 1e-2
        var source = RandomSource(seed: 1)
        let member = try DeepKernelMember(inputs: 4, configuration, using: &source)
        func sizes() -> [Float] { member.network.values.map { $0.reduce(0) { $0 + $1 * $1 } } }
        let before = sizes()
        let points = normalMatrix(rows: 5, columns: 4, seed: 2)
        let input = Variable(constant: Matrix(rows: 5, columns: 4, elements: points.elements.map { Float($0) }))
        let flat = StandardizedObjective(scale: .identity, targets: [0, 0, 0, 0, 0])
        for _ in 0..<300 { _ = try member.step(input, [flat]) }
        let after = sizes()
        // Weights stand at even places, biases at odd ones.
        #expect(after[0] < 0.05 * before[0])
        #expect(after[2] < 0.05 * before[2])
    }
}
