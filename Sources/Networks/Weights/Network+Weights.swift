private import LinearAlgebra

extension Network {
    /// The layers that have weights, in order: those that files of weights count.
    package var denseLayers: [Dense] { layers.compactMap { $0 as? Dense } }

    /// The weights by name; see ``NetworkWeights``.
    package var weights: NetworkWeights {
        var result = NetworkWeights()
        for (number, layer) in denseLayers.enumerated() {
            let matrix = Tensor(shape: [layer.outputs, layer.inputs], elements: layer.weights.value.elements)
            result[NetworkWeights.weightName(layer: number)] = matrix
            result[NetworkWeights.biasName(layer: number)] = Tensor(
                shape: [layer.outputs], elements: layer.bias.value.elements)
        }
        return result
    }

    /// Takes over weights of the first layers, or of all.
    ///
    /// - Parameters:
    ///   - weights: The weights and biases of as many of the first layers as there are, without a gap; the layers behind
    ///     keep theirs.
    ///   - count: How many layers must be there; by default one.
    /// - Throws: ``WeightMismatch`` for a tensor that is missing, of another shape, or of no layer; the network is then as
    ///   it was.
    package func load(_ weights: NetworkWeights, atLeast count: Int = 1) throws(WeightMismatch) {
        try Self.check(weights, for: denseLayers.map { ($0.inputs, $0.outputs) }, atLeast: count)
        for (number, layer) in denseLayers.enumerated() {
            guard let matrix = weights[NetworkWeights.weightName(layer: number)],
                let bias = weights[NetworkWeights.biasName(layer: number)]
            else { return }
            layer.weights.value = Matrix(rows: layer.outputs, columns: layer.inputs, elements: matrix.elements)
            layer.bias.value = Matrix(rows: 1, columns: layer.outputs, elements: bias.elements)
        }
    }

    /// Checks that weights fit a network, without one.
    ///
    /// - Parameters:
    ///   - weights: What ``load(_:atLeast:)`` is to be given.
    ///   - layers: The inputs and outputs of each layer.
    ///   - count: How many layers must be there.
    /// - Throws: ``WeightMismatch`` for the first tensor that does not fit, in the order of the layers.
    package static func check(
        _ weights: NetworkWeights, for layers: [(inputs: Int, outputs: Int)], atLeast count: Int = 1
    ) throws(WeightMismatch) {
        var known: Set<String> = []
        var expected: [(name: String, shape: [Int], layer: Int)] = []
        for (number, layer) in layers.enumerated() {
            expected.append((NetworkWeights.weightName(layer: number), [layer.outputs, layer.inputs], number))
            expected.append((NetworkWeights.biasName(layer: number), [layer.outputs], number))
        }
        known.formUnion(expected.map(\.name))
        if let stranger = weights.tensors.keys.filter({ !known.contains($0) }).min() {
            throw WeightMismatch(name: stranger, expected: nil, found: weights[stranger]?.shape)
        }
        let present = expected.last { weights[$0.name] != nil }?.layer ?? -1
        for (name, shape, layer) in expected where layer <= max(present, count - 1) {
            guard let tensor = weights[name], tensor.shape == shape else {
                throw WeightMismatch(name: name, expected: shape, found: weights[name]?.shape)
            }
        }
    }
}
