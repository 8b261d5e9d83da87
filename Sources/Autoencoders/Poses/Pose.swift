private import Foundation

/// How an object lies in its image: turned, sheared, sized and shifted.
///
/// A decoder draws the object upright; the image at the point c shows it at
///
///     c' = R(-axis) Sh(shear) R(axis) R(rotation) c / size + shift
///
/// with R(phi) = [[cos phi, -sin phi], [sin phi, cos phi]] and Sh(gamma) = [[1, tan gamma], [0, 1]]: the object is sheared
/// along its axis and then turned; along x if the axis is 0. Points are (x, y) from the middle of the image, x to the right, y downwards, in units of half the
/// longer side, pixels taken at their centres.
package struct Pose: Hashable, Sendable {
    /// Radians.
    package var rotation: Float = 0
    /// Radians, within +-pi/2.
    package var shear: Float = 0
    /// The direction along which objects are sheared, in radians: the same for all images of a model.
    package var shearAxis: Float = 0
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
///
/// Sh about an axis is I + tan(shear) along across^T, with two unit vectors at right angles.
struct PoseMap {
    private let cosine: Float
    private let sine: Float
    private let tangent: Float
    private let axisCosine: Float
    private let axisSine: Float
    private let shiftX: Float
    private let shiftY: Float

    init(_ pose: Pose) {
        let inverse = exp(-pose.logSize)
        cosine = cos(pose.rotation) * inverse
        sine = sin(pose.rotation) * inverse
        tangent = tan(pose.shear)
        axisCosine = cos(pose.shearAxis)
        axisSine = sin(pose.shearAxis)
        shiftX = pose.shiftX
        shiftY = pose.shiftY
    }

    /// Returns c' for c = (`x`, `y`).
    @inline(__always) func callAsFunction(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
        let turnedX = cosine * x - sine * y
        let turnedY = sine * x + cosine * y
        let distance = tangent * (axisSine * turnedX + axisCosine * turnedY)
        return (turnedX + axisCosine * distance + shiftX, turnedY - axisSine * distance + shiftY)
    }

    /// Adds the slope of a loss in the pose, given its slope in c' for c = (`x`, `y`).
    @inline(__always) func pullBack(_ x: Float, _ y: Float, _ slopeX: Float, _ slopeY: Float, into slope: inout Pose) {
        let turnedX = cosine * x - sine * y
        let turnedY = sine * x + cosine * y
        let slopeAlong = axisCosine * slopeX - axisSine * slopeY
        let slopeAcross = axisSine * slopeX + axisCosine * slopeY
        let along = axisCosine * turnedX - axisSine * turnedY
        let across = axisSine * turnedX + axisCosine * turnedY
        slope.rotation += turnedX * slopeY - turnedY * slopeX + tangent * along * slopeAlong
        slope.shear += across * (1 + tangent * tangent) * slopeAlong
        slope.shearAxis += tangent * (along * slopeAlong - across * slopeAcross)
        slope.logSize -= turnedX * slopeX + turnedY * slopeY + tangent * across * slopeAlong
        slope.shiftX += slopeX
        slope.shiftY += slopeY
    }
}
