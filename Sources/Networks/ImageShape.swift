/// The shape of images that are rows of numbers: channel by channel, each row by row.
package struct ImageShape: Hashable, Sendable, Codable {
    package var channels: Int
    package var height: Int
    package var width: Int

    package init(channels: Int = 1, height: Int, width: Int) {
        precondition(channels > 0 && height > 0 && width > 0, "an image has channels, rows and columns")
        self.channels = channels
        self.height = height
        self.width = width
    }

    /// How many numbers an image has.
    package var count: Int { channels * height * width }
}
