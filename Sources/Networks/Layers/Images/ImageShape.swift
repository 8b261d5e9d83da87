/// The shape of an image that is a row: channel by channel, each row by row (the layout of PyTorch's batches).
///
/// A signal is an image of height 1.
package struct ImageShape: Hashable, Sendable, Codable {
    package let channels: Int
    package let height: Int
    package let width: Int

    /// Creates a shape; all three extents are at least 1.
    package init(channels: Int = 1, height: Int, width: Int) {
        precondition(channels > 0 && height > 0 && width > 0, "an image has a channel and a pixel at least")
        self.channels = channels
        self.height = height
        self.width = width
    }

    /// The number of pixels of one channel.
    package var pixels: Int { height * width }

    /// The number of columns of a row that holds such an image.
    package var count: Int { channels * pixels }

    /// Returns the shape of an image of this size with other channels.
    package func with(channels: Int) -> ImageShape {
        ImageShape(channels: channels, height: height, width: width)
    }

    /// The shape after halving both sides `times` times, rounding down but never below one pixel.
    func halved(times: Int = 1) -> ImageShape {
        (0..<times).reduce(self) { shape, _ in
            ImageShape(
                channels: shape.channels, height: max(1, shape.height / 2), width: max(1, shape.width / 2))
        }
    }
}
