import Experiments
import Foundation
import Testing

@Suite struct `A scalarizer` {
    private let axis = Axis(name: "energy", unit: "eV", values: (0..<451).map { 0.01 * Double($0) })

    private func scalarizer(_ quantity: Scalarizer.Quantity) -> Scalarizer {
        var scalarizer = Scalarizer()
        scalarizer.quantity = quantity
        return scalarizer
    }

    /// Values equal to the abscissa, so that every answer can be told at once.
    private func ramp(_ quantity: Scalarizer.Quantity) throws -> Double {
        try scalarizer(quantity).objective(of: axis.values, axis: axis)
    }

    @Test func `takes values, means, maxima and ratios of the channels that a band holds, bounds included`() throws {
        #expect(try ramp(.value(index: 32)) == axis.values[32])
        #expect(abs(try ramp(.bandMean(.init(from: 0.30, to: 0.40))) - 0.35) < 1e-12)
        #expect(try ramp(.bandMaximum(.init(from: 0.30, to: 0.40))) == axis.values[40])
        let ratio = try ramp(.bandRatio(.init(from: 0.3, to: 0.4), over: .init(from: 0.6, to: 0.8)))
        #expect(abs(ratio - 0.5) < 1e-12)
        #expect(try scalarizer(.norm).objective(of: [3, 4], axis: .channels(2)) == 5)
        let large = try scalarizer(.norm).objective(of: [3e200, 4e200], axis: .channels(2))
        #expect(abs(large - 5e200) < 1e186)
        #expect(try scalarizer(.norm).objective(of: [0, 0], axis: .channels(2)) == 0)
        #expect(try Scalarizer().objective(of: [7], axis: .channels(1)) == 7)
    }

    @Test func `keeps both bounds of a band on an axis in single precision`() throws {
        let single = Axis(name: "energy", unit: "eV", values: axis.values.map { Double(Float($0)) })
        let band = Scalarizer.Band(from: 0.35, to: 0.35)
        #expect(try scalarizer(.bandMean(band)).objective(of: single.values, axis: single) == single.values[35])
    }

    @Test(arguments: [(300.0, 400.0, "meV"), (0.3, 0.4, "eV"), (3e-4, 4e-4, "keV")])
    func `converts a band into the axis's unit`(from: Double, to: Double, unit: String) throws {
        #expect(try ramp(.bandMaximum(.init(from: from, to: to, unit: unit))) == axis.values[40])
    }

    @Test func `negates first and transforms then`() throws {
        var scalarizer = Scalarizer()
        scalarizer.transformation = .asinh(scale: 2)
        #expect(try scalarizer.objective(of: [3], axis: .channels(1)) == asinh(1.5))
        scalarizer.isNegated = true
        #expect(try scalarizer.objective(of: [3], axis: .channels(1)) == asinh(-1.5))
        scalarizer.transformation = .log
        #expect(try scalarizer.objective(of: [-exp(1.0)], axis: .channels(1)) == 1)
    }

    private func refusal(
        _ quantity: Scalarizer.Quantity, of values: [Double]? = nil, on axis: Axis? = nil,
        _ change: (inout Scalarizer) -> Void = { _ in }
    ) -> UnusableSpectrum? {
        var scalarizer = scalarizer(quantity)
        change(&scalarizer)
        let axis = axis ?? self.axis
        return #expect(throws: UnusableSpectrum.self) {
            try scalarizer.objective(of: values ?? axis.values, axis: axis)
        }
    }

    @Test func `refuses values that are not finite, and says how many and where the first is`() {
        var values = axis.values
        for index in [32, 40, 99] { values[index] = .nan }
        let refusal = refusal(.value(index: 0), of: values)
        #expect(refusal?.description == "3 of 451 values are not finite (first at channel 32, 0.32 eV)")
        #expect(refusal?.cause == .values)
        let number = self.refusal(.value(index: 0), of: [.infinity], on: .channels(1))
        #expect(number?.description == "1 of 1 values are not finite (first at channel 0)")
    }

    @Test func `refuses a number of values that is not the axis's`() {
        #expect(
            refusal(.norm, of: [1, 2], on: axis)?.description
                == "2 values came for the 451 channels of the axis `energy`, 0 ... 4.5 eV")
        #expect(refusal(.norm, of: [], on: axis)?.cause == .values)
        #expect(refusal(.norm, of: [], on: .channels(0))?.description == "it holds no values")
    }

    @Test func `refuses a unit of another dimension in the words of the plan`() {
        let refusal = refusal(.bandMean(.init(from: 0.3, to: 0.4, unit: "nm")))
        #expect(refusal?.description == "0.3 nm given, but the axis `energy` is in eV")
        #expect(refusal?.cause == .axis)
        let bare = self.refusal(.bandMean(.init(from: 0, to: 1, unit: "eV")), of: [1, 2], on: .channels(2))
        #expect(bare?.description == "0 eV given, but the axis `channel` has no unit")
    }

    @Test func `refuses a band that the axis does not reach, and names the axis's range`() {
        let refusal = refusal(.bandMaximum(.init(from: 5, to: 6, unit: "eV")))
        #expect(
            refusal?.description
                == "the band 5 ... 6 eV holds none of the 451 channels of the axis `energy`, 0 ... 4.5 eV")
        #expect(refusal?.cause == .axis)
        // Between two channels there is none either.
        #expect(self.refusal(.bandMean(.init(from: 0.302, to: 0.308)))?.cause == .axis)
        #expect(self.refusal(.bandMean(.init(from: 0.4, to: 0.3)))?.cause == .axis)
    }

    @Test func `refuses another axis than the plan's, but not for its capital letter`() throws {
        let refusal = refusal(.norm) { $0.axis = "voltage" }
        #expect(
            refusal?.description
                == "the plan asks for the axis `voltage`, but the spectra are over the 451 channels of the axis "
                + "`energy`, 0 ... 4.5 eV")
        var scalarizer = scalarizer(.norm)
        scalarizer.axis = "Energy"
        #expect(try scalarizer.objective(of: axis.values, axis: axis) > 0)
    }

    @Test func `refuses what has no ratio, no logarithm, no channel or no finite value`() {
        let zeros = [Double](repeating: 0, count: 451)
        let band = Scalarizer.Band(from: 0.3, to: 0.4, unit: "eV")
        #expect(
            refusal(.bandRatio(band, over: band), of: zeros)?.description
                == "the mean over the reference band 0.3 ... 0.4 eV is 0: there is no ratio")
        #expect(
            refusal(.value(index: 0), of: [-2], on: .channels(1)) { $0.transformation = .log }?.description
                == "the logarithm needs a positive number, and the spectrum gives -2")
        #expect(refusal(.value(index: 0), of: [0], on: .channels(1)) { $0.transformation = .log }?.cause == .values)
        #expect(refusal(.value(index: 451))?.cause == .axis)
        #expect(refusal(.value(index: -1))?.cause == .axis)
        #expect(refusal(.value(index: 0)) { $0.transformation = .asinh(scale: 0) }?.cause == .axis)
        #expect(refusal(.norm, of: [1.7e308, 1.7e308], on: .channels(2))?.cause == .values)
    }

    @Test func `can be checked against an axis before there is a spectrum`() throws {
        let fitting: [Scalarizer.Quantity] = [
            .value(index: 450), .bandMean(.init(from: 300, to: 400, unit: "meV")), .norm,
            .bandRatio(.init(from: 0, to: 1), over: .init(from: 1, to: 2)),
        ]
        for quantity in fitting { try scalarizer(quantity).check(on: axis) }
        let unfitting: [Scalarizer.Quantity] = [
            .value(index: 451), .bandMean(.init(from: 300, to: 400, unit: "mV")), .loopArea, .coerciveBias,
            .peakPosition(.init(from: 9, to: 10)), .bandRatio(.init(from: 0, to: 1), over: .init(from: 9, to: 10)),
        ]
        for quantity in unfitting {
            #expect(throws: UnusableSpectrum.self) { try scalarizer(quantity).check(on: axis) }
        }
    }
}
