/// One small picture among many: an image in one or three channels, or a spectrum.
///
/// It knows its numbers and its proportions; what colours they have is common to all tiles of a figure.
package struct ImageTile: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        case grey(rows: Int, columns: Int)
        case color(rows: Int, columns: Int)
        /// Over an axis; with another spectrum behind it, to compare with, empty for none.
        case spectrum(axis: SpectralAxis, behind: [Double])
    }

    let values: [Double]
    let content: Content

    /// Creates an image of one channel.
    ///
    /// - Parameters:
    ///   - values: Row by row, row 0 at the top; hatched where not a number.
    ///   - rows: The number of pixels from top to bottom.
    ///   - columns: The number of pixels from left to right.
    /// - Returns: The tile, whose colours are up to the figure.
    /// - Precondition: `rows` and `columns` are positive, and there is a value a pixel.
    package static func image(_ values: [Double], rows: Int, columns: Int) -> ImageTile {
        precondition(rows > 0 && columns > 0, "an image has at least one pixel")
        precondition(values.count == rows * columns, "an image has a value a pixel")
        return ImageTile(values: values, content: .grey(rows: rows, columns: columns))
    }

    /// Creates an image in colour.
    ///
    /// - Parameters:
    ///   - values: All of red, then all of green, then all of blue, each row by row, row 0 at the top; sRGB from 0 to 1,
    ///     what lies beyond is brought there. Hatched where one of the three is not a number.
    ///   - rows: The number of pixels from top to bottom.
    ///   - columns: The number of pixels from left to right.
    /// - Returns: The tile, in these colours in every figure.
    /// - Precondition: `rows` and `columns` are positive, and there are three values a pixel.
    package static func color(_ values: [Double], rows: Int, columns: Int) -> ImageTile {
        precondition(rows > 0 && columns > 0, "an image has at least one pixel")
        precondition(values.count == 3 * rows * columns, "an image in colour has three values a pixel")
        return ImageTile(values: values, content: .color(rows: rows, columns: columns))
    }

    /// Creates a spectrum, drawn as a line over its channels.
    ///
    /// - Parameters:
    ///   - values: One a channel; gaps where not a number.
    ///   - axis: What it runs over, with a value a channel; without it the channels are counted.
    ///   - behind: Another spectrum, drawn in grey behind it, such as the target of a reconstruction; empty for none.
    /// - Returns: The tile, whose axis of values is common to all spectra of a figure or a row.
    /// - Precondition: There is at least one channel, and the axis has as many values.
    package static func spectrum(
        _ values: [Double], over axis: SpectralAxis? = nil, behind: [Double] = []
    ) -> ImageTile {
        precondition(!values.isEmpty, "a spectrum has at least one channel")
        let axis = axis ?? .channels(values.count)
        precondition(axis.values.count == values.count, "a spectrum has one value for each place on its axis")
        return ImageTile(values: values, content: .spectrum(axis: axis, behind: behind))
    }

    /// Whether it has colours that a colour bar can explain.
    var isGrey: Bool { if case .grey = content { true } else { false } }

    /// Whether it is an image in colour.
    var isColor: Bool { if case .color = content { true } else { false } }

    /// What it runs over if it is a spectrum.
    var axis: SpectralAxis? { if case .spectrum(let axis, _) = content { axis } else { nil } }

    /// The part of a spectrum's tile between the ends of its axes.
    static func plot(in rectangle: Rectangle) -> Rectangle { rectangle.inset(by: min(2, rectangle.width / 10)) }

    /// The width of the tile over its height: that of the image, unless one side is over six times the other.
    var aspect: Double {
        switch content {
        case .grey(let rows, let columns), .color(let rows, let columns):
            min(max(Double(columns) / Double(rows), 1.0 / 6), 6)
        case .spectrum: 1.4
        }
    }

    /// The aspect at which tiles of several shapes are set side by side: that of the first.
    static func commonAspect(of tiles: [ImageTile]) -> Double {
        tiles.first?.aspect ?? 1
    }

    /// How far this image is from `other`, pixel by pixel and with its sign; none where the two differ in shape.
    ///
    /// The difference of two images in colour is itself one, grey where they agree: 1/2, and half the difference as a share
    /// of `reach`.
    package func difference(from other: ImageTile, reach: Double = 1) -> ImageTile? {
        guard values.count == other.values.count else { return nil }
        let differences = zip(values, other.values).map { $0 - $1 }
        switch (content, other.content) {
        case (.grey(let rows, let columns), .grey) where other.content == content:
            return .image(differences, rows: rows, columns: columns)
        case (.color(let rows, let columns), .color) where other.content == content:
            return .color(differences.map { 0.5 + $0 / (2 * reach) }, rows: rows, columns: columns)
        case (.spectrum(let axis, _), .spectrum): return .spectrum(differences, over: axis)
        default: return nil
        }
    }
}
