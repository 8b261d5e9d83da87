import Foundation
import LinearAlgebra
import Testing

/// The widest number that the C library's functions take.
#if arch(x86_64)
private typealias Wide = Float80
#else
private typealias Wide = Double
#endif

@Suite("Vectorised logarithms") struct LogarithmTests {
    @Test("the logarithm is within 1 ulp for every exponent, for subnormal numbers and around one")
    func logarithm() {
        var worst = 0.0
        for exponent in -1074...1023 {
            for step in 0..<211 {
                let x = scalbn(1 + Double(step) / 211, exponent)
                worst = max(worst, error(VectorMath.log(x), log(Wide(x))))
            }
        }
        for step in 0...1_000_003 {
            let x = 0.4 + 1.8 * Double(step) / 1_000_003
            worst = max(worst, error(VectorMath.log(x), log(Wide(x))))
        }
        for exponent in 1...52 {
            for x in [1 + scalbn(1, -exponent), 1 - scalbn(1, -exponent)] {
                worst = max(worst, error(VectorMath.log(x), log(Wide(x))))
            }
        }
        #expect(worst <= 1)
    }

    @Test("the logarithm of one more is within 2 ulp from the smallest number on")
    func logarithmOfOneMore() {
        var worst = 0.0
        for exponent in -1074...1022 {
            for step in 0..<499 {
                let x = scalbn(1 + Double(step) / 499, exponent)
                worst = max(worst, error(VectorMath.log1p(x), log1p(Wide(x))))
            }
        }
        #expect(worst <= 2)
        #expect(VectorMath.log1p(0) == 0)
    }

    @Test("the extremes are as the definition says")
    func extremes() {
        #expect(VectorMath.log(0.0) == -.infinity && VectorMath.log(-0.0) == -.infinity)
        #expect(VectorMath.log(1.0) == 0)
        #expect(VectorMath.log(Double.infinity) == .infinity)
        #expect(
            VectorMath.log(-1.0).isNaN && VectorMath.log(-Double.infinity).isNaN && VectorMath.log(Double.nan).isNaN)
        #expect(abs(VectorMath.log(Double.greatestFiniteMagnitude) - 709.782712893384) < 1e-12)
    }

    @Test("over a buffer give the bits of one number at a time, for every length", arguments: 0...9)
    func buffers(count: Int) {
        let x = (0..<count).map { Double($0) * 0.731 }
        var (plain, shifted) = (x, x)
        unsafe plain.withUnsafeMutableBufferPointer { unsafe VectorMath.log($0) }
        unsafe shifted.withUnsafeMutableBufferPointer { unsafe VectorMath.log1p($0) }
        #expect(plain == x.map { VectorMath.log($0) })
        #expect(shifted == x.map { VectorMath.log1p($0) })
    }

    /// The difference in units in the last place of the true value, of the smallest number where that is subnormal.
    private func error(_ value: Double, _ truth: Wide) -> Double {
        let nearest = Double(truth)
        guard nearest.isFinite else { return value == nearest ? 0 : .infinity }
        return Double(abs(Wide(value) - truth) / Wide(nearest.ulp))
    }
}
