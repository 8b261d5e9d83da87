import LinearAlgebra
import Networks
import Randomness

/// How the coordinates on which a process acts follow from the features of a candidate, as the training left it.
protocol CandidateEmbedder: Sendable {
    /// Returns the coordinates of all candidates, row after row.
    func embedding(of features: any CandidateFeatures) -> [Float]
}

/// A network's output, by a copy of its weights.
struct NetworkEmbedder: CandidateEmbedder {
    private let weights: NetworkWeights
    private let inputs: Int
    private let layers: [Int]
    private let activation: ActivationFunction

    /// Copies the weights of a multilayer perceptron of some layers.
    init(_ network: Network, layers: [Int], activation: ActivationFunction) {
        weights = network.weights
        inputs = network.inputs
        self.layers = layers
        self.activation = activation
    }

    func embedding(of features: any CandidateFeatures) -> [Float] {
        var source = RandomSource(seed: 0)
        let network = Network(inputs: inputs, layers: layers, activation: activation, using: &source)
        do {
            try network.load(weights, atLeast: layers.count)
        } catch {
            preconditionFailure("the weights are those of such a network: \(error)")
        }
        return network.embed(features)
    }
}

extension Network {
    /// Returns the output for all candidates, N x q, computed in blocks of bounded memory.
    func embed(_ features: any CandidateFeatures) -> [Float] {
        let width = Prediction.blockWidth
        var result: [Float] = []
        result.reserveCapacity(features.count * outputs)
        var block = Matrix<Float>(rows: min(width, features.count), columns: features.dimension)
        var output = Matrix<Float>(rows: min(width, features.count), columns: outputs)
        for start in stride(from: 0, to: features.count, by: width) {
            let candidates = Array(start..<min(start + width, features.count))
            if output.rows != candidates.count { output.resize(rows: candidates.count) }
            features.copyRows(candidates, into: &block)
            predict(block, rows: 0..<candidates.count, into: &output)
            result += output.elements
        }
        return result
    }
}
