private import Foundation

/// How a card's upright shape lies in its image.
///
/// Let c be a point of the image in pixels from its centre, x to the right and y **down**. The image shows at c what the
/// upright shape has at
///
///     p = Sh(γ) R(φ) (c - t) / (s · size/2),   R(φ) = [[cos φ, -sin φ], [sin φ, cos φ]],   Sh(γ) = [[1, tan γ], [0, 1]]
///
/// with p in half sides of the image. This is how a decoder that is a function of coordinates uses a transformation: it
/// asks for every pixel where in the upright shape it looks. What one *sees* is the inverse,
///
///     c = t + s · size/2 · R(-φ) Sh(-γ) p.
///
/// So the upright shape is sheared first: Sh(-γ) p = (x - y tan γ, y) moves what is above the centre (y < 0) to the right
/// for γ > 0. Then it is turned: R(-φ) takes (0, -1), up, to (-sin φ, -cos φ), up and to the left for a small φ > 0, so
/// positive angles turn **counterclockwise** to the eye. Then it grows by s and moves by t, to the right and down.
package struct CardPose: Hashable, Sendable {
    /// φ in radians.
    package var angle = 0.0
    /// γ in radians, within ±π/2.
    package var shear = 0.0
    /// s, positive.
    package var scale = 1.0
    /// t in pixels.
    package var dx = 0.0
    package var dy = 0.0

    package init(angle: Double = 0, shear: Double = 0, scale: Double = 1, dx: Double = 0, dy: Double = 0) {
        self.angle = angle
        self.shear = shear
        self.scale = scale
        self.dx = dx
        self.dy = dy
    }

    /// Returns where the points of an upright shape lie in an image of `size` pixels a side, from its upper left corner.
    func image(of points: [Outline.Point], size: Int) -> [Outline.Point] {
        let unit = scale * Double(size) / 2
        let (cosine, sine, slant) = (unit * cos(angle), unit * sin(angle), tan(shear))
        let (x0, y0) = (Double(size) / 2 + dx, Double(size) / 2 + dy)
        return points.map { point in
            let x = point.x - slant * point.y
            return Outline.Point(x0 + cosine * x + sine * point.y, y0 - sine * x + cosine * point.y)
        }
    }
}
