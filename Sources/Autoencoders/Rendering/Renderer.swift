private import Networks

/// Draws an image from the features that a decoder's network gives for it, in a pose.
///
/// A renderer works for one thread and keeps what its last ``draw(_:in:)`` needs to be differentiated. Renderers of several
/// threads share the values of their parameters and keep the slopes for themselves, until ``depositGradients()``.
protocol Renderer: AnyObject {
    /// How many features an image is drawn from.
    var featureCount: Int { get }

    /// How many numbers an image has.
    var outputCount: Int { get }

    /// Draws an image.
    ///
    /// - Parameters:
    ///   - features: As many as ``featureCount``.
    ///   - pose: How the object lies.
    /// - Returns: The image, channel by channel, each row by row; it belongs to the renderer until the next call.
    func draw(_ features: UnsafeBufferPointer<Float>, in pose: Pose) -> UnsafeMutableBufferPointer<Float>

    /// Adds the slopes of a loss in what the last ``draw(_:in:)`` was given.
    ///
    /// - Parameters:
    ///   - slopes: The loss's slopes in the image.
    ///   - features: What the image was drawn from.
    ///   - pose: How the object lay.
    ///   - featureSlopes: Added to.
    ///   - poseSlope: Added to.
    func pullBack(
        _ slopes: UnsafeBufferPointer<Float>, _ features: UnsafeBufferPointer<Float>, in pose: Pose,
        featureSlopes: UnsafeMutableBufferPointer<Float>, poseSlope: inout Pose)

    /// Adds the slopes that were kept to the gradients of the shared parameters; called when no other renderer works.
    func depositGradients()
}

extension Renderer {
    func depositGradients() {}
}

/// Takes the features for the image: a decoder whose network draws itself, and knows of no pose.
final class DirectRenderer: Renderer {
    let featureCount: Int
    var outputCount: Int { featureCount }
    private let image: Buffer

    init(outputCount: Int) {
        featureCount = outputCount
        image = Buffer(outputCount)
    }

    func draw(_ features: UnsafeBufferPointer<Float>, in pose: Pose) -> UnsafeMutableBufferPointer<Float> {
        _ = unsafe image.all.update(fromContentsOf: features)
        return unsafe image.all
    }

    func pullBack(
        _ slopes: UnsafeBufferPointer<Float>, _ features: UnsafeBufferPointer<Float>, in pose: Pose,
        featureSlopes: UnsafeMutableBufferPointer<Float>, poseSlope: inout Pose
    ) {
        for index in slopes.indices { unsafe featureSlopes[index] += slopes[index] }
    }
}
