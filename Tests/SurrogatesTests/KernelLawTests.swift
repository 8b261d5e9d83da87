import Foundation
import LinearAlgebra
import Surrogates
import Testing

@Suite struct `Every kernel` {
    @Test(arguments: KernelCase.all)
    func `gives each point its variance`(of kernelCase: KernelCase) {
        let kernel = kernelCase.kernel
        let points = normalMatrix(rows: 9, columns: kernel.dimension, seed: 1)
        var covariance = Matrix<Double>(rows: 9, columns: 9)
        kernel.covariance(of: points, into: &covariance)
        #expect(covariance.diagonal == kernel.variances(at: points))
        var alone = Matrix<Double>(rows: 9, columns: 9)
        kernel.covariance(points, points, into: &alone)
        #expect(greatestDifference(alone.elements, covariance.elements) < 1e-13)
    }

    @Test(arguments: KernelCase.all)
    func `is exactly symmetric and positive definite`(of kernelCase: KernelCase) throws {
        let kernel = kernelCase.kernel
        let points = normalMatrix(rows: 40, columns: kernel.dimension, seed: 2)
        var covariance = Matrix<Double>(rows: 40, columns: 40)
        kernel.covariance(of: points, into: &covariance)
        let transposed = covariance.transposed()
        #expect(covariance.elements == transposed.elements)
        for row in 0..<40 { covariance[row, row] += 1e-10 }
        let factor = try Cholesky(factoring: covariance, jitters: [0])
        #expect(factor.count == 40)
    }

    @Test(arguments: KernelCase.all)
    func `has the gradients of its finite differences`(of kernelCase: KernelCase) {
        let kernel = kernelCase.kernel
        let count = 7
        let points = normalMatrix(rows: count, columns: kernel.dimension, seed: 3)
        let half = normalMatrix(rows: count, columns: count, seed: 4)
        var weights = Matrix<Double>(rows: count, columns: count)
        for row in 0..<count {
            for column in 0..<count { weights[row, column] = half[row, column] + half[column, row] }
        }
        let flat = weights.elements

        func objective(_ kernel: any Kernel, _ points: [Double]) -> Double {
            let points = Matrix(rows: count, columns: kernel.dimension, elements: points)
            var covariance = Matrix<Double>(rows: count, columns: count)
            kernel.covariance(points, points, into: &covariance)
            return zip(covariance.elements, flat).reduce(0) { $0 + $1.0 * $1.1 }
        }

        var covariance = Matrix<Double>(rows: count, columns: count)
        kernel.covariance(of: points, into: &covariance)
        var gradient = [Double](repeating: 0, count: kernel.parameters.count)
        var pointGradient = Matrix<Double>(rows: count, columns: kernel.dimension)
        kernel.addGradients(
            at: points, covariance: covariance, weights: weights, toParameters: &gradient, toPoints: &pointGradient)

        let elements = points.elements
        let expected = differences(at: kernel.parameters) { parameters in
            var moved = kernel
            moved.parameters = parameters
            return objective(moved, elements)
        }
        #expect(relativeDifference(gradient, expected) < 1e-8)
        let expectedAtPoints = differences(at: elements, step: 3e-4) { objective(kernel, $0) }
        #expect(relativeDifference(pointGradient.elements, expectedAtPoints) < 1e-8)

        var none = Matrix<Double>(rows: 0, columns: kernel.dimension)
        var second = gradient
        kernel.addGradients(
            at: points, covariance: covariance, weights: weights, toParameters: &second, toPoints: &none)
        #expect(relativeDifference(second, gradient.map { 2 * $0 }) < 1e-14, "gradients are added to what was there")
    }

    @Test(arguments: KernelCase.all)
    func `keeps the parameters that it is given, in the order of their names`(of kernelCase: KernelCase) {
        var kernel = kernelCase.kernel
        let parameters = kernel.parameters.indices.map { 0.3 + 0.1 * Double($0) }
        kernel.parameters = parameters
        #expect(kernel.parameters == parameters)
        #expect(kernel.parameterGroups.reduce(0) { $0 + $1.count } == parameters.count)
    }
}

@Suite struct `A stationary kernel` {
    /// The four shapes at scaled distance r, as Rasmussen & Williams (2006) print them.
    static func shape(_ shape: StationaryKernel.Shape, _ r: Double) -> Double {
        switch shape {
        case .rbf: exp(-r * r / 2)
        case .matern12: exp(-r)
        case .matern32: (1 + sqrt(3) * r) * exp(-sqrt(3) * r)
        case .matern52: (1 + sqrt(5) * r + 5 * r * r / 3) * exp(-sqrt(5) * r)
        }
    }

    @Test(arguments: StationaryKernel.Shape.allCases, [1, 2, 8, 9, 40])
    func `is the textbook's function of distance, near and far`(shape: StationaryKernel.Shape, dimension: Int) {
        let kernel = StationaryKernel(
            shape, lengthScales: (0..<dimension).map { 0.5 + 0.1 * Double($0) }, outputScale: 1.3)
        // Far from the origin, and close to each other: where |a|² + |b|² - 2 a'b cancels.
        var first = normalMatrix(rows: 6, columns: dimension, seed: 5)
        for row in 0..<6 { for column in 0..<dimension { first[row, column] += 10 } }
        var second = first.copy()
        for row in 0..<6 {
            for column in 0..<dimension { second[row, column] += [0, 1e-9, 1e-6, 1e-3, 0.1, 30][row] }
        }
        var covariance = Matrix<Double>(rows: 6, columns: 6)
        kernel.covariance(first, second, into: &covariance)
        var worst = 0.0
        for row in 0..<6 {
            for other in 0..<6 {
                let squared = (0..<dimension).reduce(0.0) { sum, column in
                    let scaled = (first[row, column] - second[other, column]) / kernel.lengthScales[column]
                    return sum + scaled * scaled
                }
                worst = max(worst, abs(covariance[row, other] - 1.3 * Self.shape(shape, squared.squareRoot())))
            }
        }
        #expect(worst < 2e-10)
    }

    @Test func `refuses parameters that are not positive`() async {
        await #expect(processExitsWith: .failure) { _ = StationaryKernel(.rbf, lengthScales: [1, 0]) }
        await #expect(processExitsWith: .failure) {
            _ = StationaryKernel(.rbf, dimension: 2, lengthScale: 1, outputScale: -1)
        }
    }
}

@Suite struct `A periodic kernel` {
    @Test func `repeats after its period and is the textbook's function within`() {
        let kernel = PeriodicKernel(dimension: 1, lengthScales: [0.8], periods: [1.7], outputScale: 1.1)
        let first = Matrix<Double>(rows: 1, columns: 1, elements: [0.3])
        let offsets = [0, 0.2, 0.85, 1.7, 3.4, 17.2]
        let second = Matrix(rows: 6, columns: 1, elements: offsets.map { 0.3 + $0 })
        var covariance = Matrix<Double>(rows: 1, columns: 6)
        kernel.covariance(first, second, into: &covariance)
        let expected = offsets.map { 1.1 * exp(-2 * pow(sin(Double.pi * $0 / 1.7), 2) / 0.64) }
        #expect(greatestDifference(covariance.elements, expected) < 1e-13)
    }
}

@Suite struct `A rational quadratic kernel` {
    @Test(arguments: [0.01, 0.5, 1, 30, 1e4])
    func `is the textbook's function of distance`(alpha: Double) {
        let kernel = RationalQuadraticKernel(dimension: 1, lengthScales: [0.8], alpha: alpha, outputScale: 1.3)
        let first = Matrix<Double>(rows: 1, columns: 1, elements: [0])
        let distances = [0, 1e-9, 1e-5, 0.01, 0.3, 1, 4, 1e3]
        let second = Matrix(rows: 8, columns: 1, elements: distances)
        var covariance = Matrix<Double>(rows: 1, columns: 8)
        kernel.covariance(first, second, into: &covariance)
        let expected = distances.map { 1.3 * exp(-alpha * log1p($0 * $0 / 0.64 / (2 * alpha))) }
        #expect(greatestDifference(covariance.elements, expected) < 1e-13)
    }

    @Test func `becomes the RBF kernel as α grows, without losing digits`() {
        let points = normalMatrix(rows: 12, columns: 2, seed: 71)
        var mixed = Matrix<Double>(rows: 12, columns: 12)
        var pure = Matrix<Double>(rows: 12, columns: 12)
        RationalQuadraticKernel(dimension: 2, lengthScales: [0.7], alpha: 1e12).covariance(of: points, into: &mixed)
        StationaryKernel(.rbf, dimension: 2, lengthScale: 0.7).covariance(of: points, into: &pure)
        #expect(greatestDifference(mixed.elements, pure.elements) < 1e-11)
    }
}

@Suite struct `Parameters of kernels made of others` {
    private func names(_ kernel: any Kernel) -> [String] { kernel.parameterGroups.map(\.name) }

    @Test func `are named by their kernels, numbered where those repeat`() {
        let rbf = StationaryKernel(.rbf, dimension: 2, lengthScale: 1)
        let periodic = PeriodicKernel(dimension: 2, lengthScales: [1], periods: [1])
        #expect(names(rbf) == ["length_scale", "output_scale"])
        let sum = SumKernel([rbf, ProductKernel([periodic, rbf])])
        #expect(
            names(sum) == [
                "rbf.length_scale", "rbf.output_scale", "periodic.length_scale", "periodic.output_scale",
                "periodic.period", "rbf.2.length_scale", "rbf.2.output_scale",
            ])
        #expect(sum.parameterGroups.map(\.kind).suffix(3) == ["period", "length_scale", "output_scale"])
        #expect(sum.name == "rbf + periodic * rbf")
        let stem = ColumnsKernel(rbf, on: [0, 1], of: 4, called: "stem")
        let space = ColumnsKernel(rbf, on: [2, 3], of: 4, called: "coordinates")
        let product = ProductKernel([stem, FixedKernel(space, fixing: [ParameterGroup.outputScale])])
        #expect(
            names(product) == ["rbf(stem).length_scale", "rbf(stem).output_scale", "rbf(coordinates).length_scale"])
        #expect(product.parts[1].unwrapped is StationaryKernel)
        #expect(product.parts[1].columns == [2, 3])
    }

    @Test func `scratch memory does not carry over from one evaluation to the next`() {
        let kernel = KernelCase.all.first { $0.testDescription == "structure and space" }?.kernel
        guard let kernel else { return #expect(Bool(false), "the case is missing") }
        func covariance(_ rows: Int) -> [Double] {
            var result = Matrix<Double>(rows: rows, columns: rows)
            kernel.covariance(of: normalMatrix(rows: rows, columns: 4, seed: 5), into: &result)
            return result.elements
        }
        let first = covariance(7)
        _ = covariance(15)
        #expect(covariance(7) == first)
    }
}
