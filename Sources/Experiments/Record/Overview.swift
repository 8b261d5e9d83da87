/// The fast image of the whole field, from which patches are cut: one or several channels of the same size.
package struct Overview: Hashable, Sendable {
    /// The name of each channel, for example `HAADF`; as many as there are channels, none twice.
    package let channels: [String]
    /// The number of rows.
    package let height: Int
    /// The number of columns.
    package let width: Int
    /// The values, channel by channel, each row by row: `channels.count * height * width`, all finite.
    package let values: [Float]
    /// Where the columns lie.
    package let horizontal: ImageAxis
    /// Where the rows lie.
    package let vertical: ImageAxis
    /// The positions at which the instrument can measure, if it offers a list; nil if every pixel is one.
    package let positions: [Position]?

    /// Creates an overview.
    ///
    /// - Throws: ``UnusableOverview`` if the shape is empty or does not fit the values, a value or a step is not
    ///   finite (or a step is 0), a channel's name stands twice, or a position lies outside the image.
    package init(
        channels: [String], height: Int, width: Int, values: [Float], horizontal: ImageAxis = .pixels,
        vertical: ImageAxis = .pixels, positions: [Position]? = nil
    ) throws(UnusableOverview) {
        self.channels = channels
        self.height = height
        self.width = width
        self.values = values
        self.horizontal = horizontal
        self.vertical = vertical
        self.positions = positions
        if let fault = fault() { throw UnusableOverview(reason: fault) }
    }

    private func fault() -> String? {
        guard !channels.isEmpty, height > 0, width > 0 else {
            return "it has \(channels.count) channels of \(height) x \(width) pixels; expected at least one of each"
        }
        guard Set(channels).count == channels.count else {
            return "its channels \(channels) are not all named differently"
        }
        guard values.count == channels.count * height * width else {
            return "\(values.count) values for \(channels.count) channels of \(height) x \(width) pixels"
        }
        if let index = values.firstIndex(where: { !$0.isFinite }) {
            let pixel = index % (height * width)
            let wrong = values.count { !$0.isFinite }
            return "\(wrong) of \(values.count) values are not finite, the first in channel "
                + "`\(channels[index / (height * width)])` at row \(pixel / width), column \(pixel % width)"
        }
        for (name, axis) in [("horizontal", horizontal), ("vertical", vertical)] {
            guard axis.origin.isFinite, axis.step.isFinite, axis.step != 0 else {
                return "its \(name) axis has origin \(axis.origin) and step \(axis.step); expected finite, step not 0"
            }
        }
        for (index, position) in (positions ?? []).enumerated() where pixel(at: position) == nil {
            return "position \(index) at x \(position.x) \(horizontal.unit), y \(position.y) \(vertical.unit) "
                + "is outside the image"
        }
        return nil
    }

    /// The number of pixels of one channel.
    package var pixelCount: Int { height * width }

    /// Returns the pixel nearest to `position`, or nil if the position is outside the image.
    package func pixel(at position: Position) -> Pixel? {
        guard let column = horizontal.pixel(at: position.x, count: width),
            let row = vertical.pixel(at: position.y, count: height)
        else { return nil }
        return Pixel(row: row, column: column)
    }

    /// Returns where the centre of `pixel` lies.
    package func position(of pixel: Pixel) -> Position {
        Position(x: horizontal.coordinate(of: pixel.column), y: vertical.coordinate(of: pixel.row))
    }

    /// Returns the overview with only the channels of these names, in this order.
    ///
    /// - Throws: ``UnusableOverview`` if there is no channel of a name; the text lists those there are.
    package func selecting(_ names: [String]) throws(UnusableOverview) -> Overview {
        if names.isEmpty || names == channels { return self }
        var selected: [Float] = []
        for name in names {
            guard let index = channels.firstIndex(of: name) else {
                throw UnusableOverview(
                    reason: "it has no channel `\(name)`, but \(channels.map { "`\($0)`" }.joined(separator: ", "))")
            }
            selected += values[index * pixelCount..<(index + 1) * pixelCount]
        }
        return try Overview(
            channels: names, height: height, width: width, values: selected, horizontal: horizontal,
            vertical: vertical, positions: positions)
    }
}

/// An overview image cannot be used, and why.
package struct UnusableOverview: Error, Hashable, Sendable, CustomStringConvertible {
    package let reason: String

    package init(reason: String) {
        self.reason = reason
    }

    package var description: String { "the overview image cannot be used: \(reason)" }
}
