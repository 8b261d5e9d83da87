/// How the parts of a loss count from epoch to epoch, and when each is begun.
package struct LossSchedule: Hashable, Sendable {
    /// Counted from the epoch in which the content begins.
    package var content = WeightSchedule.constant(1)
    package var pose = WeightSchedule.constant(1)
    package var classes = WeightSchedule.constant(1)
    package var classification = 1.0
    /// The epoch, counted from 0, from which the decoder is told the content.
    package var contentStart = 0
    /// The same for the class.
    package var classStart = 0
    /// The same for parts of the pose; those that are not named begin at once.
    package var partStarts: [PosePrior.Part: Int] = [:]
    /// How much classes that are not taken alike cost; see ``LossWeights/balance``.
    package var balance = 0.0
    /// The share of pixels that a step looks at; see ``LossWeights/pixelShare``.
    package var pixelShare = 1.0

    package init() {}

    /// The weights in an epoch, counted from 0.
    package func weights(inEpoch epoch: Int) -> LossWeights {
        var weights = LossWeights()
        weights.content = content.divergence(inEpoch: max(0, epoch - contentStart))
        weights.pose = pose.divergence(inEpoch: epoch)
        weights.classes = classes.divergence(inEpoch: epoch)
        weights.classification = classification
        weights.hasContent = epoch >= contentStart
        weights.hasClasses = epoch >= classStart
        weights.balance = balance
        weights.pixelShare = pixelShare
        weights.poseParts = weights.poseParts.filter { epoch >= partStarts[$0] ?? 0 }
        return weights
    }
}
