private import LinearAlgebra
package import Networks

/// Weights by name, as files hold them.
///
/// The layers with weights of each part are counted from zero, and their tensors are those of PyTorch's `Linear` and
/// `Conv2d`:
///
///     trunk.0.weight, trunk.0.bias, ...           the encoder's layers that see the image alone
///     head.0.weight, ...                          those behind, that see class and conditions too
///     classifier.0.weight, ...                    where there are classes
///     decoder.0.weight, ...                       from content, class and conditions to what is drawn from
///     coordinates.entry.weight,                   where pixels are drawn by their coordinates: x and y to features
///     coordinates.0.weight, coordinates.0.bias, ...
///     coordinates.exit.weight, coordinates.exit.bias
///     pose.shearAxis                              where objects are sheared: the axis, in units of 5 radians
///     pose.anglePrior                             where they lie any way round: logits of the angles, in units of 30
extension Autoencoder {
    /// The weights by name.
    package var weights: NetworkWeights {
        var result = NetworkWeights()
        for parameter in namedParameters {
            result[parameter.name] = parameter.tensor(of: parameter.variable.value.elements)
        }
        return result
    }

    /// Takes over weights.
    ///
    /// - Parameter weights: All tensors that ``weights`` has, and perhaps those of a checkpoint besides; see
    ///   ``AutoencoderTraining/checkpoint``.
    /// - Throws: ``AutoencoderWeightMismatch`` for a tensor that is missing, of another shape, or of no part; the autoencoder
    ///   is then as it was.
    package func load(_ weights: NetworkWeights) throws(AutoencoderWeightMismatch) {
        let parameters = namedParameters
        try Self.check(weights, for: parameters)
        for parameter in parameters {
            guard let tensor = weights[parameter.name] else { continue }
            parameter.variable.value = Matrix(
                rows: parameter.variable.value.rows, columns: parameter.variable.value.columns,
                elements: parameter.elements(of: tensor))
        }
    }

    /// Checks that there is a tensor for each parameter, and no other but those of a checkpoint.
    private static func check(
        _ weights: NetworkWeights, for parameters: [NamedParameter]
    ) throws(AutoencoderWeightMismatch) {
        for parameter in parameters where weights[parameter.name]?.shape != parameter.shape {
            throw AutoencoderWeightMismatch(
                name: parameter.name, expected: parameter.shape, found: weights[parameter.name]?.shape)
        }
        let known = Set(parameters.map(\.name))
        let strangers = weights.tensors.keys.filter {
            !known.contains($0) && !$0.hasPrefix(AutoencoderTraining.momentPrefix)
        }
        if let stranger = strangers.min() {
            throw AutoencoderWeightMismatch(name: stranger, expected: nil, found: weights[stranger]?.shape)
        }
    }
}

/// Weights that are not those of the autoencoder they were given to.
package struct AutoencoderWeightMismatch: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the tensor.
    package let name: String
    /// The shape that the design has there, or nil if it has nothing of that name.
    package let expected: [Int]?
    /// The shape that was found, or nil if the tensor is missing.
    package let found: [Int]?

    package var description: String {
        let advice = "describe the autoencoder as it was when the weights were trained"
        return switch (expected.map(Tensor.text), found.map(Tensor.text)) {
        case (let expected?, let found?):
            "\(name) was expected to be \(expected), but the file has \(found); \(advice)"
        case (let expected?, nil): "\(name), \(expected), is missing from the file; \(advice)"
        case (nil, let found):
            "the file holds \(name), \(found ?? "of no shape"), which is no part of the autoencoder; \(advice)"
        }
    }
}
