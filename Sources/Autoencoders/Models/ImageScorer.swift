private import Networks

/// Draws an image, tells how likely another is given it, and takes the slopes of that back; works for one thread.
final class ImageScorer {
    let renderer: any Renderer
    /// The pixels that are drawn and compared.
    let pixels: PixelList
    /// What the roughness of the last object costs, in nats.
    private(set) var penalty = 0.0
    private let likelihood: Likelihood
    private let smoothness: Double
    private let map: OutputMap?
    private let seen: Buffer
    private let slopes: Buffer
    private let terms: Buffer

    init(_ design: AutoencoderDesign, _ renderer: any Renderer) {
        self.renderer = renderer
        likelihood = design.likelihood
        smoothness = design.constraints.smoothness
        map = OutputMap(design)
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
    /// - Returns: The log likelihood in nats, less the ``penalty``; of some pixels an estimate, whose mean over all choices of as
    ///   many is that of the image.
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
        let slopes = unsafe UnsafeMutableBufferPointer(start: slopes.start, count: drawn.count)
        guard let map else {
            return unsafe scale
                * likelihood.score(of: target, given: UnsafeBufferPointer(drawn), slopes: slopes, terms: terms.all)
        }
        let means = unsafe map.apply(UnsafeBufferPointer(drawn))
        penalty = smoothness * map.roughness
        return unsafe scale
            * likelihood.score(of: target, givenMeans: UnsafeBufferPointer(means), slopes: slopes, terms: terms.all)
            - penalty
    }

    /// Adds so many times the slopes of the last ``score(_:from:in:)``; once for each.
    func pullBack(
        _ weight: Double, _ features: UnsafeBufferPointer<Float>, in pose: Pose,
        featureSlopes: UnsafeMutableBufferPointer<Float>, poseSlope: inout Pose
    ) {
        let factor = Float(weight * scale)
        let count = slopes.count / pixels.all * pixels.count
        for index in 0..<count { unsafe slopes.start[index] *= factor }
        var drawnSlopes = unsafe UnsafeBufferPointer(start: UnsafePointer(slopes.start), count: count)
        if let map { unsafe drawnSlopes = map.pullBack(drawnSlopes, penalty: -weight * smoothness) }
        unsafe renderer.pullBack(
            drawnSlopes, features, in: pose, at: pixels, featureSlopes: featureSlopes, poseSlope: &poseSlope)
    }

    /// Draws all pixels and sets `means` to the numbers that are expected.
    func setMeans(
        _ means: UnsafeMutableBufferPointer<Float>, from features: UnsafeBufferPointer<Float>, in pose: Pose,
        of view: DecodedView
    ) {
        pixels.selectAll()
        let drawn = unsafe UnsafeBufferPointer(renderer.draw(features, in: pose, at: pixels))
        guard let map else {
            unsafe likelihood.means(given: drawn, means)
            return
        }
        let image = unsafe map.apply(drawn)
        _ = unsafe means.update(fromContentsOf: view == .object ? map.object.all : image)
    }
}
