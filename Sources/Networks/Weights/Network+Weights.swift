private import LinearAlgebra

extension Network {
    /// The layers that have weights, in order: those that files of weights count.
    package var weightedLayers: [any WeightedLayer] { layers.compactMap { $0 as? any WeightedLayer } }

    /// The weights by name; see ``NetworkWeights``.
    package var weights: NetworkWeights {
        var result = NetworkWeights()
        for (number, layer) in weightedLayers.enumerated() {
            result[NetworkWeights.weightName(layer: number)] = Tensor(
                shape: layer.weightShape, elements: layer.weights.value.elements)
            result[NetworkWeights.biasName(layer: number)] = Tensor(
                shape: [layer.bias.value.count], elements: layer.bias.value.elements)
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
        try Self.check(weights, shapes: weightedLayers.map(\.weightShape), atLeast: count)
        for (number, layer) in weightedLayers.enumerated() {
            guard let matrix = weights[NetworkWeights.weightName(layer: number)],
                let bias = weights[NetworkWeights.biasName(layer: number)]
            else { return }
            let (rows, columns) = (layer.weights.value.rows, layer.weights.value.columns)
            layer.weights.value = Matrix(rows: rows, columns: columns, elements: matrix.elements)
            layer.bias.value = Matrix(rows: 1, columns: rows, elements: bias.elements)
        }
    }

    /// Checks that weights fit a network of dense layers, without one.
    ///
    /// - Parameters:
    ///   - weights: What ``load(_:atLeast:)`` is to be given.
    ///   - layers: The inputs and outputs of each layer.
    ///   - count: How many layers must be there.
    /// - Throws: ``WeightMismatch`` for the first tensor that does not fit, in the order of the layers.
    package static func check(
        _ weights: NetworkWeights, for layers: [(inputs: Int, outputs: Int)], atLeast count: Int = 1
    ) throws(WeightMismatch) {
        try check(weights, shapes: layers.map { [$0.outputs, $0.inputs] }, atLeast: count)
    }

    /// Checks that weights fit a network, without one.
    ///
    /// - Parameters:
    ///   - weights: What ``load(_:atLeast:)`` is to be given.
    ///   - shapes: The shape of each layer's weights, outputs first; see ``WeightedLayer/weightShape``.
    ///   - count: How many layers must be there.
    /// - Throws: ``WeightMismatch`` for the first tensor that does not fit, in the order of the layers.
    package static func check(
        _ weights: NetworkWeights, shapes: [[Int]], atLeast count: Int = 1
    ) throws(WeightMismatch) {
        var known: Set<String> = []
        var expected: [(name: String, shape: [Int], layer: Int)] = []
        for (number, shape) in shapes.enumerated() {
            expected.append((NetworkWeights.weightName(layer: number), shape, number))
            expected.append((NetworkWeights.biasName(layer: number), Array(shape.prefix(1)), number))
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
