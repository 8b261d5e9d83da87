/// A figure whose page cannot be made, usually because it has more pixels than an image may have.
package struct UndrawableFigure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The extent of the page in points.
    package let size: Size
    /// Why, in the words of the drawing library.
    package let reason: String

    package var description: String {
        "a page of \(size.width) x \(size.height) points cannot be drawn: \(reason). Draw fewer panels on it."
    }
}
