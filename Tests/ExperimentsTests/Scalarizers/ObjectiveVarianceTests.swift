import Experiments
import Foundation
import Randomness
import Testing

@Suite struct `The variance of an objective` {
    private static let energy = Axis(name: "energy", unit: "eV", values: (0..<40).map { 0.1 * Double($0) })
    private static let loop = Axis(
        name: "voltage", unit: "V", values: (0..<64).map { 5 * sin(2 * .pi * Double($0) / 64 - .pi / 2) })

    private func scalarizer(
        _ quantity: Scalarizer.Quantity, _ noise: Scalarizer.Noise, _ change: (inout Scalarizer) -> Void = { _ in }
    ) -> Scalarizer {
        var scalarizer = Scalarizer()
        (scalarizer.quantity, scalarizer.noise) = (quantity, noise)
        change(&scalarizer)
        return scalarizer
    }

    /// A peak at 1.92 eV on a background, in counts.
    private static let spectrum = energy.values.map { 400 + 2500 * exp(-pow(($0 - 1.92) / 0.5, 2)) }
    /// A hysteresis loop with coercive voltages of 1.5 and -1 on a slope, so that its extremes stand out of the noise.
    private static let hysteresis = (0..<64).map { index in
        let voltage = loop.values[index]
        return (index < 32 ? tanh(voltage - 1.5) : tanh(voltage + 1)) + voltage
    }

    @Test func `is not known of noise that is not`() throws {
        #expect(try scalarizer(.norm, .none).objectiveVariance(of: [1, 2], axis: .channels(2)) == nil)
    }

    @Test func `is exact for what is linear in the values`() throws {
        let values = Self.spectrum
        let band = Scalarizer.Band(from: 1, to: 2, unit: "eV")
        let inBand = (10...20).map { values[$0] }
        let mean = scalarizer(.bandMean(band), .counts(gain: 0.5)) { $0.isNegated = true }
        let expected = inBand.reduce(0) { $0 + 0.5 * $1 } / 121
        let found = try #require(try mean.objectiveVariance(of: values, axis: Self.energy))
        #expect(abs(found / expected - 1) < 1e-9)

        let value = scalarizer(.value(index: 3), .deviation(0.2))
        let single = try #require(try value.objectiveVariance(of: values, axis: Self.energy))
        #expect(abs(single / 0.04 - 1) < 1e-9)

        // -∮ R dV = sum over the channels of R_i (V_{i-1} - V_{i+1}) / 2.
        let area = scalarizer(.loopArea, .deviation(0.01))
        let axis = Self.loop.values
        let weights = axis.indices.map { (axis[($0 + 63) % 64] - axis[($0 + 1) % 64]) / 2 }
        let ofArea = try #require(try area.objectiveVariance(of: Self.hysteresis, axis: Self.loop))
        #expect(abs(ofArea / (1e-4 * weights.reduce(0) { $0 + $1 * $1 }) - 1) < 1e-9)
    }

    @Test func `of counted events is never below that of one`() throws {
        let value = scalarizer(.value(index: 0), .counts(gain: 3))
        for (count, variance) in [(0.0, 9.0), (-6, 9), (3, 9), (30, 90)] {
            let found = try #require(try value.objectiveVariance(of: [count], axis: .channels(1)))
            #expect(abs(found - variance) < 1e-9)
        }
    }

    private struct Case: Sendable, CustomTestStringConvertible {
        let quantity: Scalarizer.Quantity
        let noise: Scalarizer.Noise
        var transformation = Scalarizer.Transformation.none
        var isLoop = false

        var testDescription: String { "\(quantity), \(noise), \(transformation)" }
    }

    private static let cases = [
        Case(quantity: .bandMaximum(.init(from: 1, to: 3)), noise: .deviation(5)),
        Case(quantity: .bandMean(.init(from: 1, to: 3)), noise: .counts(gain: 1), transformation: .log),
        Case(quantity: .peakPosition(.init(from: 1, to: 3)), noise: .deviation(4)),
        Case(quantity: .bandRatio(.init(from: 1.8, to: 2), over: .init(from: 3, to: 3.9)), noise: .counts(gain: 1)),
        Case(quantity: .bandRatio(.init(from: 1, to: 2), over: .init(from: 1.5, to: 3.9)), noise: .counts(gain: 2)),
        Case(quantity: .norm, noise: .counts(gain: 1)),
        Case(quantity: .coerciveBias, noise: .deviation(0.002), isLoop: true),
        Case(quantity: .loopArea, noise: .deviation(0.01), transformation: .asinh(scale: 2), isLoop: true),
    ]

    /// 40,000 draws tell a variance to 0.7 %; the curvature of the quantities adds as much again at this noise.
    @Test(arguments: cases)
    private func `is the scatter over many noisy spectra`(of item: Case) throws {
        var scalarizer = scalarizer(item.quantity, item.noise)
        scalarizer.transformation = item.transformation
        let (values, axis) = item.isLoop ? (Self.hysteresis, Self.loop) : (Self.spectrum, Self.energy)
        let predicted = try #require(try scalarizer.objectiveVariance(of: values, axis: axis))
        var source = RandomSource(seed: 3, stream: "noise")
        var (sum, squares) = (0.0, 0.0)
        let centre = try scalarizer.objective(of: values, axis: axis)
        let draws = 40_000
        for _ in 0..<draws {
            let noisy = values.map { value in
                let variance =
                    switch item.noise {
                    case .none: 0.0
                    case .counts(let gain): gain * value
                    case .deviation(let deviation): deviation * deviation
                    }
                return value + variance.squareRoot() * source.normal()
            }
            let difference = try scalarizer.objective(of: noisy, axis: axis) - centre
            sum += difference
            squares += difference * difference
        }
        let mean = sum / Double(draws)
        let variance = squares / Double(draws) - mean * mean
        #expect(abs(variance / predicted - 1) < 0.04, "\(variance) for \(predicted)")
    }

    @Test func `is refused where the objective is`() {
        let log = scalarizer(.value(index: 0), .deviation(1)) { $0.transformation = .log }
        #expect(throws: UnusableSpectrum.self) { try log.objectiveVariance(of: [-1], axis: .channels(1)) }
        #expect(throws: UnusableSpectrum.self) { try log.objectiveVariance(of: [.nan], axis: .channels(1)) }
        let huge = scalarizer(.value(index: 0), .deviation(1e200))
        #expect(throws: UnusableSpectrum.self) { try huge.objectiveVariance(of: [1], axis: .channels(1)) }
    }
}
