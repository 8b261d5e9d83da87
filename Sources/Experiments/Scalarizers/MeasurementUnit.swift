private import Foundation

/// A unit in which an axis, a band or a distance is written: a symbol, its dimension and its size.
///
/// Metric prefixes from p to T go with the units of the SI and with `eV`; `µ` and `u` are the same.
package struct MeasurementUnit: Hashable, Sendable {
    /// The symbol as it was written.
    package let symbol: String
    /// What the unit measures; values convert between units of the same dimension only.
    package let dimension: String
    /// The size of the unit is `scale` times ten to the `exponent`, in the dimension's own unit.
    private let scale: Double
    private let exponent: Int

    /// Creates the unit of a symbol, or nil if there is none.
    package init?(_ symbol: String) {
        let name = Self.normalized(symbol)
        if let single = Self.singles[name] {
            self.init(symbol: symbol, dimension: single.dimension, scale: single.scale, exponent: single.exponent)
        } else if let dimension = Self.bases[name] {
            self.init(symbol: symbol, dimension: dimension, scale: 1, exponent: 0)
        } else if let first = name.first, let exponent = Self.prefixes[first],
            let dimension = Self.bases[String(name.dropFirst())]
        {
            self.init(symbol: symbol, dimension: dimension, scale: 1, exponent: exponent)
        } else {
            return nil
        }
    }

    private init(symbol: String, dimension: String, scale: Double, exponent: Int) {
        self.symbol = symbol
        self.dimension = dimension
        self.scale = scale
        self.exponent = exponent
    }

    /// Returns `value` in another unit, or nil if the dimensions differ or a unit is unknown.
    ///
    /// A unit that is not known converts to itself. Between prefixes there is one rounding only: 700 meV are 0.7 eV,
    /// where a product with 0.001 would give 0.7000000000000001.
    package static func convert(_ value: Double, from: String, to: String) -> Double? {
        if normalized(from) == normalized(to) { return value }
        guard let source = MeasurementUnit(from), let target = MeasurementUnit(to), source.dimension == target.dimension
        else { return nil }
        // Powers of ten up to 10^22 are exact, and so is the rounding of one product or quotient with them.
        let steps = source.exponent - target.exponent
        let shifted = steps >= 0 ? value * pow(10, Double(steps)) : value / pow(10, Double(-steps))
        return source.scale == target.scale ? shifted : shifted * (source.scale / target.scale)
    }

    /// Symbols to propose to someone who mistyped one.
    package static let examples = [
        "eV", "meV", "keV", "V", "mV", "uV", "kV", "A", "mA", "uA", "nA", "pA", "m", "mm", "um", "nm", "pm", "Å", "s",
        "ms", "us", "ns", "min", "h", "Hz", "kHz", "MHz", "GHz", "K", "rad", "mrad", "deg", "px", "%", "1/nm", "1/cm",
    ]

    private static func normalized(_ symbol: String) -> String {
        symbol.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "\u{B5}", with: "u")
            .replacingOccurrences(of: "\u{3BC}", with: "u")
    }

    private static let prefixes: [Character: Int] = [
        "p": -12, "n": -9, "u": -6, "m": -3, "c": -2, "k": 3, "M": 6, "G": 9, "T": 12,
    ]

    /// The units that take prefixes, each of which is its dimension's own unit.
    private static let bases = [
        "eV": "energy", "V": "voltage", "A": "current", "m": "length", "s": "time", "Hz": "frequency",
        "K": "temperature", "N": "force", "Pa": "pressure", "W": "power", "F": "capacitance", "S": "conductance",
        "Ohm": "resistance", "Ω": "resistance", "T": "flux density", "C": "charge", "rad": "angle",
    ]

    private struct Single {
        let dimension: String
        var scale = 1.0
        var exponent = 0
    }

    /// The units that take no prefix.
    private static let singles: [String: Single] = [
        // CODATA 2018: the elementary charge is 1.602176634e-19 C exactly.
        "J": Single(dimension: "energy", scale: 1 / 1.602176634, exponent: 19),
        "Å": Single(dimension: "length", exponent: -10), "Angstrom": Single(dimension: "length", exponent: -10),
        "min": Single(dimension: "time", scale: 60), "h": Single(dimension: "time", scale: 3600),
        "deg": Single(dimension: "angle", scale: .pi / 180), "°": Single(dimension: "angle", scale: .pi / 180),
        "1/m": Single(dimension: "wave number"), "1/cm": Single(dimension: "wave number", exponent: 2),
        "cm^-1": Single(dimension: "wave number", exponent: 2), "1/um": Single(dimension: "wave number", exponent: 6),
        "1/nm": Single(dimension: "wave number", exponent: 9), "nm^-1": Single(dimension: "wave number", exponent: 9),
        "px": Single(dimension: "pixels"), "%": Single(dimension: "share", exponent: -2),
        "a.u.": Single(dimension: "arbitrary"), "counts": Single(dimension: "counts"),
    ]
}
