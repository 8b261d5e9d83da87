import LinearAlgebra
import Surrogates
import Testing

@Suite struct `A kernel in single precision` {
    @Test(arguments: StationaryKernel.Shape.allCases, [1, 2, 7])
    func `is within 1e-6 of the variance of that in double`(shape: StationaryKernel.Shape, dimension: Int) {
        let kernel = StationaryKernel(
            shape, lengthScales: (0..<dimension).map { 0.4 + 0.3 * Double($0) }, outputScale: 1.7)
        // Far from the origin, and some of the points next to one another.
        let first = normalMatrix(rows: 21, columns: dimension, seed: 1)
        let second = normalMatrix(rows: 35, columns: dimension, seed: 2)
        let left = Matrix<Float>(
            rows: 21, columns: dimension, elements: first.elements.map { 30 + Float($0) })
        let right = Matrix<Float>(
            rows: 56, columns: dimension,
            elements: second.elements.map { 30 + Float($0) } + left.elements.map { $0 + 1e-3 })
        let wide = Matrix<Double>(rows: 21, columns: dimension, elements: left.elements.map { Double($0) })
        let other = Matrix<Double>(rows: 56, columns: dimension, elements: right.elements.map { Double($0) })
        var exact = Matrix<Double>(rows: 21, columns: 56)
        var single = Matrix<Float>(rows: 21, columns: 56)
        kernel.covariance(wide, other, into: &exact)
        kernel.covariance(left, right, into: &single)
        #expect(greatestDifference(single.elements.map { Double($0) }, exact.elements) < 1.7e-6)
    }
}
