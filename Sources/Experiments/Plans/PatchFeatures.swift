/// How patches are cut.
package struct PatchFeatures: Codable, Hashable, Sendable {
    /// What lies beyond the image.
    package enum Border: String, Codable, Hashable, Sendable, CaseIterable {
        /// The image mirrored at its edge, the edge pixel repeated: c b a | a b c.
        case reflect
        /// The edge pixel.
        case nearest
        /// Nothing: candidates whose window does not fit are left out.
        case crop
    }

    /// What the values are divided by.
    package enum Normalization: String, Codable, Hashable, Sendable, CaseIterable {
        /// Mean 0 and standard deviation 1 over the whole overview, each channel by itself.
        case overview
        /// Mean 0 and standard deviation 1 in each patch, each channel by itself: insensitive to brightness.
        case patch
        /// As the instrument gave them.
        case none
    }

    /// The side of the square window in pixels, 1 to 256.
    ///
    /// An even window reaches one pixel further up and left than down and right: rows r - w/2 ..< r + w/2.
    package var window = 16
    package var border = Border.reflect
    package var normalization = Normalization.overview

    package init() {}

    /// The numbers of a patch of an overview of so many channels.
    package func dimension(channels: Int) -> Int { channels * window * window }
}

extension PatchFeatures {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.window, into: &window)
        try stored.take(.border, into: &border)
        try stored.take(.normalization, into: &normalization)
    }
}
