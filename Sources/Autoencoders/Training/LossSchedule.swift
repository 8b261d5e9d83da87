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
    /// Before classes begin, they are for so many epochs those that k-means finds in the content, while this is withheld; 0 for none.
    ///
    /// Classes that begin alike stay so for long, or forever. Content finds clusters soon: the classes take them over, and
    /// what they do not explain is left to the content. Known classes stay as they are and name the clusters. These epochs do not
    /// count as epochs of the training.
    package var seedingEpochs = 0
    /// The same for parts of the pose; those that are not named begin at once.
    package var partStarts: [PosePrior.Part: Int] = [:]
    /// When the axis of the shear is tried at other angles; without effect where there is no shear.
    package var axisTrials: [AxisTrial] = []
    /// How much classes that are not taken alike cost; see ``LossWeights/balance``.
    package var balance = 0.0
    /// The share of pixels that a step looks at; see ``LossWeights/pixelShare``.
    package var pixelShare = 1.0
    /// Whether classes and angles are shared out by Bayes' rule rather than as the encoder takes them to be likely; see
    /// ``LossWeights/Assignment``.
    package var isExact = false
    /// How much the encoder's distance from exact shares counts.
    package var recognition = 1.0
    /// The epoch from which unlikely classes and angles are left out, and how likely they must be to be drawn.
    package var pruningStart = Int.max
    package var leastShare = 1e-3

    package init() {}

    /// Whether there is content to take classes from when these begin.
    var isSeeded: Bool { seedingEpochs > 0 && classStart > contentStart }

    /// The weights in an epoch, counted from 0.
    package func weights(inEpoch epoch: Int) -> LossWeights {
        var weights = LossWeights()
        // What classes have taken over the content has to learn anew.
        let begin = isSeeded && epoch >= classStart ? classStart : contentStart
        weights.content = content.divergence(inEpoch: max(0, epoch - begin))
        weights.pose = pose.divergence(inEpoch: epoch)
        weights.classes = classes.divergence(inEpoch: epoch)
        weights.classification = classification
        weights.hasContent = epoch >= contentStart
        weights.hasClasses = epoch >= classStart
        weights.balance = balance
        weights.pixelShare = pixelShare
        weights.recognition = recognition
        weights.assignment = isExact ? .exact : .recognized
        if epoch >= pruningStart { weights.leastShare = leastShare }
        weights.poseParts = weights.poseParts.filter { epoch >= partStarts[$0] ?? 0 }
        return weights
    }
}
