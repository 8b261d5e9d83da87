/// A training that came to numbers that are none: too large values, too large steps, or a likelihood that is far too narrow.
package struct DivergedTraining: Error, Hashable, Sendable, CustomStringConvertible {
    /// The epoch in which it happened, from 1.
    package let epoch: Int

    package var description: String {
        "in epoch \(epoch) the loss or the weights are no longer numbers; try a smaller `training.learning-rate`, values of "
            + "about 1 (`scaling: range` or `standard`), or a wider `likelihood: {gaussian: ...}`"
    }
}
