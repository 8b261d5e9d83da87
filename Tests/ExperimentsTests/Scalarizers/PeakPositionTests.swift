import Experiments
import Foundation
import Testing

@Suite struct `A peak's position` {
    private func position(of values: [Double], on abscissa: [Double], from: Double, to: Double) throws -> Double {
        var scalarizer = Scalarizer()
        scalarizer.quantity = .peakPosition(.init(from: from, to: to))
        return try scalarizer.objective(of: values, axis: Axis(name: "energy", unit: "eV", values: abscissa))
    }

    private let uniform = (0..<100).map { 0.01 * Double($0) }
    /// Spacings that grow, as those of a spectrum over wavelength.
    private let growing = (0..<100).map { 1e-4 * Double($0 * $0) }

    @Test(arguments: [0.4321, 0.5, 0.4999, 0.505, 0.61803])
    func `is exact for a parabola, on an axis that is uniform, is not, or runs backwards`(centre: Double) throws {
        for abscissa in [uniform, growing, uniform.reversed(), growing.reversed()] {
            let values = abscissa.map { 3 - 5 * ($0 - centre) * ($0 - centre) }
            let found = try position(of: values, on: abscissa, from: 0.2, to: 0.8)
            #expect(abs(found - centre) < 1e-9)
        }
    }

    @Test func `lies within a hundredth of a channel of a Gaussian's centre`() throws {
        // The parabola through exp(-x²/2s²) at h(t - 1), ht, h(t + 1) misses by less than h³/(8 s²) for |t| <= 1/2.
        let (spacing, width, centre) = (0.01, 0.06, 0.4567)
        let values = uniform.map { exp(-pow(($0 - centre) / width, 2) / 2) }
        let found = try position(of: values, on: uniform, from: 0.2, to: 0.8)
        #expect(abs(found - centre) < pow(spacing, 3) / (8 * width * width))
        #expect(found != 0.46)
    }

    @Test func `is the channel itself at the band's edge on a flank, at the axis's end, and on a plateau`() throws {
        #expect(try position(of: uniform, on: uniform, from: 0.2, to: 0.4) == uniform[40])
        #expect(try position(of: uniform, on: uniform, from: 0.2, to: 2) == uniform[99])
        #expect(try position(of: uniform.map { _ in 1 }, on: uniform, from: 0.2, to: 0.4) == uniform[20])
        // Where the axis turns round there is no parabola.
        #expect(try position(of: [0, 1, 3, 2, 0], on: [0, 1, 2, 1, 0], from: 0, to: 2) == 2)
    }
}
