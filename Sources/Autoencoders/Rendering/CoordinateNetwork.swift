private import LinearAlgebra
package import Networks
import Randomness

/// The parameters of a decoder that is a function of coordinates (Bepler et al., NeurIPS 2019).
///
///     h0 = tanh(A c' + f),   h = tanh(W h + b) for each layer,   value = V h + d
///
/// with f the features that the decoder's network gives for an image.
package final class CoordinateNetwork {
    /// A, transposed: a row for x and one for y, so that loops over features go along them.
    package let entry: Variable
    package let layers: [Dense]
    /// V and d: channels x features.
    package let exit: Dense

    /// Creates parameters at random.
    ///
    /// - Parameters:
    ///   - width: The number of features, and of the numbers in each layer.
    ///   - depth: The number of layers between the first and the last.
    ///   - channels: How many values a pixel has.
    ///   - source: Where they are drawn from.
    init(width: Int, depth: Int, channels: Int, using source: inout RandomSource) {
        // As a layer of two inputs would be drawn, whose coordinates have a variance of about a third.
        let first = Dense(inputs: 2, outputs: width, activation: .identity, followedBy: .tanh, using: &source)
        let elements = first.weights.value.elements
        entry = Variable(
            Matrix(
                rows: 2, columns: width,
                elements: [0, 1].flatMap { axis in (0..<width).map { elements[2 * $0 + axis] } }))
        layers = (0..<depth).map { _ in Dense(inputs: width, outputs: width, activation: .tanh, using: &source) }
        exit = Dense(inputs: width, outputs: channels, using: &source)
    }

    /// What is trained, in an order that never changes.
    package var parameters: [Variable] { [entry] + layers.flatMap(\.parameters) + exit.parameters }

    var width: Int { entry.value.columns }
}
