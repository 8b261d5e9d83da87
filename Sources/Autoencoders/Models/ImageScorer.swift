private import Networks

/// Draws an image, tells how likely another is given it, and takes the slopes of that back; works for one thread.
final class ImageScorer {
    let renderer: any Renderer
    /// The pixels that are drawn and compared.
    let pixels: PixelList
    private let likelihood: Likelihood
    private let seen: Buffer
    private let slopes: Buffer
    private let terms: Buffer

    init(_ design: AutoencoderDesign, _ renderer: any Renderer) {
        self.renderer = renderer
        likelihood = design.likelihood
        pixels = PixelList(PixelCoordinates(height: design.output.height, width: design.output.width))
        seen = Buffer(design.output.count)
        slopes = Buffer(design.output.count)
        terms = Buffer(design.output.count)
    }

    /// How much a pixel stands for.
    private var scale: Double { Double(pixels.all) / Double(pixels.count) }

    /// Draws an image and compares it.
    ///
    /// - Parameters:
    ///   - image: What was seen, whole.
    ///   - features: What the decoder's network gave for it.
    ///   - pose: How the object lies.
    /// - Returns: The log likelihood in nats; of some pixels an estimate, whose mean over all choices of as many is that of the
    ///   image.
    func score(
        _ image: UnsafeBufferPointer<Float>, from features: UnsafeBufferPointer<Float>, in pose: Pose
    ) -> Double {
        let drawn = unsafe renderer.draw(features, in: pose, at: pixels)
        let target: UnsafeBufferPointer<Float>
        if pixels.isWhole {
            unsafe target = image
        } else {
            let chosen = unsafe UnsafeMutableBufferPointer(start: seen.start, count: drawn.count)
            unsafe pixels.gather(image, into: chosen)
            unsafe target = UnsafeBufferPointer(chosen)
        }
        return unsafe scale
            * likelihood.score(
                of: target, given: UnsafeBufferPointer(drawn),
                slopes: UnsafeMutableBufferPointer(start: slopes.start, count: drawn.count), terms: terms.all)
    }

    /// Adds so many times the slopes of the last ``score(_:from:in:)``; once for each.
    func pullBack(
        _ weight: Double, _ features: UnsafeBufferPointer<Float>, in pose: Pose,
        featureSlopes: UnsafeMutableBufferPointer<Float>, poseSlope: inout Pose
    ) {
        let factor = Float(weight * scale)
        let count = slopes.count / pixels.all * pixels.count
        for index in 0..<count { unsafe slopes.start[index] *= factor }
        unsafe renderer.pullBack(
            UnsafeBufferPointer(start: slopes.start, count: count), features, in: pose, at: pixels,
            featureSlopes: featureSlopes, poseSlope: &poseSlope)
    }
}
