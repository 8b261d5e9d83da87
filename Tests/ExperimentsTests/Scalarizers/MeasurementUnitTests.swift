import Experiments
import Testing

@Suite struct `A unit` {
    @Test(arguments: [
        (700, "meV", "eV", 0.7), (0.3, "keV", "eV", 300), (1.5, "um", "nm", 1500), (40, "nm", "um", 0.04),
        (2, "µm", "um", 2), (2, "\u{3BC}m", "nm", 2000), (5, "Å", "nm", 0.5), (45, "min", "s", 2700),
        (1.5, "h", "min", 90),
        (8500, "mV", "V", 8.5), (1, "T", "mT", 1000), (1, "m", "mm", 1000), (1, "1/nm", "1/cm", 1e7),
        (1, "aux", "aux", 1),
    ])
    func `converts between prefixes with one rounding`(value: Double, from: String, to: String, expected: Double) {
        #expect(MeasurementUnit.convert(value, from: from, to: to) == expected)
    }

    @Test func `converts joule and degree by the constants of nature and of the circle`() throws {
        let joule = try #require(MeasurementUnit.convert(1.602176634e-19, from: "J", to: "eV"))
        #expect(abs(joule - 1) < 1e-15)
        let turn = try #require(MeasurementUnit.convert(180, from: "deg", to: "rad"))
        #expect(abs(turn - .pi) < 1e-15)
    }

    @Test(arguments: [("eV", "V"), ("nm", "eV"), ("s", "Hz"), ("aux", "V"), ("ev", "eV"), ("", "V"), ("nM", "nm")])
    func `refuses another dimension, and letters that are none`(from: String, to: String) {
        #expect(MeasurementUnit.convert(1, from: from, to: to) == nil)
    }
}
