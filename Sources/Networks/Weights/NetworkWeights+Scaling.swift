extension NetworkWeights {
    /// Returns the weights of a dense network that sees x and gives what this one gives for scale x + offset.
    ///
    /// - Parameters:
    ///   - scales: One for each input of the first layer.
    ///   - offsets: The same.
    /// - Returns: The weights, with another first layer.
    package func takingInputs(times scales: [Float], plus offsets: [Float]) -> NetworkWeights {
        guard let weight = self[Self.weightName(layer: 0)], let bias = self[Self.biasName(layer: 0)] else {
            return self
        }
        let inputs = scales.count
        precondition(
            weight.shape == [bias.elements.count, inputs] && offsets.count == inputs,
            "an input has a scale and an offset")
        var rows = weight.elements
        var shifts = bias.elements
        for output in shifts.indices {
            var sum = 0.0
            for input in 0..<inputs {
                sum += Double(rows[output * inputs + input]) * Double(offsets[input])
                rows[output * inputs + input] *= scales[input]
            }
            shifts[output] += Float(sum)
        }
        var result = self
        result[Self.weightName(layer: 0)] = Tensor(shape: weight.shape, elements: rows)
        result[Self.biasName(layer: 0)] = Tensor(shape: bias.shape, elements: shifts)
        return result
    }

    /// Returns the weights of a dense network that gives scale (y - offset) where this one gives y.
    ///
    /// - Parameters:
    ///   - layer: The number of its last layer.
    ///   - offsets: One for each output.
    ///   - scale: One for all outputs.
    /// - Returns: The weights, with another last layer.
    package func givingOutputs(ofLayer layer: Int, minus offsets: [Float], times scale: Float) -> NetworkWeights {
        guard let weight = self[Self.weightName(layer: layer)], let bias = self[Self.biasName(layer: layer)] else {
            return self
        }
        precondition(bias.elements.count == offsets.count, "an output has an offset")
        var result = self
        result[Self.weightName(layer: layer)] = Tensor(
            shape: weight.shape, elements: weight.elements.map { scale * $0 })
        result[Self.biasName(layer: layer)] = Tensor(
            shape: bias.shape, elements: zip(bias.elements, offsets).map { scale * ($0 - $1) })
        return result
    }
}
