/// A picture of numbers: plain values that know how to draw themselves on one page.
///
/// A figure holds no canvas, font or file. The same figure gives the same picture as PNG, SVG and PDF:
///
///     let file = try FigureFile("decision.png")
///     try file.write(figure)
package protocol Figure: Sendable {
    /// The extent of the page in points (1/72 inch).
    var size: Size { get }
    /// Draws the whole page on `canvas`, which is white and `size` large.
    func draw(on canvas: Canvas)
}
