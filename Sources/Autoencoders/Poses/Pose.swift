private import Foundation

/// How an object lies in its image: turned, sheared, sized and shifted.
///
/// A decoder draws the object upright; the image at the point c shows it at
///
///     c' = Sh(shear) R(rotation) c / size + shift
///
/// with R(phi) = [[cos phi, -sin phi], [sin phi, cos phi]] and Sh(gamma) = [[1, tan gamma], [0, 1]]: the object is sheared
/// upright and then turned. Points are (x, y) from the middle of the image, x to the right, y downwards, in units of half the
/// longer side, pixels taken at their centres.
package struct Pose: Hashable, Sendable {
    /// Radians.
    package var rotation: Float = 0
    /// Radians, within +-pi/2.
    package var shear: Float = 0
    /// The logarithm of the size.
    package var logSize: Float = 0
    package var shiftX: Float = 0
    package var shiftY: Float = 0

    /// Creates a pose; without arguments the upright one.
    package init(
        rotation: Float = 0, shear: Float = 0, logSize: Float = 0, shiftX: Float = 0, shiftY: Float = 0
    ) {
        self.rotation = rotation
        self.shear = shear
        self.logSize = logSize
        self.shiftX = shiftX
        self.shiftY = shiftY
    }
}

/// The map c -> c' of a pose, with what its derivatives need.
struct PoseMap {
    private let cosine: Float
    private let sine: Float
    private let tangent: Float
    private let shiftX: Float
    private let shiftY: Float

    init(_ pose: Pose) {
        let inverse = exp(-pose.logSize)
        cosine = cos(pose.rotation) * inverse
        sine = sin(pose.rotation) * inverse
        tangent = tan(pose.shear)
        shiftX = pose.shiftX
        shiftY = pose.shiftY
    }

    /// Returns c' for c = (`x`, `y`).
    @inline(__always) func callAsFunction(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
        let turnedX = cosine * x - sine * y
        let turnedY = sine * x + cosine * y
        return (turnedX + tangent * turnedY + shiftX, turnedY + shiftY)
    }

    /// Adds the slope of a loss in the pose, given its slope in c' for c = (`x`, `y`).
    @inline(__always) func pullBack(_ x: Float, _ y: Float, _ slopeX: Float, _ slopeY: Float, into slope: inout Pose) {
        let turnedX = cosine * x - sine * y
        let turnedY = sine * x + cosine * y
        slope.rotation += (tangent * turnedX - turnedY) * slopeX + turnedX * slopeY
        slope.shear += turnedY * (1 + tangent * tangent) * slopeX
        slope.logSize -= (turnedX + tangent * turnedY) * slopeX + turnedY * slopeY
        slope.shiftX += slopeX
        slope.shiftY += slopeY
    }
}
