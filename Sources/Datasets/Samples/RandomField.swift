private import Foundation
import Randomness

/// A smooth random function of the plane with mean 0 and variance 1: a sum of plane waves.
///
/// Random directions and phases, wavelengths uniform in a range; nearly Gaussian for a dozen waves or more. It needs no
/// grid, so that a sample of any size has the same statistics.
struct RandomField: Sendable {
    private struct Wave {
        var kx: Double
        var ky: Double
        var phase: Double
    }

    private let waves: [Wave]
    private let amplitude: Double

    /// Draws a field.
    init(waves count: Int, wavelengths: ClosedRange<Double>, _ source: inout RandomSource) {
        var waves: [Wave] = []
        for _ in 0..<count {
            let k = 2 * Double.pi / source.uniform(in: wavelengths)
            let direction = source.uniform(in: 0...2 * Double.pi)
            waves.append(
                Wave(kx: k * cos(direction), ky: k * sin(direction), phase: source.uniform(in: 0...2 * Double.pi)))
        }
        self.waves = waves
        amplitude = (2 / Double(count)).squareRoot()
    }

    func value(_ x: Double, _ y: Double) -> Double {
        var sum = 0.0
        for wave in waves { sum += cos(wave.kx * x + wave.ky * y + wave.phase) }
        return amplitude * sum
    }

    /// Returns the value and the length of the gradient.
    func valueAndSlope(_ x: Double, _ y: Double) -> (value: Double, slope: Double) {
        var (sum, dx, dy) = (0.0, 0.0, 0.0)
        for wave in waves {
            let angle = wave.kx * x + wave.ky * y + wave.phase
            sum += cos(angle)
            let sine = sin(angle)
            dx -= wave.kx * sine
            dy -= wave.ky * sine
        }
        return (amplitude * sum, amplitude * (dx * dx + dy * dy).squareRoot())
    }
}
