/// What decides on offset and scale.
package enum ScalingMethod: String, Codable, Hashable, Sendable, CaseIterable {
    /// Values stay as they are.
    case none
    /// Smallest to largest value of all images become 0 to 1, each channel by itself.
    case range
    /// Smallest to largest value of each image become 0 to 1, each channel by itself: insensitive to brightness.
    case image
    /// Each image is divided by the sum of its values, each channel by itself: a density.
    case area
    /// Mean 0 and standard deviation (population) 1 over all images, each channel by itself.
    case standard
}
