/// A place on the image's grid.
///
/// Rows run downwards (y), columns to the right (x).
package struct Pixel: Hashable, Sendable {
    package let row: Int
    package let column: Int

    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}
