private import Networks

/// One pass over the rows of a batch: each is drawn under each of its angles, compared with its image, and differentiated
/// before the next is drawn.
///
/// Rows do not share anything that a pass writes, so that threads may take some each.
@safe struct DrawingPass {
    let design: AutoencoderDesign
    /// The angles of a row.
    let starts: Int
    /// What the decoder's network gave, row by row.
    let features: UnsafeBufferPointer<Float>
    /// The slopes of the loss in them, added to.
    let featureSlopes: UnsafeMutableBufferPointer<Float>
    /// The images, one for all classes of a row.
    let targets: UnsafeBufferPointer<Float>
    let classShares: [Double]
    let angleShares: [Double]
    let poses: [Pose]
    /// The log likelihood of each row under each angle less its penalty, and the penalty, set.
    let likelihoods: UnsafeMutableBufferPointer<Double>
    let penalties: UnsafeMutableBufferPointer<Double>
    /// The slope of the loss in each row's pose, added to.
    let poseSlopes: UnsafeMutableBufferPointer<Pose>
    /// The pixels of each image that are drawn.
    let pixels: PixelDraw
    let isDifferentiated: Bool

    /// Takes one row; nothing is drawn of a class that is out of the question.
    ///
    /// - Parameters:
    ///   - row: The row.
    ///   - scorer: A scorer that no other thread uses.
    func draw(row: Int, with scorer: ImageScorer) {
        guard classShares[row] > 0 else { return }
        let (width, count) = (scorer.renderer.featureCount, design.output.count)
        let image = row / max(1, design.classes)
        let images = unsafe targets.count / count
        let input = unsafe UnsafeBufferPointer(rebasing: features[row * width..<(row + 1) * width])
        let inputSlopes = unsafe UnsafeMutableBufferPointer(
            rebasing: featureSlopes[row * width..<(row + 1) * width])
        let target = unsafe UnsafeBufferPointer(rebasing: targets[image * count..<(image + 1) * count])
        pixels.select(image: image, in: scorer.pixels)
        for start in 0..<starts {
            let branch = row * starts + start
            var pose = poses[row]
            pose.rotation += 2 * .pi * Float(start) / Float(starts)
            unsafe likelihoods[branch] = scorer.score(target, from: input, in: pose)
            unsafe penalties[branch] = scorer.penalty
            let weight = -classShares[row] * angleShares[branch] / Double(images)
            guard isDifferentiated, abs(weight) > 1e-12 else { continue }
            unsafe scorer.pullBack(
                weight, input, in: pose, featureSlopes: inputSlopes, poseSlope: &poseSlopes[row])
        }
    }
}
