/// The first numbers that an eye makes of an image: the image itself, and at each scale its smoothing, slope and
/// curvature.
package struct StemFeatures: Codable, Hashable, Sendable {
    /// The standard deviations of the Gaussian windows in pixels, rising, at least one, 0.5 to 64.
    package var scales = [1.0, 2, 4]

    package init() {}
}

extension StemFeatures {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.scales, into: &scales)
    }
}
