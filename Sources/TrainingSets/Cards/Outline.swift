private import Foundation

/// The line around a filled shape: a closed polygon that does not cross itself.
struct Outline: Hashable, Sendable {
    /// A point, or a distance: x to the right, y down.
    struct Point: Hashable, Sendable {
        var x: Double
        var y: Double

        init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// The corners in order; the last is joined to the first.
    let points: [Point]

    init(points: [Point]) {
        precondition(points.count > 2, "an outline has at least three corners")
        self.points = points
    }

    /// Closes a path from the top of the y axis down to its bottom by the mirror image on the left.
    init(rightHalf path: Path) {
        let left = path.points.reversed().filter { $0.x != 0 }.map { Point(-$0.x, $0.y) }
        self.init(points: path.points + left)
    }

    /// The area that the line encloses (the shoelace formula).
    var area: Double {
        var twice = 0.0
        for (here, next) in zip(points, points.dropFirst() + points.prefix(1)) {
            twice += here.x * next.y - next.x * here.y
        }
        return abs(twice) / 2
    }
}

extension Outline {
    /// A line under way, its curves already broken into short straight pieces.
    struct Path {
        private(set) var points: [Point]

        init(from start: Point) {
            points = [start]
        }

        /// Goes straight on.
        mutating func line(to end: Point) {
            points.append(end)
        }

        /// Goes along a cubic Bézier curve, in 24 pieces.
        mutating func curve(_ first: Point, _ second: Point, to end: Point) {
            let start = points[points.count - 1]
            let pieces = 24
            for piece in 1..<pieces {
                let t = Double(piece) / Double(pieces)
                let s = 1 - t
                let (a, b, c, d) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
                points.append(
                    Point(
                        a * start.x + b * first.x + c * second.x + d * end.x,
                        a * start.y + b * first.y + c * second.y + d * end.y))
            }
            // Exactly, for the mirror image joins where x is 0.
            points.append(end)
        }

        /// Goes along a circle on which it is, at angle `start`, in pieces of at most 4 degrees; angles in radians, from x
        /// towards y.
        mutating func arc(around centre: Point, radius: Double, from start: Double, to end: Double) {
            let pieces = max(Int((abs(end - start) * 45 / Double.pi).rounded(.up)), 1)
            for piece in 1...pieces {
                let angle = start + (end - start) * Double(piece) / Double(pieces)
                points.append(Point(centre.x + radius * cos(angle), centre.y + radius * sin(angle)))
            }
        }

        /// Returns the line continued by its own reflection at the x axis, on which it must have ended.
        func continuedByMirrorImageBelow() -> Path {
            var path = self
            path.points += points.dropLast().reversed().map { Point($0.x, -$0.y) }
            return path
        }

        /// Returns the direction of a point as seen from another, in radians.
        static func angle(of point: Point, from centre: Point) -> Double {
            atan2(point.y - centre.y, point.x - centre.x)
        }
    }
}
