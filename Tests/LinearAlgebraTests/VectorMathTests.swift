import Foundation
import LinearAlgebra
import Testing

/// The widest number that the C library's functions take.
#if arch(x86_64)
private typealias Wide = Float80
#else
private typealias Wide = Double
#endif

@Suite("Vectorised functions") struct VectorMathTests {
    // The truth for Float is Glibc's function in Double, that for Double its function in 80 bits; where there are no such
    // numbers it is its function in Double, whose own error of half an ulp the bounds have room for.

    @Test("the exponential in Float is within 1 ulp wherever it is normal, and within 1 of the smallest number below")
    func singleExponential() {
        var worst = 0.0
        for x in grid(-104, 89, 1_000_003) {
            worst = max(worst, error(VectorMath.exp(Float(x)), exp(Double(Float(x)))))
        }
        #expect(worst <= 1)
    }

    @Test("the exponential in Double is within 1 ulp")
    func doubleExponential() {
        var worst = 0.0
        for x in grid(-746, 710, 1_000_003) { worst = max(worst, error(VectorMath.exp(x), exp(Wide(x)))) }
        for x in grid(-2, 2, 1_000_003) { worst = max(worst, error(VectorMath.exp(x), exp(Wide(x)))) }
        #expect(worst <= 1)
    }

    @Test("the hyperbolic tangent in Float is within 2.5 ulp, near zero as well")
    func singleTangent() {
        var worst = 0.0
        for x in grid(-10, 10, 1_000_003) {
            worst = max(worst, error(VectorMath.tanh(Float(x)), tanh(Double(Float(x)))))
        }
        for exponent in -149 ... -1 {
            for x in grid(1, 2, 101) {
                let x = Float(scalbn(x, exponent))
                worst = max(
                    worst, error(VectorMath.tanh(x), tanh(Double(x))), error(VectorMath.tanh(-x), -tanh(Double(x))))
            }
        }
        #expect(worst <= 2.5)
    }

    @Test("the hyperbolic tangent in Double is within 2.5 ulp, near zero as well")
    func doubleTangent() {
        var worst = 0.0
        for x in grid(-20, 20, 1_000_003) { worst = max(worst, error(VectorMath.tanh(x), tanh(Wide(x)))) }
        for exponent in -1074 ... -1 {
            for x in grid(1, 2, 31) {
                let x = scalbn(x, exponent)
                worst = max(worst, error(VectorMath.tanh(x), tanh(Wide(x))))
            }
        }
        #expect(worst <= 2.5)
    }

    @Test("the logistic function is within 2.5 ulp in Float and in Double")
    func logistic() {
        var (single, double) = (0.0, 0.0)
        for x in grid(-80, 80, 300_007) {
            single = max(single, error(VectorMath.logistic(Float(x)), 1 / (1 + exp(-Double(Float(x))))))
            double = max(double, error(VectorMath.logistic(x), 1 / (1 + exp(-Wide(x)))))
        }
        #expect(single <= 2.5)
        #expect(double <= 2.5)
    }

    @Test("the square root in Float is within 1 ulp for all normal numbers, and exact at 0 and infinity")
    func squareRoot() {
        var worst = 0.0
        for exponent in -126...127 {
            for x in grid(1, 2, 1001).dropLast() {
                let x = Float(scalbn(x, exponent))
                worst = max(worst, error(VectorMath.squareRoot(x), Double(x).squareRoot()))
            }
        }
        #expect(worst <= 1)
        #expect(VectorMath.squareRoot(Float(0)) == 0)
        #expect(VectorMath.squareRoot(Float.infinity) == .infinity)
        #expect(VectorMath.squareRoot(Float.nan).isNaN)
        for x in [Float.leastNonzeroMagnitude, .leastNormalMagnitude / 100, Float.leastNormalMagnitude.nextDown] {
            #expect((0...1.1e-19).contains(VectorMath.squareRoot(x)))
        }
    }

    @Test("the extremes are as the definitions say")
    func extremes() {
        for x in [Float.infinity, 1e30, 89, 88.73] { #expect(VectorMath.exp(x) == .infinity) }
        for x in [-Float.infinity, -1e30, -104] { #expect(VectorMath.exp(x) == 0) }
        for x in [Double.infinity, 1e300, 710] { #expect(VectorMath.exp(x) == .infinity) }
        for x in [-Double.infinity, -1e300, -746] { #expect(VectorMath.exp(x) == 0) }
        #expect(VectorMath.exp(Float(0)) == 1 && VectorMath.exp(-0.0) == 1)
        #expect(VectorMath.exp(Float(-103.5)) == .leastNonzeroMagnitude)
        #expect(VectorMath.exp(-745.0) == .leastNonzeroMagnitude)
        for x in [Float.infinity, 1e30, 9.1] {
            #expect(VectorMath.tanh(x) == 1 && VectorMath.tanh(-x) == -1)
            #expect(VectorMath.tanh(Double(x) * 3) == 1 && VectorMath.tanh(Double(-x) * 3) == -1)
        }
        #expect(VectorMath.tanh(Float(0)).sign == .plus && VectorMath.tanh(-Float(0)).sign == .minus)
        #expect(VectorMath.logistic(Float.infinity) == 1 && VectorMath.logistic(-Float.infinity) == 0)
        #expect(VectorMath.logistic(Double.infinity) == 1 && VectorMath.logistic(-Double.infinity) == 0)
        #expect(VectorMath.logistic(0.0) == 0.5)
        #expect(VectorMath.exp(Float.nan).isNaN && VectorMath.exp(Double.nan).isNaN)
        #expect(VectorMath.tanh(Float.nan).isNaN && VectorMath.tanh(Double.nan).isNaN)
        #expect(VectorMath.logistic(Float.nan).isNaN && VectorMath.logistic(Double.nan).isNaN)
    }

    @Test("over a buffer give the bits of one number at a time, for every length", arguments: 0...19)
    func buffers(count: Int) {
        let x = (0..<count).map { Float($0) * 0.731 - 5 }
        var (exponential, tangent, share, root) = (x, x, x, x.map(abs))
        VectorMath.exp(&exponential)
        unsafe tangent.withUnsafeMutableBufferPointer { unsafe VectorMath.tanh($0) }
        unsafe share.withUnsafeMutableBufferPointer { unsafe VectorMath.logistic($0) }
        unsafe root.withUnsafeMutableBufferPointer { unsafe VectorMath.squareRoot($0) }
        #expect(exponential == x.map { VectorMath.exp($0) })
        #expect(tangent == x.map { VectorMath.tanh($0) })
        #expect(share == x.map { VectorMath.logistic($0) })
        #expect(root == x.map { VectorMath.squareRoot(abs($0)) })

        let y = x.map(Double.init)
        var (exponential64, tangent64, share64, root64) = (y, y, y, y.map(abs))
        VectorMath.exp(&exponential64)
        unsafe tangent64.withUnsafeMutableBufferPointer { unsafe VectorMath.tanh($0) }
        unsafe share64.withUnsafeMutableBufferPointer { unsafe VectorMath.logistic($0) }
        VectorMath.squareRoot(&root64)
        #expect(exponential64 == y.map { VectorMath.exp($0) })
        #expect(tangent64 == y.map { VectorMath.tanh($0) })
        #expect(share64 == y.map { VectorMath.logistic($0) })
        #expect(root64 == y.map { abs($0).squareRoot() })
    }

    private func grid(_ lower: Double, _ upper: Double, _ count: Int) -> [Double] {
        (0..<count).map { lower + (upper - lower) * Double($0) / Double(count - 1) }
    }

    /// The difference in units in the last place of the true value, of the smallest number where that is subnormal.
    private func error(_ value: Float, _ truth: Double) -> Double {
        let nearest = Float(truth)
        guard nearest.isFinite else { return value == nearest ? 0 : .infinity }
        return abs(Double(value) - truth) / Double(nearest.ulp)
    }

    private func error(_ value: Double, _ truth: Wide) -> Double {
        let nearest = Double(truth)
        guard nearest.isFinite else { return value == nearest ? 0 : .infinity }
        return Double(abs(Wide(value) - truth) / Wide(nearest.ulp))
    }
}
