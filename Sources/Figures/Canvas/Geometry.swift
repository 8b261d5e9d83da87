/// A place on the page, in points from its upper left corner; y grows downwards.
struct Point: Hashable, Sendable {
    var x: Double
    var y: Double

    init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    func moved(x dx: Double = 0, y dy: Double = 0) -> Point {
        Point(x: x + dx, y: y + dy)
    }
}

/// An extent in points.
package struct Size: Hashable, Sendable {
    /// Along x.
    package let width: Double
    /// Along y.
    package let height: Double

    /// Creates an extent from its sides.
    package init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }
}

/// The room that something leaves around itself, in points.
struct Insets: Hashable, Sendable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    /// The extent of something that is `inner` large and has this room around it.
    func around(_ inner: Size) -> Size {
        Size(width: inner.width + left + right, height: inner.height + top + bottom)
    }
}

/// An upright rectangle on the page, in points.
struct Rectangle: Hashable, Sendable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var maxX: Double { x + width }
    var maxY: Double { y + height }
    var center: Point { Point(x: x + width / 2, y: y + height / 2) }

    init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The whole page of a figure.
    init(page size: Size) {
        self.init(x: 0, y: 0, width: size.width, height: size.height)
    }

    func inset(by insets: Insets) -> Rectangle {
        Rectangle(
            x: x + insets.left, y: y + insets.top, width: max(0, width - insets.left - insets.right),
            height: max(0, height - insets.top - insets.bottom))
    }

    func inset(by margin: Double) -> Rectangle {
        inset(by: Insets(left: margin, top: margin, right: margin, bottom: margin))
    }
}
