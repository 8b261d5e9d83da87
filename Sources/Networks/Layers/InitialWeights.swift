package import Randomness

extension ActivationFunction {
    /// Draws initial weights for a layer that this function follows.
    ///
    /// They are uniform on +-sqrt(3 v). With functions that halve, v = 2 / inputs (He et al., ICCV 2015, eq. 10); with
    /// others v = 2 / (inputs + outputs) (Glorot & Bengio, AISTATS 2010, eq. 12).
    ///
    /// - Parameters:
    ///   - count: How many weights.
    ///   - inputs: The number of weights that an output sums over.
    ///   - outputs: The number of weights that an input goes through.
    ///   - source: Where the weights are drawn from.
    /// - Returns: The weights, in the order in which they were drawn.
    package func initialWeights(
        _ count: Int, inputs: Int, outputs: Int, using source: inout RandomSource
    ) -> [Float] {
        let variance = gain > 1 ? gain / Double(inputs) : 2 / Double(inputs + outputs)
        let limit = (3 * variance).squareRoot()
        return (0..<count).map { _ in Float(source.uniform(in: -limit...limit)) }
    }
}
