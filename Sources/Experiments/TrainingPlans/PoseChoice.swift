/// How an object may lie in its image, and what is held likely of it; nil for what does not vary.
package struct PoseChoice: Codable, Hashable, Sendable {
    /// What is held likely of a rotation.
    package enum Rotation: Codable, Hashable, Sendable {
        /// Any angle alike, searched from so many evenly spaced ones, 3 or more.
        case free(starts: Int)
        /// Normal about upright, with a standard deviation in degrees.
        case small(degrees: Double)
    }

    package var rotation: Rotation?
    /// The standard deviation of the angle of shear in degrees.
    package var shear: Double?
    /// The standard deviation of the logarithm of the size.
    package var size: Double?
    /// The standard deviation of the shift in both directions, in half sides of the image.
    package var shift: Double?

    package init() {}

    package var isUpright: Bool { self == PoseChoice() }
}

extension PoseChoice {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.rotation, into: &rotation)
        try stored.take(.shear, into: &shear)
        try stored.take(.size, into: &size)
        try stored.take(.shift, into: &shift)
    }
}
