import Foundation
import Testing

@testable import Figures

@Suite("Ticks")
struct TicksTests {
    /// Ranges of all sizes and places, from a fixed linear congruential generator (Knuth's MMIX constants).
    static let ranges: [ClosedRange<Double>] = {
        var state: UInt64 = 7
        func uniform() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 0x1p53
        }
        return (0..<300).map { index in
            let span = pow(10, 30 * uniform() - 15)
            let start = (index % 3 == 0 ? 0 : 20 * (uniform() - 0.5)) * span
            return start...start + span
        } + [0...1, -1...1, 0...100, 1...1.0001, -1e308...1e308, Double.leastNonzeroMagnitude...1e-300, 0...1e-290]
    }()

    @Test("are few enough, and at least two where there is room for five", arguments: ranges)
    func counts(range: ClosedRange<Double>) {
        for most in 3...12 {
            let ticks = Ticks(covering: range, atMost: most)
            #expect((1...most).contains(ticks.values.count))
            if most >= 5 { #expect(ticks.values.count >= 2) }
            #expect(ticks.labels.count == ticks.values.count)
            #expect(Set(ticks.labels).count == ticks.labels.count)
        }
    }

    @Test("lie in the range, at equal steps of 1, 2 or 5 times a power of ten", arguments: ranges)
    func steps(range: ClosedRange<Double>) throws {
        let ticks = Ticks(covering: range, atMost: 7).values
        let drawn = range.widenedIfEmpty
        let slack = 1e-8 * (drawn.upperBound / 2 - drawn.lowerBound / 2)
        #expect(ticks.allSatisfy { $0 >= drawn.lowerBound - slack && $0 <= drawn.upperBound + slack })
        let steps = zip(ticks, ticks.dropFirst()).map { $1 - $0 }
        let step = try #require(steps.first)
        #expect(steps.allSatisfy { abs($0 - step) <= 1e-6 * step })
        let mantissa = step / pow(10, log10(step * 1.0001).rounded(.down))
        #expect([1.0, 2, 5].contains { abs(mantissa - $0) < 1e-4 })
        // No tick is missing at either end.
        #expect(ticks[0] - step < drawn.lowerBound)
        #expect(ticks[ticks.count - 1] + step > drawn.upperBound)
    }

    @Test("read back as their values", arguments: ranges.filter { abs($0.upperBound) < 1e15 && $0.upperBound > 1e-12 })
    func labels(range: ClosedRange<Double>) throws {
        let ticks = Ticks(covering: range, atMost: 7)
        for (value, label) in zip(ticks.values, ticks.labels) {
            let read = try #require(Double(label.replacingOccurrences(of: "−", with: "-")))
            #expect(abs(read - value) <= 1e-9 * abs(value))
        }
    }

    @Test(
        "are the numbers a person would choose",
        arguments: [
            (0...1, 6, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]), (-0.5...49.5, 6, ["0", "10", "20", "30", "40"]),
            (-1...1, 5, ["−1.0", "−0.5", "0.0", "0.5", "1.0"]), (0...0.001, 3, ["0.0000", "0.0005", "0.0010"]),
            (0.013...0.037, 5, ["0.015", "0.020", "0.025", "0.030", "0.035"]),
            (1200...4100, 4, ["2000", "3000", "4000"]),
        ] as [(ClosedRange<Double>, Int, [String])])
    func examples(range: ClosedRange<Double>, most: Int, labels: [String]) {
        #expect(Ticks(covering: range, atMost: most).labels == labels)
    }

    @Test("of a range with one number surround it", arguments: [0.0, 5, -3e-9, 1e300])
    func oneNumber(value: Double) {
        let ticks = Ticks(covering: value...value, atMost: 5).values
        #expect(ticks.count >= 2)
        #expect(ticks[0] <= value && ticks[ticks.count - 1] >= value)
    }

    @Test("of angles are parts of a turn")
    func angles() {
        func labels(_ limits: ClosedRange<Double>, _ unit: String) -> [String] {
            let scale = ColorScale(of: [], .compass, limits: .fixed(limits))
            return ColorBar(scale: scale, unit: unit).ticks(along: 200).labels
        }
        #expect(labels(-180...180, "deg") == ["−180", "−90", "0", "90", "180"])
        #expect(labels(-90...90, "°") == ["−90", "−45", "0", "45", "90"])
        #expect(labels(-30...30, "deg") == ["−20", "0", "20"])
        #expect(labels(-180...180, "V").contains("−150") || labels(-180...180, "V").contains("−100"))
    }

    @Test("of a count are whole numbers", arguments: [0.7, 1, 2.2, 3, 8, 90])
    func counting(greatest: Double) {
        let ticks = Ticks(covering: 0...greatest, atMost: 8, apart: 1)
        #expect(ticks.values.first == 0)
        #expect(ticks.values.allSatisfy { $0 == $0.rounded() })
    }
}

@Suite("Numbers in words")
struct NumberTests {
    @Test(
        "have the significant digits asked for",
        arguments: [
            (0.0, "0"), (1, "1.00"), (-1.934, "−1.93"), (9.996, "10.0"), (0.0999951, "0.100"), (123456, "123456"),
            (999999.9, "1.00×10⁶"), (999_499, "999499"), (1.5e7, "1.50×10⁷"), (-2.345e-8, "−2.35×10⁻⁸"),
            (0.00012345, "0.000123"),
            (.infinity, "∞"), (-.infinity, "−∞"), (.nan, "not a number"), (.leastNonzeroMagnitude, "0"),
            (1.7e308, "1.70×10³⁰⁸"),
        ])
    func rounding(value: Double, text: String) {
        #expect(DecimalText.rounded(value) == text)
    }

    @Test(
        "are written out exactly",
        arguments: [
            (5, 0, "5"), (5, 3, "5000"), (-5, -1, "−0.5"), (125, -2, "1.25"), (-1250, -3, "−1.250"), (0, -2, "0.00"),
            (7, -4, "0.0007"),
        ])
    func exact(digits: Int, exponent: Int, text: String) {
        #expect(DecimalText.exact(digits, exponent: exponent) == text)
    }

    @Test(
        "take the unit's prefix where it has one, and a power of ten where not",
        arguments: [
            (0...2e-6, "m", -6, "µm"), (0...0.5, "V", 0, "V"), (0...0.02, "V", -3, "mV"), (-2e4...0, "Hz", 3, "kHz"),
            (0...2e-6, "a.u.", -6, "10⁻⁶ a.u."), (0...3e6, "", 6, "10⁶"), (0...2000, "nm", 0, "nm"),
            (0...0, "m", 0, "m"),
            (0...0.02, "a.u.", 0, "a.u."),
        ] as [(ClosedRange<Double>, String, Int, String)])
    func units(range: ClosedRange<Double>, unit: String, exponent: Int, shown: String) {
        let scale = UnitScale(for: range, unit: unit)
        #expect(scale.exponent == exponent)
        #expect(scale.unit == shown)
    }
}
