private import Foundation
private import Networks

/// One pass over the images of a batch: each is drawn under its classes and angles, compared, and differentiated before the
/// next is drawn.
///
/// Images do not share anything that a pass writes, so that threads may take some each.
@safe struct DrawingPass {
    let design: AutoencoderDesign
    let assignment: LossWeights.Assignment
    /// The angles of a row.
    let starts: Int
    /// What the decoder's network gave, row by row.
    let features: UnsafeBufferPointer<Float>
    /// The slopes of the loss in them, added to.
    let featureSlopes: UnsafeMutableBufferPointer<Float>
    /// The images, one for all classes of a row.
    let targets: UnsafeBufferPointer<Float>
    /// The branches that are drawn.
    let isDrawn: [Bool]
    /// What a row's latents cost, and log p(z) - log q(z | x) of its draws.
    let divergences: [Double]
    let logRatios: [Double]
    /// The logarithm of how likely each angle is before an image is seen.
    let anglePriors: [Double]
    let poses: [Pose]
    /// What is set.
    let results: BranchResults
    /// Whether the responsibilities are to be taken as they are.
    let isHeld: Bool
    /// The pixels of each image that are drawn.
    let pixels: PixelDraw
    let isDifferentiated: Bool

    /// The least share of an image that is worth differentiating a branch for.
    private static let leastShare = 1e-5

    private var classes: Int { max(1, design.classes) }

    /// Takes one image.
    ///
    /// - Parameters:
    ///   - image: Its number.
    ///   - scorer: A scorer that no other thread uses.
    func draw(image: Int, with scorer: ImageScorer) {
        let branches = image * classes * starts..<(image + 1) * classes * starts
        let drawn = branches.filter { isDrawn[$0] }
        pixels.select(image: image, in: scorer.pixels)
        // Where the shares are known beforehand each branch is differentiated as soon as it is drawn.
        let isKnown = isHeld || assignment == .recognized || drawn.count == 1
        for branch in drawn { draw(branch, of: image, with: scorer, isDifferentiated: isKnown && isDifferentiated) }
        unsafe results.marginals[image] = Self.logSum(
            drawn.map {
                unsafe results.likelihoods[$0] + results.penalties[$0] + logRatios[$0 / starts]
                    + anglePriors[$0 % starts]
            })
        guard !isKnown else { return }
        let scores = drawn.map { unsafe results.likelihoods[$0] - divergences[$0 / starts] + anglePriors[$0 % starts] }
        let sum = Self.logSum(scores)
        for (branch, score) in zip(drawn, scores) { unsafe results.responsibilities[branch] = exp(score - sum) }
        guard isDifferentiated else { return }
        for branch in drawn where unsafe results.responsibilities[branch] > Self.leastShare {
            draw(branch, of: image, with: scorer, isDifferentiated: true)
        }
    }

    private func draw(_ branch: Int, of image: Int, with scorer: ImageScorer, isDifferentiated: Bool) {
        let (width, count) = (scorer.renderer.featureCount, design.output.count)
        let (row, start) = branch.quotientAndRemainder(dividingBy: starts)
        let input = unsafe UnsafeBufferPointer(rebasing: features[row * width..<(row + 1) * width])
        let target = unsafe UnsafeBufferPointer(rebasing: targets[image * count..<(image + 1) * count])
        var pose = poses[row]
        pose.rotation += 2 * .pi * Float(start) / Float(starts)
        unsafe results.likelihoods[branch] = scorer.score(target, from: input, in: pose)
        unsafe results.penalties[branch] = scorer.penalty
        let images = unsafe targets.count / count
        let weight = unsafe -results.responsibilities[branch] / Double(images)
        guard isDifferentiated, abs(weight) > 1e-12 else { return }
        let slopes = unsafe UnsafeMutableBufferPointer(rebasing: featureSlopes[row * width..<(row + 1) * width])
        unsafe scorer.pullBack(
            weight, input, in: pose, featureSlopes: slopes, poseSlope: &results.poseSlopes[row])
    }

    /// The logarithm of the sum of e^value.
    private static func logSum(_ values: [Double]) -> Double {
        let greatest = values.max() ?? 0
        return greatest + log(values.reduce(0) { $0 + exp($1 - greatest) })
    }
}
