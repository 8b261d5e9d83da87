/// Where the pixels of an image lie, in the coordinates of ``Pose``.
struct PixelCoordinates: Hashable, Sendable {
    let height: Int
    let width: Int
    /// The distance of two pixels.
    let step: Float

    init(height: Int, width: Int) {
        precondition(height > 0 && width > 0, "an image has pixels")
        self.height = height
        self.width = width
        step = 2 / Float(max(height, width))
    }

    var count: Int { height * width }

    @inline(__always) func x(ofColumn column: Int) -> Float { (Float(column) + 0.5) * step - Float(width) * step / 2 }

    @inline(__always) func y(ofRow row: Int) -> Float { (Float(row) + 0.5) * step - Float(height) * step / 2 }

    /// The column at a coordinate, with a fraction.
    @inline(__always) func column(at x: Float) -> Float { (x + Float(width) * step / 2) / step - 0.5 }

    /// The row at a coordinate, with a fraction.
    @inline(__always) func row(at y: Float) -> Float { (y + Float(height) * step / 2) / step - 0.5 }
}
