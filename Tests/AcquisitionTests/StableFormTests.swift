import Foundation
import Testing

@testable import Acquisition

@Suite("Stable forms of the normal distribution") struct StableFormTests {
    @Test("scaled error functions agree with mpmath to 1.5e-15", arguments: NormalFixtures.scaledErrorFunctions)
    func scaledErrorFunctions(x: Double, complement: Double, integral: Double) {
        #expect(relativeError(ScaledErrorFunctions.complement(x), complement) < 1.5e-15)
        // 1/(2 x² √π) of 1e150 lies below the normal numbers and keeps fewer digits.
        let tolerance = integral < Double.leastNormalMagnitude ? 1e-7 : 1.5e-15
        #expect(relativeError(ScaledErrorFunctions.complementIntegral(x), integral) < tolerance)
    }

    @Test("scaled error functions end at 0 and do not jump where the asymptotic term takes over")
    func far() {
        #expect(ScaledErrorFunctions.complement(.infinity) == 0)
        #expect(ScaledErrorFunctions.complementIntegral(.infinity) == 0)
        let (below, above) = (1e10.nextDown, 1e10)
        #expect(
            relativeError(ScaledErrorFunctions.complement(below), ScaledErrorFunctions.complement(above)) < 1.5e-15)
        #expect(
            relativeError(
                ScaledErrorFunctions.complementIntegral(below), ScaledErrorFunctions.complementIntegral(above))
                < 1.5e-15)
    }

    @Test(
        "expected excess and tail agree with mpmath to 2e-15, their logarithms too", arguments: NormalFixtures.moderate)
    func moderate(z: Double, excess: Double, logExcess: Double, below: Double, logBelow: Double) throws {
        #expect(relativeError(try AcquisitionFunction.expectedImprovement().score(z, 1, incumbent: 0), excess) < 2e-15)
        #expect(
            relativeError(try AcquisitionFunction.probabilityOfImprovement().score(z, 1, incumbent: 0), below) < 2e-15)
        let logEI = try AcquisitionFunction.logExpectedImprovement().score(z, 1, incumbent: 0)
        #expect(abs(logEI - logExcess) < 1e-15 * max(1, abs(logExcess)))
        #expect(
            relativeError(try AcquisitionFunction.logProbabilityOfImprovement().score(z, 1, incumbent: 0), logBelow)
                < 2e-15)
    }

    @Test("logarithms agree with mpmath where the numbers underflow", arguments: NormalFixtures.far)
    func far(z: Double, logExcess: Double, logBelow: Double) throws {
        let logEI = try AcquisitionFunction.logExpectedImprovement().score(z, 1, incumbent: 0)
        #expect(relativeError(logEI, logExcess) < 5e-16)
        let logPI = try AcquisitionFunction.logProbabilityOfImprovement().score(z, 1, incumbent: 0)
        #expect(relativeError(logPI, logBelow) < 5e-16)
    }

    /// The values of log(φ(z) + z Φ(z)) measured in the project's design notes on acquisition, part 2b.
    ///
    /// For z = -10 the notes print -55.5531210362, which lacks a digit: definition and quadrature in mpmath give the one here.
    /// At z = -1e5 neighbouring numbers are 1e-6 apart.
    @Test(
        "log expected improvement agrees with the values of the design notes",
        arguments: [
            (-5, -16.744301162661, 1e-12), (-10, -55.5531220361, 1e-10), (-20, -206.9178385094, 1e-10),
            (-37, -692.6429601633, 1e-10), (-40, -808.298568357, 1e-9), (-100, -5010.129578800, 1e-9),
            (-1e3, -500014.734452, 1e-6), (-1e5, -5000000023.944791, 3e-6),
        ])
    func published(z: Double, truth: Double, lastDigit: Double) throws {
        let value = try AcquisitionFunction.logExpectedImprovement().score(z, 1, incumbent: 0)
        #expect(abs(value - truth) <= lastDigit)
    }

    @Test("the naive formula is what the stable one must beat: 0 at z = -39")
    func naive() throws {
        let z = -39.0
        let naive = exp(-0.5 * z * z) / (2 * Double.pi).squareRoot() + z * 0.5 * erfc(-z / 2.0.squareRoot())
        #expect(naive == 0)
        #expect(try AcquisitionFunction.logExpectedImprovement().score(z, 1, incumbent: 0).isFinite)
    }

    @Test("an interval's log probability agrees with mpmath, mirrored too", arguments: NormalFixtures.intervals)
    func interval(lower: Double, upper: Double, logarithm: Double) {
        let one = NormalProbability(between: lower, and: upper)
        let mirrored = NormalProbability(between: -upper, and: -lower)
        #expect(relativeError(one.logarithm, logarithm) < 2e-15)
        #expect(mirrored.logarithm == one.logarithm)
        #expect(mirrored.value == one.value)
        if logarithm > -20 { #expect(relativeError(one.value, exp(logarithm)) < 1e-14) }
    }

    @Test("an interval without end is a tail, and one at infinity has probability 0")
    func infiniteInterval() {
        #expect(NormalProbability(between: -.infinity, and: .infinity).logarithm == 0)
        #expect(
            relativeError(
                NormalProbability(between: 3, and: .infinity).logarithm, NormalProbability(below: -3).logarithm) < 1e-15
        )
        #expect(NormalProbability(between: .infinity, and: .infinity).logarithm == -.infinity)
        #expect(NormalProbability(between: -.infinity, and: -.infinity).value == 0)
    }

    @Test("a tent's expectation agrees with mpmath", arguments: NormalFixtures.tents)
    func tent(center: Double, halfWidth: Double, logarithm: Double) {
        let tent = DensityMultiple(tentAt: center, halfWidth: halfWidth)
        #expect(abs(tent.logarithm - logarithm) < 3e-15 * max(1, abs(logarithm)))
        if logarithm > -20 { #expect(relativeError(tent.value, exp(logarithm)) < 1e-14) }
    }

    @Test("the logarithm is the logarithm of the value wherever the value is a normal number")
    func consistency() throws {
        for step in -3_700...800 {
            let z = 0.01 * Double(step)
            let ei = try AcquisitionFunction.expectedImprovement().score(z, 1, incumbent: 0)
            let logEI = try AcquisitionFunction.logExpectedImprovement().score(z, 1, incumbent: 0)
            #expect(abs(log(ei) - logEI) < 1e-15 * max(2, abs(logEI)))
        }
    }
}
