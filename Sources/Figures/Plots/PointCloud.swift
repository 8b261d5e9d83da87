private import Foundation

/// Many points in a plane, drawn so that a crowd stays readable.
struct PointCloud: Hashable, Sendable {
    /// How one point is drawn.
    struct Look: Hashable, Sendable {
        let color: Color
        /// Whether it is a ring, and no disc.
        var isRing = false
    }

    /// The radius of a disc in points: smaller where there are many.
    let radius: Double
    /// How opaque a disc is: less where there are many, so that their density shows.
    let alpha: Double
    /// The indices of the points in the order they are drawn: mixed, so that no class lies on top of another.
    let order: [Int]

    /// Above how many points a vector format holds them as pixels.
    static let mostShapes = 2000

    init(count: Int) {
        // Constant up to 200 points; from there the ink grows with less than the square root of their number.
        let crowd = max(1, Double(count) / 200)
        radius = max(3.2 / pow(crowd, 0.25), 1.1)
        alpha = max(0.85 / pow(crowd, 0.2), 0.35)
        order = Self.mixed(count)
    }

    /// Every number below `count` once, neighbours far apart: multiples of a number near the golden section of it.
    private static func mixed(_ count: Int) -> [Int] {
        guard count > 2 else { return Array(0..<count) }
        func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
        var step = max(1, Int(0.618 * Double(count)))
        while divisor(step, count) != 1 { step += 1 }
        return (0..<count).map { $0 * step % count }
    }

    /// Draws the points, first those without a look of their own, then the others mixed.
    ///
    /// - Parameters:
    ///   - places: Where they are; one that is not finite is left out.
    ///   - looks: How each is drawn, none for one of which nothing is known: it is grey.
    ///   - least: How opaque they are at least.
    ///   - canvas: The page.
    ///   - area: What they are drawn in.
    func draw(_ places: [Point], looks: [Look?], atLeast least: Double = 0, on canvas: Canvas, in area: Rectangle) {
        canvas.flattened(to: area.inset(by: -3), isCrowd: places.count > Self.mostShapes) { canvas in
            for hasLook in [false, true] {
                for index in order where (looks[index] != nil) == hasLook {
                    let place = places[index]
                    guard place.x.isFinite && place.y.isFinite else { continue }
                    let look = looks[index] ?? Look(color: Palette.hatching)
                    let color = look.color.with(alpha: max(alpha, least))
                    if look.isRing {
                        let stroke = Stroke(color: color, width: max(0.35 * radius, 0.6))
                        canvas.draw(.circle(place, radius: radius), stroke: stroke)
                    } else {
                        canvas.draw(.circle(place, radius: radius), fill: color)
                    }
                }
            }
        }
    }
}
