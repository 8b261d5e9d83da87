import LinearAlgebra
import Networks
import Randomness
import Testing

@Suite struct `Weights that take or give numbers on another scale` {
    private static func network(_ weights: NetworkWeights? = nil) throws -> Network {
        var source = RandomSource(seed: 6)
        let network = Network(inputs: 4, layers: [5, 3], activation: .tanh, using: &source)
        if let weights { try network.load(weights, atLeast: 2) }
        return network
    }

    private static let inputs: [Float] = (0..<8).map { Float($0) / 3 - 1 }

    @Test func `see what the network saw`() throws {
        let (scales, offsets): ([Float], [Float]) = ([0.5, 2, 1, 0], [1, -1, 0, 0.25])
        let scaled = Self.inputs.enumerated().map { scales[$0 % 4] * $1 + offsets[$0 % 4] }
        let expected = try Self.network().predict(Matrix(rows: 2, columns: 4, elements: scaled)).elements
        let weights = try Self.network().weights.takingInputs(times: scales, plus: offsets)
        let found = try Self.network(weights).predict(Matrix(rows: 2, columns: 4, elements: Self.inputs)).elements
        #expect(zip(expected, found).allSatisfy { abs($0 - $1) < 1e-6 })
    }

    @Test func `give what the network gave, moved and scaled`() throws {
        let rows = Matrix<Float>(rows: 2, columns: 4, elements: Self.inputs)
        let offsets: [Float] = [0.5, -2, 0]
        let expected = try Self.network().predict(rows).elements.enumerated().map { 3 * ($1 - offsets[$0 % 3]) }
        let weights = try Self.network().weights.givingOutputs(ofLayer: 1, minus: offsets, times: 3)
        let found = try Self.network(weights).predict(rows).elements
        #expect(zip(expected, found).allSatisfy { abs($0 - $1) < 1e-5 })
    }
}
