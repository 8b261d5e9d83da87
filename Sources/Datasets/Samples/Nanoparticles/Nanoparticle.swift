private import Foundation

/// A particle: a box with rounded edges, which may be a cube, a rod or, fully rounded, a sphere.
///
/// Lengths are in nm. The particle is as high as it is wide.
struct Nanoparticle: Hashable, Sendable {
    var x: Double
    var y: Double
    /// Half the length along the particle's own first direction; at least ``halfWidth``.
    var halfLength: Double
    var halfWidth: Double
    /// The radius of its rounded corners and edges, at most ``halfWidth``.
    var cornerRadius: Double
    /// The angle of its first direction, in radians.
    var angle: Double
    /// The plasma energy of its carriers relative to the mean of the batch: doping varies.
    var doping: Double

    /// How sharp its corners are: 0 for a sphere, 1 for a perfect cube.
    var sharpness: Double { 1 - cornerRadius / halfWidth }

    /// The direction of one of its two dipoles in the plane.
    func direction(ofDipole index: Int) -> (x: Double, y: Double) {
        index == 0 ? (cos(angle), sin(angle)) : (-sin(angle), cos(angle))
    }

    /// Returns a point in the particle's own directions.
    private func local(_ px: Double, _ py: Double) -> (u: Double, v: Double) {
        let (dx, dy) = (px - x, py - y)
        return (dx * cos(angle) + dy * sin(angle), -dx * sin(angle) + dy * cos(angle))
    }

    /// Returns the distance of a point from the outline, negative inside.
    func distance(toX px: Double, y py: Double) -> Double {
        let (u, v) = local(px, py)
        let qu = abs(u) - (halfLength - cornerRadius)
        let qv = abs(v) - (halfWidth - cornerRadius)
        let outside = (max(qu, 0) * max(qu, 0) + max(qv, 0) * max(qv, 0)).squareRoot()
        return outside + min(max(qu, qv), 0) - cornerRadius
    }

    /// Returns where between its two ends a point lies along each direction: -1 to 1, further points drawn in.
    func ends(atX px: Double, y py: Double) -> (Double, Double) {
        let (u, v) = local(px, py)
        let (su, sv) = (u / halfLength, v / halfWidth)
        let reach = max(1, abs(su), abs(sv))
        return (su / reach, sv / reach)
    }

    /// Returns the thickness seen from above at a distance from the outline: exact for a sphere.
    func thickness(atDistance distance: Double) -> Double {
        guard distance < 0 else { return 0 }
        let depth = min(-distance / max(cornerRadius, 6), 1)
        return 2 * halfWidth * (1 - (1 - depth) * (1 - depth)).squareRoot()
    }

    /// Points along the outline.
    var outline: [(x: Double, y: Double)] {
        let (a, b) = (halfLength - cornerRadius, halfWidth - cornerRadius)
        var points: [(x: Double, y: Double)] = []
        for (quadrant, corner) in [(a, b), (-a, b), (-a, -b), (a, -b)].enumerated() {
            for step in 0..<5 {
                let direction = (Double(quadrant) + Double(step) / 4) * Double.pi / 2
                points.append((corner.0 + cornerRadius * cos(direction), corner.1 + cornerRadius * sin(direction)))
            }
            let next = [(-a, b), (-a, -b), (a, -b), (a, b)][quadrant]
            let normal = Double(quadrant + 1) * Double.pi / 2
            for step in 1..<6 {
                let t = Double(step) / 6
                points.append(
                    (
                        corner.0 + (next.0 - corner.0) * t + cornerRadius * cos(normal),
                        corner.1 + (next.1 - corner.1) * t + cornerRadius * sin(normal)
                    ))
            }
        }
        return points.map { u, v in (x + u * cos(angle) - v * sin(angle), y + u * sin(angle) + v * cos(angle)) }
    }

    /// Returns the width of the gap to another particle, negative if they overlap; good to a fraction of a nm.
    func gap(to other: Nanoparticle) -> Double {
        var smallest = Double.infinity
        for point in outline { smallest = min(smallest, other.distance(toX: point.x, y: point.y)) }
        for point in other.outline { smallest = min(smallest, distance(toX: point.x, y: point.y)) }
        return smallest
    }
}
