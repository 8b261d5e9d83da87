/// Named tensors: the weights of a network apart from the network, as a file holds them.
///
/// Layers that have weights, dense and convolutional alike, are counted from zero and named as PyTorch would:
/// `layers.0.weight`, outputs x inputs, of convolutions outputs x inputs x rows x columns of the kernel, and
/// `layers.0.bias`, one number an output. Functions, pooling and upsampling between them have no number. So
/// `layers.3.weight` of four dimensions loads into the fourth of the `Conv2d` and `Linear` of a `torch.nn.Sequential`;
/// a dense layer behind a convolution takes its pixels in the order of `torch.flatten`.
package struct NetworkWeights: Hashable, Sendable {
    package var tensors: [String: Tensor]
    /// What the file says of itself, in words.
    package var metadata: [String: String]

    package init(tensors: [String: Tensor] = [:], metadata: [String: String] = [:]) {
        self.tensors = tensors
        self.metadata = metadata
    }

    package subscript(name: String) -> Tensor? {
        get { tensors[name] }
        set { tensors[name] = newValue }
    }

    /// The name of the matrix of a layer.
    package static func weightName(layer: Int) -> String { "layers.\(layer).weight" }

    /// The name of the bias of a layer.
    package static func biasName(layer: Int) -> String { "layers.\(layer).bias" }
}

/// Weights that are not those of the network they were given to.
package struct WeightMismatch: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the tensor.
    package let name: String
    /// The shape that the network has there, or nil if it has nothing of that name.
    package let expected: [Int]?
    /// The shape that was found, or nil if the tensor is missing.
    package let found: [Int]?

    package init(name: String, expected: [Int]?, found: [Int]?) {
        self.name = name
        self.expected = expected
        self.found = found
    }

    package var description: String {
        switch (expected, found) {
        case (let expected?, let found?):
            "\(name) was expected to be \(Tensor.text(ofShape: expected)) (\(Self.meaning(expected))), "
                + "but the file has \(Tensor.text(ofShape: found)); "
                + "give the network the layers and the features that the weights were trained with"
        case (let expected?, nil):
            "\(name), \(Tensor.text(ofShape: expected)), is missing from the file; a file holds the weight and the bias of each of "
                + "the first layers, without a gap, and of every frozen one"
        case (nil, _):
            "the file holds \(name), but the network has no such layer; the names are layers.0.weight, layers.0.bias, "
                + "layers.1.weight and so on, up to the network's last layer"
        }
    }

    private static func meaning(_ shape: [Int]) -> String {
        switch shape.count {
        case 1: "outputs"
        case 4: "outputs x inputs x kernel"
        default: "outputs x inputs"
        }
    }
}
