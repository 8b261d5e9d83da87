import Experiments
import Foundation
import Testing

@Suite struct `A loop` {
    /// A voltage that goes 0 -> a -> -a -> 0 in `count` steps, as in piezoresponse spectroscopy.
    private static func sweep(_ amplitude: Double, count: Int) -> [Double] {
        (0..<count).map { step in
            let phase = Double(step) / Double(count)
            return amplitude * (phase < 0.25 ? 4 * phase : phase < 0.75 ? 2 - 4 * phase : 4 * phase - 4)
        }
    }

    private func objective(_ quantity: Scalarizer.Quantity, _ values: [Double], on voltage: [Double]) throws -> Double {
        var scalarizer = Scalarizer()
        scalarizer.quantity = quantity
        return try scalarizer.objective(of: values, axis: Axis(name: "voltage", unit: "V", values: voltage))
    }

    /// tanh branches: the response rises at `rising` on the way up and falls at `falling` on the way down.
    private func hysteresis(_ voltage: [Double], rising: Double, falling: Double, width: Double = 0.8) -> [Double] {
        voltage.indices.map { index in
            let next = voltage[(index + 1) % voltage.count]
            let centre = next > voltage[index] ? rising : falling
            return 0.3 + 2 * tanh((voltage[index] - centre) / width)
        }
    }

    @Test func `has the area πab of its ellipse, positive if anticlockwise`() throws {
        let count = 1000
        let angles = (0..<count).map { 2 * Double.pi * Double($0) / Double(count) }
        let (voltage, response) = (angles.map { 8 * cos($0) }, angles.map { 1 + 3 * sin($0) })
        // The inscribed polygon's area is smaller by the factor sin(2π/n) / (2π/n), exactly.
        let polygon = Double.pi * 24 * sin(2 * .pi / Double(count)) / (2 * .pi / Double(count))
        #expect(abs(try objective(.loopArea, response, on: voltage) - polygon) < 1e-10)
        #expect(abs(try objective(.loopArea, response.reversed(), on: voltage.reversed()) + polygon) < 1e-10)
        // Where the record begins does not matter, because the loop is closed.
        let turned = try objective(
            .loopArea, Array(response[400...] + response[..<400]), on: Array(voltage[400...] + voltage[..<400]))
        #expect(abs(turned - polygon) < 1e-10)
    }

    @Test(arguments: [(2.0, -2.0), (3.0, -1.0), (0.5, -3.5)])
    func `made of shifted tanh branches has the area between them and the bias of their mean`(
        rising: Double, falling: Double
    ) throws {
        let voltage = Self.sweep(10, count: 4000)
        let response = hysteresis(voltage, rising: rising, falling: falling)
        // ∫ tanh((v - a)/w) - tanh((v - b)/w) dv = 2 (b - a) where both have saturated.
        let area = try objective(.loopArea, response, on: voltage)
        #expect(abs(area - 4 * (rising - falling)) < 0.03)
        let bias = try objective(.coerciveBias, response, on: voltage)
        #expect(abs(bias - (rising + falling) / 2) < 1e-3)
        let voltageOfSwitching = try objective(.coerciveVoltage, response, on: voltage)
        #expect(abs(voltageOfSwitching - (rising - falling) / 2) < 1e-3)
        let clockwise = try objective(.coerciveVoltage, response.reversed(), on: voltage.reversed())
        #expect(abs(clockwise + (rising - falling) / 2) < 1e-3)
    }

    @Test func `keeps its bias at any starting point, sign of response and coarse sampling`() throws {
        let voltage = Self.sweep(8.5, count: 64)
        let response = hysteresis(voltage, rising: 3, falling: -1.6)
        for start in 0..<64 {
            let turned = (Array(voltage[start...] + voltage[..<start]), Array(response[start...] + response[..<start]))
            #expect(abs(try objective(.coerciveBias, turned.1, on: turned.0) - 0.7) < 0.03)
            #expect(abs(try objective(.coerciveBias, turned.1.map { -$0 }, on: turned.0) - 0.7) < 0.03)
        }
    }

    @Test func `with one crossing made three by noise keeps the middle one`() throws {
        let voltage = Self.sweep(8, count: 64)
        var response = voltage.indices.map { index in
            let rises = voltage[(index + 1) % 64] > voltage[index]
            return voltage[index] >= (rises ? 2.25 : -2.25) ? 1.0 : -1.0
        }
        #expect(abs(try objective(.coerciveBias, response, on: voltage)) < 1e-12)
        let flipped = try #require(voltage.indices.first { voltage[$0] == 6 })
        response[flipped] = -1
        // Crossings at 2.25 - 0.125 - ..., 5.75 and 6.25 on the way up: the middle one is 5.75, not the mean of all.
        let bias = try objective(.coerciveBias, response, on: voltage)
        #expect(abs(bias - (5.75 - 2.25) / 2) < 0.13)
    }

    @Test func `is refused if the axis never turns, or the response does not switch`() {
        let line = (0..<10).map(Double.init)
        for quantity in [Scalarizer.Quantity.loopArea, .coerciveBias] {
            let refusal = #expect(throws: UnusableSpectrum.self) { try objective(quantity, line, on: line) }
            #expect(refusal?.cause == .axis)
            #expect(
                refusal?.description
                    == "a loop needs an axis that rises and falls; the spectra are over the 10 channels of the axis "
                    + "`voltage`, 0 ... 9 V")
        }
        let voltage = Self.sweep(8, count: 64)
        let flat = #expect(throws: UnusableSpectrum.self) {
            try objective(.coerciveBias, voltage.map { _ in 0.5 }, on: voltage)
        }
        #expect(flat?.description == "the loop is flat: all values are 0.5")
        let stuck = #expect(throws: UnusableSpectrum.self) {
            // Up and down again on the way up, and nothing on the way down.
            try objective(.coerciveBias, [0, 1, 1, 0, 0, 0], on: [0, 1, 2, 3, 2, 1])
        }
        #expect(stuck?.cause == .values)
    }
}
