import Formulas
import LinearAlgebra
import Randomness
import Surrogates
import Testing

@Suite struct `A mean function` {
    private static let covariates = Covariates(
        ["x", "y"], count: 3, elements: [1, 10, 2, 20, 4, 60])

    @Test func `finds its covariates by name, in any order and among others`() throws {
        let more = Covariates(["z", "y", "x"], count: 3, elements: [7, 10, 1, 7, 20, 2, 7, 60, 4])
        let mean = try FormulaMean(
            Formula(parsing: "a * x + y"), parameters: [.free("a", initial: 3)], covariates: ["x", "y"])
        #expect(try mean.values(at: Self.covariates) == [13, 26, 72])
        #expect(try mean.values(at: more) == [13, 26, 72])
        var linear = LinearMean(in: ["x", "y"])
        linear.parameters = [1, 2, 0.5]
        #expect(linear.values(at: more) == [8, 15, 39])
        #expect(linear.values(at: Self.covariates.points([2, 0])) == [39, 8])
    }

    @Test func `in the objective's units is standardised with the targets, parameters unchanged`() throws {
        let mean = try FormulaMean(
            Formula(parsing: "a + b * x"), parameters: [.free("a", initial: 100), .positive("b", initial: 5)],
            covariates: ["x"])
        let scale = TargetScale(of: [100, 110, 120])
        let standardized = mean.standardized(by: scale)
        #expect(standardized.parameters == mean.parameters)
        let values = try standardized.values(at: Self.covariates).map(scale.restore)
        #expect(greatestDifference(values, [105, 110, 120]) < 1e-12)
        // Standardised anew, it forgets the former scale.
        #expect(try standardized.standardized(by: .identity).values(at: Self.covariates) == [105, 110, 120])
    }

    @Test func `that is linear sees a pool standardised, and starts flat`() {
        let mean = LinearMean(standardizing: Self.covariates)
        #expect(mean.values(at: Self.covariates) == [0, 0, 0])
        var tilted = mean
        tilted.parameters = [2, 1, 0]
        let values = tilted.values(at: Self.covariates)
        #expect(abs(values.reduce(0, +) - 6) < 1e-14)
        #expect(abs(values.reduce(0) { $0 + ($1 - 2) * ($1 - 2) } - 3) < 1e-14, "of unit variance over the pool")
    }

    @Test func `that has no value says so, and training finds its way round`() throws {
        let formula = try Formula(parsing: "a * log(x - x0)")
        var mean = try FormulaMean(
            formula, parameters: [.free("a", initial: 1), .free("x0", initial: 0)], covariates: ["x"])
        mean.parameters = [1, 2]
        let error = #expect(throws: UndefinedValue.self) { try mean.values(at: Self.covariates) }
        #expect(error?.part == "log(x - x0)")
        #expect(error?.point == 0)

        // From x0 = 0.5, where all is well, the fit steps back from where it is not and finds 0.8 and 2.
        let count = 12
        let places = (0..<count).map { 1 + 0.5 * Double($0) }
        let targets = places.map { 2 * Double.log($0 - 0.8) }
        let start = try FormulaMean(
            formula, parameters: [.free("a", initial: 1), .free("x0", initial: 0.5)], covariates: ["x"])
        let process = GaussianProcess(
            kernel: StationaryKernel(.rbf, dimension: 1, lengthScale: 1, outputScale: 0.1), noise: 0.01, mean: start)
        var source = RandomSource(seed: 4)
        let fit = try HyperparameterFit(priors: .weak(for: process))(
            process, at: Matrix(rows: count, columns: 1, elements: places),
            covariates: Covariates(["x"], count: count, elements: places), targets: targets, using: &source)
        #expect(greatestDifference(fit.process.mean.parameters, [2, 0.8]) < 0.05)
    }

    @Test func `keeps free parameters free and positive ones positive in training`() throws {
        let mean = try FormulaMean(
            Formula(parsing: "a * exp(-x / w)"),
            parameters: [
                .free("a", initial: -40, prior: NormalPrior(mean: -40, deviation: 20)), .positive("w", initial: 2),
            ], covariates: ["x"])
        var process = GaussianProcess(
            kernel: StationaryKernel(.rbf, dimension: 1, lengthScale: 1), noise: 1, mean: mean)
        let trained = process.trainedParameters
        #expect(greatestDifference(trained, [0, 0, 0, -2, Double.log(2)]) < 1e-15)
        process.trainedParameters = [0, 0, 0, 1, -3]
        #expect(process.mean.parameters[0] == 20)
        #expect(abs(process.mean.parameters[1] - Double.exp(-3)) < 1e-15)
        let priors = Hyperpriors.weak(for: process)
        #expect(priors[free: "mean.a"] == NormalPrior(mean: -40, deviation: 20))
        #expect(process.parameterGroups.map(\.name).suffix(2) == ["mean.a", "mean.w"])
    }

    @Test func `a parameter called as a kernel's is not taken for it`() throws {
        let mean = try FormulaMean(
            Formula(parsing: "noise + length_scale * x"),
            parameters: [.positive("noise", initial: 3), .free("length_scale", initial: 1)], covariates: ["x"])
        let process = GaussianProcess(
            kernel: StationaryKernel(.rbf, dimension: 1, lengthScale: 1), noise: 0.5, mean: mean)
        let priors = Hyperpriors(["noise": LogNormalPrior(median: 0.1, scale: 1)])
        let moved = process.atMedians(of: priors)
        #expect(abs(moved.noise - 0.1) < 1e-15)
        #expect(greatestDifference(moved.mean.parameters, [3, 1]) < 1e-14)
    }
}

extension Double {
    fileprivate static func log(_ x: Double) -> Double { VectorMath.log(x) }
    fileprivate static func exp(_ x: Double) -> Double { VectorMath.exp(x) }
}
