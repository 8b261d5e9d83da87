private import Foundation
import Randomness

/// A needle of in-plane (a) domain in a film of out-of-plane (c) domains, between two ferroelastic 90° walls.
///
/// Lengths are in nm.
struct Lamella: Hashable, Sendable {
    var x: Double
    var y: Double
    /// The angle of its long direction, in radians.
    var angle: Double
    var halfLength: Double
    var halfWidth: Double
    /// Which way its polarisation points across it: +1 or -1.
    var polarization: Double

    /// Returns the distance from the needle, negative inside, and on which side of it the point lies: +1 or -1,
    /// passing smoothly through 0 on its axis.
    func distance(toX px: Double, y py: Double) -> (distance: Double, side: Double) {
        let (dx, dy) = (px - x, py - y)
        let along = dx * cos(angle) + dy * sin(angle)
        let across = -dx * sin(angle) + dy * cos(angle)
        let place = min(abs(along) / halfLength, 1)
        let width = halfWidth * (1 - place * place).squareRoot()
        let beyond = max(abs(along) - halfLength, 0)
        let aside = abs(across) - width
        let distance = beyond > 0 ? (beyond * beyond + across * across).squareRoot() : aside
        return (distance, tanh(across / 20))
    }

    /// Returns needles along two perpendicular directions, their density the same for any size of the field in nm.
    static func network(width: Double, height: Double, seed: UInt64) -> [Lamella] {
        var source = RandomSource(seed: seed, stream: "ferroelectric/lamellae")
        let first = source.uniform(in: 0.1...0.5)
        let cell = 380.0
        var lamellae: [Lamella] = []
        for row in 0..<max(Int((height / cell).rounded(.up)), 1) {
            for column in 0..<max(Int((width / cell).rounded(.up)), 1) {
                var local = RandomSource(seed: seed, stream: "ferroelectric/lamella \(row)", step: column)
                lamellae.append(
                    Lamella(
                        x: (Double(column) + local.uniform()) * min(cell, width),
                        y: (Double(row) + local.uniform()) * min(cell, height),
                        angle: first + (local.uniform() < 0.6 ? 0 : Double.pi / 2),
                        halfLength: local.uniform(in: 160...420), halfWidth: local.uniform(in: 26...48),
                        polarization: local.uniform() < 0.5 ? -1 : 1))
            }
        }
        return lamellae
    }
}
