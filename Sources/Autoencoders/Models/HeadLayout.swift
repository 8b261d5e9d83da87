/// Where the encoder's outputs stand in a row.
struct HeadLayout: Hashable, Sendable {
    let contentDimensions: Int
    let partCount: Int
    let starts: Int

    init(_ design: AutoencoderDesign) {
        contentDimensions = design.contentDimensions
        partCount = design.pose.parts.count
        starts = design.pose.starts
    }

    /// Means and, behind them, logarithms of the standard deviations.
    var content: Range<Int> { 0..<2 * contentDimensions }
    /// The same of the pose's parts, in units of their priors' deviations.
    var pose: Range<Int> { content.upperBound..<content.upperBound + 2 * partCount }
    /// The logits of the angles, if there are several.
    var angles: Range<Int> { pose.upperBound..<pose.upperBound + (starts > 1 ? starts : 0) }
    /// One that nobody reads where classes tell all: a network has an output.
    var count: Int { max(1, angles.upperBound) }
}
