private import Networks

/// Draws an image from the features that a decoder's network gives for it, in a pose.
///
/// A renderer works for one thread and keeps what its last ``draw(_:in:at:)`` needs to be differentiated. Renderers of several
/// threads share the values of their parameters and keep the slopes for themselves, until ``depositGradients()``.
protocol Renderer: AnyObject {
    /// How many features an image is drawn from.
    var featureCount: Int { get }

    /// Draws an image.
    ///
    /// - Parameters:
    ///   - features: As many as ``featureCount``.
    ///   - pose: How the object lies.
    ///   - pixels: The pixels that are drawn.
    /// - Returns: Their numbers, channel by channel, each in the order of the list; they belong to the renderer until the next
    ///   call, and may be changed.
    func draw(
        _ features: UnsafeBufferPointer<Float>, in pose: Pose, at pixels: PixelList
    ) -> UnsafeMutableBufferPointer<Float>

    /// Adds the slopes of a loss in what the last ``draw(_:in:at:)`` was given.
    ///
    /// - Parameters:
    ///   - slopes: The loss's slopes in the numbers that were drawn.
    ///   - features: What the image was drawn from.
    ///   - pose: How the object lay.
    ///   - pixels: The pixels that were drawn.
    ///   - featureSlopes: Added to.
    ///   - poseSlope: Added to.
    func pullBack(
        _ slopes: UnsafeBufferPointer<Float>, _ features: UnsafeBufferPointer<Float>, in pose: Pose,
        at pixels: PixelList, featureSlopes: UnsafeMutableBufferPointer<Float>, poseSlope: inout Pose)

    /// Adds the slopes that were kept to the gradients of the shared parameters; called when no other renderer works.
    func depositGradients()
}

extension Renderer {
    func depositGradients() {}
}

/// Takes the features for the image: a decoder whose network draws itself, and knows of no pose.
final class DirectRenderer: Renderer {
    let featureCount: Int
    private let image: Buffer

    init(outputCount: Int) {
        featureCount = outputCount
        image = Buffer(outputCount)
    }

    func draw(
        _ features: UnsafeBufferPointer<Float>, in pose: Pose, at pixels: PixelList
    ) -> UnsafeMutableBufferPointer<Float> {
        let count = featureCount / pixels.all * pixels.count
        let result = unsafe UnsafeMutableBufferPointer(start: image.start, count: count)
        unsafe pixels.gather(features, into: result)
        return unsafe result
    }

    func pullBack(
        _ slopes: UnsafeBufferPointer<Float>, _ features: UnsafeBufferPointer<Float>, in pose: Pose,
        at pixels: PixelList, featureSlopes: UnsafeMutableBufferPointer<Float>, poseSlope: inout Pose
    ) {
        unsafe pixels.scatter(slopes, addingTo: featureSlopes)
    }
}
