private import LinearAlgebra
package import Networks

extension Autoencoder {
    /// The encoder up to the means of the content, as weights of a network of dense layers (`layers.0.weight`, ...); nil if it is
    /// no such network: if it has convolutions, or sees classes or conditions besides.
    ///
    /// The functions between the layers are the design's activation, and there is none behind the last.
    package var extractor: NetworkWeights? {
        guard case .dense = design.encoder, design.classes == 0, design.conditions == 0,
            design.contentDimensions > 0
        else { return nil }
        var result = NetworkWeights()
        let layers = trunk.weightedLayers + head.weightedLayers
        for (number, layer) in layers.enumerated() {
            // Of the last layer the means are the first rows; deviations and pose stand behind.
            let rows = number == layers.count - 1 ? design.contentDimensions : layer.outputs
            result[NetworkWeights.weightName(layer: number)] = Tensor(
                shape: [rows, layer.inputs], elements: Array(layer.weights.value.elements.prefix(rows * layer.inputs)))
            result[NetworkWeights.biasName(layer: number)] = Tensor(
                shape: [rows], elements: Array(layer.bias.value.elements.prefix(rows)))
        }
        return result
    }

    /// The names under which a file has the layers of ``extractor``, in their order: `trunk.0`, ..., `head.0`, ...
    package var extractorLayerNames: [String] {
        trunk.weightedLayers.indices.map { "trunk.\($0)" } + head.weightedLayers.indices.map { "head.\($0)" }
    }
}
