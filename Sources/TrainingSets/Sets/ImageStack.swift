package import Experiments

/// Images of one size, one after the other: [count, channels, height, width], contiguous.
///
/// Spectra are images of one channel and one row. The values may be anything, not finite ones included; a
/// ``TrainingSet`` refuses those.
package struct ImageStack: Hashable, Sendable {
    package let channels: Int
    package let height: Int
    package let width: Int
    /// What the columns of spectra stand for; nil for images and if it is not known.
    package let axis: Axis?
    /// Image after image, each channel by channel, each row by row.
    package private(set) var values: [Float]

    /// Creates a stack of `values.count / (channels * height * width)` images.
    ///
    /// The extents must be positive and divide the number of values; an axis needs one row and a value a column.
    package init(channels: Int = 1, height: Int, width: Int, values: [Float], axis: Axis? = nil) {
        precondition(channels > 0 && height > 0 && width > 0, "an image has at least one channel, row and column")
        precondition(values.count % (channels * height * width) == 0, "a stack holds whole images")
        precondition(axis.map { height == 1 && $0.values.count == width } ?? true, "an axis fits the spectra")
        self.channels = channels
        self.height = height
        self.width = width
        self.axis = axis
        self.values = values
    }

    /// The stack of one image that an overview is, all of its channels.
    package init(_ overview: Overview) {
        self.init(
            channels: overview.channels.count, height: overview.height, width: overview.width, values: overview.values)
    }

    /// The number of values of one image.
    package var dimension: Int { channels * height * width }

    /// The number of images.
    package var count: Int { values.count / dimension }

    /// The values of one image; a slice of ``values``.
    package subscript(index: Int) -> ArraySlice<Float> {
        precondition(index >= 0 && index < count, "there is no image \(index) of \(count)")
        return values[index * dimension..<(index + 1) * dimension]
    }

    /// The values of one channel of an image; a slice of ``values``.
    package func plane(_ channel: Int, of image: Int) -> ArraySlice<Float> {
        precondition(channel >= 0 && channel < channels, "there is no channel \(channel) of \(channels)")
        let start = image * dimension + channel * height * width
        return values[start..<start + height * width]
    }

    /// Returns the images of these indices, in their order.
    package func subset(_ indices: [Int]) -> ImageStack {
        var chosen: [Float] = []
        chosen.reserveCapacity(indices.count * dimension)
        for index in indices { chosen += self[index] }
        return replacing(values: chosen)
    }

    /// Returns a stack of images of the same extents.
    func replacing(values: [Float]) -> ImageStack {
        ImageStack(channels: channels, height: height, width: width, values: values, axis: axis)
    }

    /// Where a value stands, for a message: `channel 0, row 3, column 7` as far as there is more than one of each.
    func placeInWords(_ offset: Int) -> String {
        let (row, column) = (offset / width % height, offset % width)
        let channel = channels > 1 ? "channel \(offset / (width * height) % channels), " : ""
        return channel + (height > 1 ? "row \(row), column \(column)" : "point \(column)")
    }

    /// The size of an image for a message: `3 x 48 x 48` or `48 x 48`.
    var sizeInWords: String { (channels > 1 ? "\(channels) x " : "") + "\(height) x \(width)" }
}
