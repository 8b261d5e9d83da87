import LinearAlgebra
import Networks

/// A parameter of an autoencoder, as a file of weights holds it.
struct NamedParameter {
    let name: String
    /// The extents as PyTorch has them, outputs first.
    let shape: [Int]
    let variable: Variable
    /// Whether the file has rows where the parameter has columns.
    var isTransposed = false

    /// Returns numbers that stand in the parameter's order, such as its values, in the file's.
    func tensor(of elements: [Float]) -> Tensor {
        guard isTransposed else { return Tensor(shape: shape, elements: elements) }
        let matrix = Matrix(rows: variable.value.rows, columns: variable.value.columns, elements: elements)
        return Tensor(shape: shape, elements: matrix.transposed().release())
    }

    /// Returns a tensor's numbers in the parameter's order.
    func elements(of tensor: Tensor) -> [Float] {
        guard isTransposed else { return tensor.elements }
        let matrix = Matrix(
            rows: variable.value.columns, columns: variable.value.rows, elements: tensor.elements)
        return matrix.transposed().release()
    }
}

extension Autoencoder {
    /// The name of the first parameter that holds something that is not a number; nil if all are numbers.
    package var brokenParameter: String? {
        namedParameters.first { !$0.variable.value.elements.allSatisfy(\.isFinite) }?.name
    }

    /// The parameters with their names, in the order of ``parameters``.
    var namedParameters: [NamedParameter] {
        var result = Self.named("trunk", trunk.weightedLayers) + Self.named("head", head.weightedLayers)
        if let classifier { result += Self.named("classifier", classifier.weightedLayers) }
        result += Self.named("decoder", decoder.weightedLayers)
        if let network = coordinateNetwork {
            result.append(
                NamedParameter(
                    name: "coordinates.entry.weight", shape: [network.entry.value.columns, 2],
                    variable: network.entry, isTransposed: true))
            result += Self.named("coordinates", network.layers) + Self.named("coordinates.exit", network.exit)
        }
        if let shearAxis {
            result.append(NamedParameter(name: "pose.shearAxis", shape: [1], variable: shearAxis))
        }
        if let anglePrior {
            result.append(
                NamedParameter(name: "pose.anglePrior", shape: [anglePrior.value.columns], variable: anglePrior))
        }
        return result
    }

    private static func named(_ part: String, _ layers: [any WeightedLayer]) -> [NamedParameter] {
        layers.enumerated().flatMap { named("\(part).\($0)", $1) }
    }

    private static func named(_ name: String, _ layer: any WeightedLayer) -> [NamedParameter] {
        [
            NamedParameter(name: "\(name).weight", shape: layer.weightShape, variable: layer.weights),
            NamedParameter(name: "\(name).bias", shape: [layer.bias.value.count], variable: layer.bias),
        ]
    }
}
